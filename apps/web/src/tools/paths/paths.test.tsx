import { describe, expect, jest, test } from "@jest/globals";
import { ApolloLink, Observable } from "@apollo/client";
import { fireEvent, screen, within } from "@testing-library/react";
import type { CoursePlace } from "../../kernel/course-place";
import { axeFindings } from "../../test/axe";
import { renderPart, renderRoute } from "../../test/render";
import { CallTable } from "./call-log";
import { HeatMap, type HeatColumn } from "./heat-map";
import type { PackageCardFragment } from "./packages.generated";
import { PathsPage } from "./paths-page";
import { PlayerBar, type PlayerBarProps } from "./player-bar";
import type { HostState } from "./player-host";
import { Notices } from "./player-notices";
import { PlayerTree } from "./player-tree";

const words = ["paths"];
const can = { __typename: "PackageCan", play: true, update: false, delete: false, follow: false };
const golf = {
  __typename: "Package",
  id: "p1",
  title: "Golf",
  state: "PUBLISHED",
  standard: "SCORM_12",
  edition: null,
  opensAt: null,
  closesAt: null,
  dueAt: null,
  version: 1,
  access: { __typename: "ItemAccess", open: true, reasons: [] },
  progress: {
    __typename: "Progress",
    id: "g1",
    state: "IN_PROGRESS",
    fraction: 0.5,
    score: null,
    maxScore: null,
    seconds: 90,
    lastAt: "2026-01-01T00:00:00Z",
  },
  overview: null,
  viewerCan: can,
} as unknown as PackageCardFragment;
const locked = {
  ...golf,
  id: "p2",
  title: "Chess",
  progress: null,
  access: {
    __typename: "ItemAccess",
    open: false,
    reasons: [
      { __typename: "AccessReason", code: "OPENS_AT", params: [{ __typename: "ReasonParam", name: "at", value: "2030-06-01T08:00:00Z" }] },
    ],
  },
} as unknown as PackageCardFragment;

/** The list as its page shows it, with these packages. */
async function list(nodes: readonly object[], isStaff: boolean) {
  const place = { courseId: "c1", sessionId: null, code: "X", title: "Course", address: "/c/X", isStaff } as CoursePlace;
  const asked: string[] = [];
  const link = new ApolloLink((operation) => {
    asked.push(operation.operationName ?? "");
    return new Observable((observer) => {
      const packages = {
        __typename: "PackageConnection",
        nodes,
        pageInfo: { __typename: "PageInfo", hasNextPage: false, endCursor: null },
      };
      observer.next({ data: { paths: { __typename: "PathConnection", nodes: [] }, packages } });
      observer.complete();
    });
  });
  const route = { id: "course", path: "*", loader: () => ({ place }), element: <PathsPage /> };
  return { ...(await renderRoute(route, { mocks: link, words })), asked };
}

describe("the list", () => {
  test("a learner sees ring, state and time; what is locked with its reason; nothing to import", async () => {
    const { asked } = await list([golf, locked], false);
    const card = (await screen.findByRole("link", { name: "Golf" })).closest("article")!;
    expect(within(card).getByText(/In progress · 1 min, 30 sec/)).toBeTruthy();
    const closed = screen.getByRole("link", { name: "Chess" }).closest("article")!;
    expect(closed.dataset["closed"]).toBe("true");
    expect(closed.textContent).toMatch(/2030/);
    expect(screen.queryByRole("button", { name: /Import/ })).toBeNull();
    expect(asked).toEqual(["Packages"]);
    expect(await axeFindings()).toEqual([]);
  });

  test("a teacher of an empty course is shown where to drop a package", async () => {
    await list([], true);
    expect(await screen.findByText("No packages yet")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Import a package" }).getAttribute("aria-expanded")).toBeTruthy();
    expect(await axeFindings()).toEqual([]);
  });
});

const state: HostState = {
  ready: true,
  percent: 40,
  activities: [],
  since: null,
  storageBlocked: false,
  orphaned: 0,
  leaseLost: false,
  nextId: null,
  sequenced: null,
};

/** The bar with its calls overheard. */
async function bar(change: Partial<PlayerBarProps> = {}) {
  const calls = { onNext: jest.fn(), onLeave: jest.fn(), onTree: jest.fn(), onFullScreen: jest.fn(), onWindow: jest.fn() };
  const props = { title: "Golf", state, now: 1_000_000, ...calls, ...change };
  return { ...(await renderPart(<PlayerBar {...props} />, { words })), calls };
}

describe("the player's bar", () => {
  test("says that all is saved, goes on, and cannot go back from the first", async () => {
    const { user, calls } = await bar();
    expect(await screen.findByText("Saved")).toBeTruthy();
    expect(screen.getByRole("progressbar", { name: "Progress" }).getAttribute("aria-valuenow")).toBe("40");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Previous" }).disabled).toBe(true);
    await user.click(screen.getByRole("button", { name: "Next" }));
    expect(calls.onNext).toHaveBeenCalledTimes(1);
    await user.click(screen.getByRole("button", { name: "Leave" }));
    expect(calls.onLeave).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole("button", { name: "Show or hide the log of calls" })).toBeNull();
    expect(await axeFindings()).toEqual([]);
  });

  test("says since when nothing is saved, but not of a change that is on its way", async () => {
    const late = await bar({ state: { ...state, since: 980_000 } });
    expect(await screen.findByText(/^Not saved since \d/)).toBeTruthy();
    late.unmount();
    await bar({ state: { ...state, since: 995_000 } });
    expect(await screen.findByText("Saved")).toBeTruthy();
  });

  test("has the log for those who try a package", async () => {
    const onLog = jest.fn();
    const { user } = await bar({ onLog });
    await user.click(await screen.findByRole("button", { name: "Show or hide the log of calls" }));
    expect(onLog).toHaveBeenCalledTimes(1);
  });
});

