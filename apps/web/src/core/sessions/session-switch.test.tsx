import { expect, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import { courseAddress } from "../../kernel/course-place";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { SessionSwitch } from "./session-switch";
import { SessionSwitchDocument } from "./sessions.generated";

const session = (id: string, title: string) => ({
  __typename: "Session",
  id,
  title,
  startsAt: "2026-09-01T10:00:00Z",
  endsAt: "2026-12-20T10:00:00Z",
});
const places = (base: boolean, sessions: object[]) => ({
  request: { query: SessionSwitchDocument, variables: { courseId: "course-1" } },
  result: { data: { courseSessions: { __typename: "CourseSessions", base, sessions } } },
});

const at = (sessionId: string | null) => ({
  id: "course",
  path: "c/:code",
  loader: () => ({ place: { courseId: "course-1", code: "BIO", sessionId, address: courseAddress("BIO", sessionId) } }),
  element: (
    <>
      <SessionSwitch />
      <h1>Page</h1>
    </>
  ),
  children: [{ path: "*", element: <></> }],
});

test("shows the session with its dates, and leads to the others at the same tool", async () => {
  const mocks = [places(true, [session("s1", "Autumn"), session("s2", "Spring")])];
  const { user } = await renderRoute(at("s1"), { at: "/c/BIO~s1/glossary/term-9", mocks });
  const button = await screen.findByRole("button", { name: "Session: Autumn. Change" });
  expect(button.textContent).toContain("September 1, 2026 to December 20, 2026");
  await user.click(button);
  expect((await screen.findByRole("menuitem", { name: /Spring/ })).getAttribute("href")).toBe("/c/BIO~s2/glossary");
  expect(screen.getByRole("menuitem", { name: /The course itself/ }).getAttribute("href")).toBe("/c/BIO/glossary");
  expect(screen.getByRole("menuitem", { name: /Autumn/ }).getAttribute("aria-current")).toBe("true");
  expect(await axeFindings()).toEqual([]);
});

test("without a choice it only says where one is; a course without sessions shows nothing", async () => {
  const first = await renderRoute(at("s1"), { at: "/c/BIO~s1", mocks: [places(false, [session("s1", "Autumn")])] });
  expect(await screen.findByText("Autumn")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
  first.unmount();
  await renderRoute(at(null), { at: "/c/BIO", mocks: [places(true, [])] });
  await screen.findByRole("heading", { name: "Page" });
  expect(screen.queryByText("The course itself")).toBeNull();
});

test("visitors are not asked for sessions", async () => {
  await renderRoute(at(null), { at: "/c/BIO", mocks: [], viewer: null });
  expect(await screen.findByRole("heading", { name: "Page" })).toBeTruthy();
});
