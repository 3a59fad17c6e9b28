import { ApolloLink, gql, Observable, type TypedDocumentNode } from "@apollo/client";
import { useApolloClient, useQuery } from "@apollo/client/react";
import { expect, test } from "@jest/globals";
import { act, screen, waitFor } from "@testing-library/react";
import type { Client, Sink, SubscribePayload } from "graphql-ws";
import { useState } from "react";
import { createCache } from "../apollo";
import { renderPart } from "../test/render";
import { useLive } from "./live";
import { LiveLink } from "./live-link";

const ROWS: TypedDocumentNode<{ liveCursor: string; names: string[] }, { list: string }> = gql`
  query Rows($list: String!) {
    liveCursor
    names(list: $list)
  }
`;
const NEWS: TypedDocumentNode<{ named: { eventId: string; name: string } }, { list: string; after?: string | null | undefined }> = gql`
  subscription News($list: String!, $after: String) {
    named(list: $list, after: $after) {
      eventId
      name
    }
  }
`;

/** An API with a log of names. A subscription is registered only when the test says so, as over a slow line. */
function slowApi() {
  const log = ["Ada"];
  const payloads: SubscribePayload[] = [];
  const sinks: Sink[] = [];
  let delivered: (() => void)[] = [];
  /** What the server does when a subscription reaches it: what is after its cursor comes first; without one, only what comes later. */
  const register = (index: number) => {
    const after = payloads[index]?.variables?.["after"] as string | null | undefined;
    const sent = after ? Number(after) : log.length;
    const tell = (from: number) => {
      log.slice(from).forEach((name, at) => sinks[index]?.next({ data: { named: { eventId: `${from + at + 1}`, name } } } as never));
    };
    tell(sent);
    delivered = [() => tell(log.length - 1)];
  };
  const socket = {
    subscribe: (payload: SubscribePayload, sink: Sink) => {
      payloads.push(payload);
      sinks.push(sink);
      return () => undefined;
    },
  } as unknown as Pick<Client, "subscribe">;
  const http = new ApolloLink(
    () =>
      new Observable((observer) => {
        observer.next({ data: { liveCursor: `${log.length}`, names: [...log] } });
        observer.complete();
      }),
  );
  const link = ApolloLink.split(({ operationType }) => operationType === "subscription", new LiveLink(() => Promise.resolve(socket)), http);
  const happen = (name: string) => {
    log.push(name);
    for (const deliver of delivered) deliver();
  };
  const cut = () => (delivered = []);
  const refuse = (index: number, code: string) => {
    sinks[index]?.next({ errors: [{ message: "no", extensions: { code } }] } as never);
    sinks[index]?.complete();
  };
  return { link, payloads, register, happen, cut, refuse };
}

function Names() {
  const { data, refetch } = useQuery(ROWS, { variables: { list: "a" } });
  const client = useApolloClient();
  const [news, setNews] = useState<string[]>([]);
  useLive(NEWS, {
    variables: { list: "a" },
    after: data?.liveCursor,
    onEvent: ({ named }) => setNews((former) => [...former, named.name]),
  });
  return (
    <>
      <p>{`rows ${data?.names.join(" ") ?? "-"}; news ${news.join(" ") || "-"}`}</p>
      <button onClick={() => void refetch()}>again</button>
      <button onClick={() => void client.query({ query: ROWS, variables: { list: "b" } })}>another list</button>
    </>
  );
}

test("what happens between the rows and the subscription reaches the screen", async () => {
  const api = slowApi();
  await renderPart(<Names />, { mocks: api.link });
  await waitFor(() => expect(api.payloads).toHaveLength(1));
  act(() => api.happen("Grace"));
  act(() => api.register(0));
  expect(await screen.findByText("rows Ada; news Grace")).toBeTruthy();
});

test("after a lost connection the stream goes on from where it stood, even when nothing had come yet; nothing comes twice", async () => {
  const api = slowApi();
  await renderPart(<Names />, { mocks: api.link });
  await waitFor(() => expect(api.payloads).toHaveLength(1));
  act(() => api.register(0));
  api.cut();
  act(() => api.happen("Grace"));
  // The client sends the same payload again.
  act(() => api.register(0));
  expect(await screen.findByText("rows Ada; news Grace")).toBeTruthy();
  api.cut();
  act(() => api.happen("Edsger"));
  act(() => api.register(0));
  expect(await screen.findByText("rows Ada; news Grace Edsger")).toBeTruthy();
});

test("where more happened than is told, what is on screen is read again, and the stream begins where that was read", async () => {
  const api = slowApi();
  await renderPart(<Names />, { mocks: api.link });
  await waitFor(() => expect(api.payloads).toHaveLength(1));
  act(() => api.happen("Grace"));
  act(() => api.refuse(0, "BEHIND"));
  expect(await screen.findByText("rows Ada Grace; news -")).toBeTruthy();
  await waitFor(() => expect(api.payloads).toHaveLength(2));
  expect(api.payloads[1]?.variables).toEqual({ list: "a", after: "2" });
  act(() => api.register(1));
  act(() => api.happen("Edsger"));
  expect(await screen.findByText("rows Ada Grace; news Edsger")).toBeTruthy();
});

test("a stream that is refused for another reason is not begun again", async () => {
  const api = slowApi();
  await renderPart(<Names />, { mocks: api.link });
  await waitFor(() => expect(api.payloads).toHaveLength(1));
  act(() => api.refuse(0, "FORBIDDEN"));
  await act(() => Promise.resolve());
  expect(api.payloads).toHaveLength(1);
});

test("rows that are read again, here or for another list, do not begin the stream anew", async () => {
  const api = slowApi();
  const { user } = await renderPart(<Names />, { mocks: api.link });
  await waitFor(() => expect(api.payloads).toHaveLength(1));
  act(() => api.happen("Grace"));
  await user.click(screen.getByRole("button", { name: "another list" }));
  await user.click(screen.getByRole("button", { name: "again" }));
  expect(await screen.findByText("rows Ada Grace; news -")).toBeTruthy();
  expect(api.payloads.map(({ variables }) => variables)).toEqual([{ list: "a", after: "1" }]);
});

test("each query keeps the cursor of its own rows", () => {
  const cache = createCache();
  const other: typeof ROWS = gql`
    query OtherRows($list: String!) {
      liveCursor
    }
  `;
  cache.writeQuery({ query: ROWS, variables: { list: "a" }, data: { liveCursor: "1", names: [] } });
  cache.writeQuery({ query: ROWS, variables: { list: "b" }, data: { liveCursor: "2", names: [] } });
  cache.writeQuery({ query: other, variables: { list: "a" }, data: { liveCursor: "3" } as never });
  expect(cache.readQuery({ query: ROWS, variables: { list: "a" } })?.liveCursor).toBe("1");
  expect(cache.readQuery({ query: ROWS, variables: { list: "b" } })?.liveCursor).toBe("2");
  expect(cache.readQuery({ query: other, variables: { list: "a" } })?.liveCursor).toBe("3");
});
