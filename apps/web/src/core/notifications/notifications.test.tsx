import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ApolloLink, Observable } from "@apollo/client";
import { describe, expect, test } from "@jest/globals";
import { act, screen, waitFor } from "@testing-library/react";
import { getMainDefinition } from "@apollo/client/utilities";
import { Suspense } from "react";
import { Outlet } from "react-router-dom";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { Bell } from "./bell";
import { notificationRoutes } from "./notifications.routes";
import { UnreadProvider } from "./unread-provider";

const repository = join(import.meta.dirname, "../../../../..");

const row = (id: string, over: object = {}) => ({
  __typename: "Notification",
  id,
  kind: "enrolments.added",
  params: [{ __typename: "NotificationParameter", name: "course", value: "Golf" }],
  tool: "enrolments",
  href: "/c/GOLF",
  createdAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
  seenAt: null,
  ...over,
});

/** An API with these notifications; `push` is what the subscription says. */
function api(rows: ReturnType<typeof row>[]) {
  const asked: { name: string | undefined; variables: Record<string, unknown> }[] = [];
  let listener: ((data: object) => void) | undefined;
  let unseen = rows.filter(({ seenAt }) => seenAt === null).length;
  const connection = (nodes: object[], hasNextPage: boolean, endCursor: string | null) => ({
    __typename: "NotificationConnection",
    nodes,
    pageInfo: { __typename: "PageInfo", hasNextPage, endCursor },
  });
  const answers: Record<string, (variables: Record<string, unknown>) => object> = {
    SessionViewer: () => ({ viewer: { __typename: "User", ...someViewer(), pictureUrl: null } }),
    UnseenNotifications: () => ({ liveCursor: "0", unseenNotifications: unseen }),
    InboxPage: ({ after }) => ({
      myNotifications: after ? connection(rows.slice(2), false, null) : connection(rows.slice(0, 2), rows.length > 2, "2"),
      unseenNotifications: unseen,
    }),
    LatestNotifications: () => ({ latest: { __typename: "NotificationConnection", nodes: rows }, unseenNotifications: unseen }),
    MarkNotificationsSeen: ({ ids }) => {
      unseen = ids === null ? 0 : unseen - (ids as string[]).length;
      return { markNotificationsSeen: unseen };
    },
  };
  const link = new ApolloLink((operation) => {
    const definition = getMainDefinition(operation.query);
    const name = operation.operationName ?? "";
    asked.push({ name, variables: operation.variables });
    return new Observable((observer) => {
      if (definition.kind === "OperationDefinition" && definition.operation === "subscription") {
        listener = (data) => observer.next({ data: data as Record<string, unknown> });
        return;
      }
      const answer = answers[name];
      if (!answer) throw new Error(`no answer for ${name}`);
      // As over a network, never in the same breath.
      setTimeout(() => {
        observer.next({ data: answer(operation.variables) as Record<string, unknown> });
        observer.complete();
      });
    });
  });
  const push = (node: ReturnType<typeof row>) => {
    rows.unshift(node);
    unseen += 1;
    listener?.({ notificationReceived: { __typename: "NotificationReceived", eventId: node.id, unseen, node } });
  };
  return { link, asked, push };
}

// As in the application: the frame stays while a page waits.
const page = {
  element: (
    <Suspense fallback={null}>
      <Outlet />
    </Suspense>
  ),
  children: notificationRoutes,
};

const shown = [
  {
    element: (
      <UnreadProvider>
        <Bell />
        <main id="content" />
      </UnreadProvider>
    ),
    path: "/",
  },
];

