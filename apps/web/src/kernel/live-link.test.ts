import { ApolloLink, gql } from "@apollo/client";
import { expect, test } from "@jest/globals";
import type { Client, Sink, SubscribePayload } from "graphql-ws";
import { LiveLink } from "./live-link";

function fakeSocket() {
  const calls: { payload: SubscribePayload; sink: Sink }[] = [];
  const subscribe = ((payload: SubscribePayload, sink: Sink) => {
    calls.push({ payload, sink });
    return () => undefined;
  }) as unknown as Client["subscribe"];
  return { calls, socket: { subscribe } };
}

async function listen(document: ReturnType<typeof gql>) {
  const { calls, socket } = fakeSocket();
  const got: unknown[] = [];
  const variables = { threadId: "t", after: "0" };
  const client = { defaultOptions: {} } as never;
  ApolloLink.execute(new LiveLink(() => Promise.resolve(socket)), { query: document, variables }, { client }).subscribe({
    next: (result) => got.push(result.data),
  });
  await Promise.resolve();
  const call = calls[0];
  if (!call) throw new Error("nothing was subscribed");
  return { ...call, got, variables };
}

test("what is sent again after a lost connection starts at the last event", async () => {
  const { payload, sink, got, variables } = await listen(gql`
    subscription Changed($threadId: ID!, $after: String) {
      changed(threadId: $threadId, after: $after) {
        eventId
      }
    }
  `);
  sink.next({ data: { changed: { eventId: "7" } } });
  expect(payload.variables).toEqual({ threadId: "t", after: "7" });
  expect(variables.after).toBe("0");
  expect(got).toEqual([{ changed: { eventId: "7" } }]);
});

test("an operation without a cursor is left as it is", async () => {
  const { payload, sink } = await listen(gql`
    subscription Job($threadId: ID!) {
      job(id: $threadId) {
        eventId
      }
    }
  `);
  sink.next({ data: { job: { eventId: "9" } } });
  expect(payload.variables).toEqual({ threadId: "t", after: "0" });
});