describe("the player's notices", () => {
  const notices = (change: Partial<HostState>, unsaved = 0) =>
    renderPart(<Notices state={{ ...state, ...change }} unsaved={unsaved} onLeaveAnyway={() => undefined} onTakeOver={() => undefined} />, {
      words,
    });
  test.each([
    ["opened elsewhere", { leaseLost: true }, 0, /opened elsewhere/, "Continue here"],
    ["not saved when leaving", { since: 1 }, 2, /2 changes are not saved/, "Leave all the same"],
    ["no storage", { storageBlocked: true }, 0, /keeps nothing/, null],
    ["gone on elsewhere", { orphaned: 1 }, 0, /1 change made in this browser/, null],
  ])("%s", async (_what, change, unsaved, text, button) => {
    await notices(change, unsaved);
    expect((await screen.findByRole("alert")).textContent).toMatch(text);
    if (button) expect(screen.getByRole("button", { name: button })).toBeTruthy();
    expect(await axeFindings()).toEqual([]);
  });
});

test("the tree: locked ones cannot be opened and say so, the current one is marked, arrows move", async () => {
  const onOpen = jest.fn();
  const activity = (identifier: string, launchable = true, depth = 1) => ({
    identifier,
    title: identifier,
    depth,
    launchable,
    visible: true,
  });
  const status = (isLocked: boolean, current: boolean) => ({ state: "NOT_STARTED" as const, locked: isLocked, current });
  const activities = [activity("Folder", false, 0), activity("One"), activity("Two"), activity("Three")];
  const statuses = new Map([
    ["One", status(false, true)],
    ["Two", status(true, false)],
    ["Three", status(false, false)],
  ]);
  const { user } = await renderPart(<PlayerTree activities={activities} statuses={statuses} onOpen={onOpen} />, { words });
  const one = await screen.findByRole("button", { name: /One/ });
  expect(one.getAttribute("aria-current")).toBe("step");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /Locked.*Two/ }).disabled).toBe(true);
  expect(screen.queryByRole("button", { name: /Folder/ })).toBeNull();
  one.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onOpen).toHaveBeenCalledWith("Three");
  expect(await axeFindings()).toEqual([]);
});

describe("the heat map", () => {
  interface Row {
    id: number;
  }
  const columns: HeatColumn<Row>[] = [
    { key: "name", header: "Name", cell: (row) => `Learner ${row.id}` },
    { key: "one", header: "One", cell: () => "Passed", heat: (row) => (row.id % 2 ? "PASSED" : "FAILED") },
  ];
  const rows = Array.from({ length: 1_000 }, (_, id) => ({ id }));

  test("draws what is seen, keeps the numbers of its rows, and asks for more near the end", async () => {
    const onMore = jest.fn();
    const part = <HeatMap label="Learners" columns={columns} rows={rows} rowKey={(row) => String(row.id)} total={2_000} onMore={onMore} />;
    const { user } = await renderPart(part, { words });
    const grid = await screen.findByRole("grid", { name: "Learners" });
    expect(grid.getAttribute("aria-rowcount")).toBe("2001");
    expect(within(grid).getAllByRole("row").length).toBeLessThan(50);
    expect(await axeFindings()).toEqual([]);
    const box = grid.parentElement!;
    Object.defineProperty(box, "scrollHeight", { value: 44_000 });
    fireEvent.scroll(box, { target: { scrollTop: 22_000 } });
    expect(screen.getByRole("rowheader", { name: "Learner 500" }).parentElement?.getAttribute("aria-rowindex")).toBe("502");
    expect(screen.queryByText("Learner 1")).toBeNull();
    expect(onMore).not.toHaveBeenCalled();
    fireEvent.scroll(box, { target: { scrollTop: 43_800 } });
    expect(onMore).toHaveBeenCalledTimes(1);
    screen.getByRole("rowheader", { name: "Learner 990" }).focus();
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect((document.activeElement as HTMLElement).dataset["heat"]).toBe("PASSED");
  });
});

test("the log says by a sign, not only by a colour, what went wrong", async () => {
  const call = { id: 1, activityId: "a", method: "LMSSetValue", element: "cmi.core.lesson_status", value: "done", answer: "false", at: 0 };
  await renderPart(
    <CallTable
      calls={[
        { ...call, code: 405 },
        { ...call, id: 2, code: 0 },
      ]}
    />,
    { words },
  );
  const [, failed, fine] = await screen.findAllByRole("row");
  expect(failed?.textContent).toContain("⚠ 405");
  expect(fine?.textContent).not.toContain("⚠");
  expect(await axeFindings()).toEqual([]);
});