describe("the inbox page", () => {
  test("tells what happened as sentences with their links, reads on, and marks all as seen", async () => {
    const seen = row("b", {
      seenAt: "2026-11-20T10:00:00Z",
      kind: "sessions.added",
      params: [{ __typename: "NotificationParameter", name: "session", value: "Spring" }],
    });
    const { link, asked } = api([
      row("a"),
      seen,
      row("c", {
        kind: "glossary:notices.accepted",
        tool: "glossary",
        href: "",
        params: [{ __typename: "NotificationParameter", name: "term", value: "Cell" }],
      }),
    ]);
    const { user } = await renderRoute(page, { at: "/inbox", mocks: link, words: ["notifications"] });
    expect(await screen.findByRole("link", { name: /You are now in the course .Golf.\./ })).toHaveProperty("pathname", "/c/GOLF");
    expect(screen.getAllByText("3 hours ago")).toHaveLength(2);
    expect(screen.getByText("2 that you have not seen")).toBeTruthy();
    await act(() => user.click(screen.getByRole("button", { name: "Show more" })));
    expect(await screen.findByText(/Your proposal .Cell. is now in the glossary\./)).toBeTruthy();
    expect(screen.getAllByRole("listitem")).toHaveLength(3);
    expect(await axeFindings()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Mark all as seen" }));
    expect(await screen.findByText("You have seen everything.")).toBeTruthy();
    expect(asked.at(-1)).toEqual({ name: "MarkNotificationsSeen", variables: { ids: null } });
    expect(screen.queryByRole("button", { name: /Mark as seen/ })).toBeNull();
  }, 20_000);

  test("one row's tick marks that one only", async () => {
    const { link, asked } = api([
      row("a"),
      row("b", { params: [{ __typename: "NotificationParameter", name: "course", value: "Chess" }] }),
    ]);
    const { user } = await renderRoute(page, { at: "/inbox", mocks: link, words: ["notifications"] });
    await user.click(await screen.findByRole("button", { name: /Mark as seen: .*Chess/ }));
    expect(await screen.findByText("1 that you have not seen")).toBeTruthy();
    expect(asked.at(-1)).toEqual({ name: "MarkNotificationsSeen", variables: { ids: ["b"] } });
    expect(screen.getByRole("button", { name: /Mark as seen: .*Golf/ })).toBeTruthy();
  });

  test("the empty list says what comes here", async () => {
    await renderRoute(page, { at: "/inbox", mocks: api([]).link, words: ["notifications"] });
    expect(await screen.findByText("Nothing to tell yet")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Mark all as seen" })).toBeNull();
  });
});

describe("the bell", () => {
  test("counts live, says what came, and shows it", async () => {
    const { link, push, asked } = api([]);
    const { user } = await renderRoute(shown, { mocks: link });
    await screen.findByRole("button", { name: "Inbox, 0 new" });
    await waitFor(() => expect(asked.map(({ name }) => name)).toContain("NotificationReceived"));
    act(() => push(row("n")));
    await screen.findByRole("button", { name: "Inbox, 1 new" });
    await waitFor(() => expect(screen.getByText(/You are now in the course/)).toBeTruthy());
    await user.click(screen.getByRole("button", { name: "Inbox, 1 new" }));
    expect(await screen.findByRole("link", { name: /You are now in the course/ })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Mark all as seen" }));
    await screen.findByRole("button", { name: "Inbox, 0 new" });
    expect(await axeFindings()).toEqual([]);
  });

  test("asks nothing for visitors", async () => {
    const { link, asked } = api([]);
    await renderRoute(shown, { mocks: link, viewer: null });
    expect(await screen.findByRole("button", { name: "Inbox, 0 new" })).toBeTruthy();
    expect(asked).toEqual([]);
  });
});

test("every kind that the server's manifests tell has its sentence", () => {
  const sources = readdirSync(join(repository, "apps/api/src"), { recursive: true, encoding: "utf8" }).filter(
    (name) => /^(core|tools)\/.*\.ts$/.test(name) && !name.endsWith(".test.ts"),
  );
  const catalogue = JSON.parse(readFileSync(join(repository, "packages/shared/locales/en/notifications.json"), "utf8")) as {
    kinds: object;
  };
  const kinds = sources.flatMap((name) =>
    [
      ...readFileSync(join(repository, "apps/api/src", name), "utf8").matchAll(
        /kind: ["`]([a-z]+(?:\.|:notices\.)\w*)["`$][^;]{0,150}?params/g,
      ),
    ].map((match) => match[1] ?? ""),
  );
  expect(kinds.length).toBeGreaterThanOrEqual(5);
  const found = (kind: string) =>
    kind
      .replace(":notices.", ".")
      .split(".")
      .filter(Boolean)
      .reduce<unknown>((level, part) => (level as Record<string, unknown> | undefined)?.[part], catalogue.kinds);
  expect(kinds.filter((kind) => found(kind) === undefined)).toEqual([]);
});
