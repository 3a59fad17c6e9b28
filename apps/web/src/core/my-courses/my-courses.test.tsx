import { expect, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { SessionViewerDocument } from "../session/session.generated";
import { MyCoursesDocument, MyHomeDocument } from "./my-courses.generated";
import { myCoursesRoutes } from "./my-courses.routes";

const seat = (title: string, over: object = {}) => ({
  __typename: "MyCourse",
  id: `seat-${title}`,
  role: "LEARNER",
  phase: "CURRENT",
  favourite: false,
  fraction: 0.5,
  hasNews: true,
  lastAccessAt: "2026-11-20T10:00:00Z",
  course: {
    __typename: "Course",
    id: `course-${title}`,
    code: title.toUpperCase(),
    title,
    color: null,
    pictureUrl: null,
    category: null,
    teachers: [{ __typename: "Person", id: "t", name: "Ana Ruiz" }],
  },
  session: null,
  nextDue: { __typename: "NextDue", itemId: `due-${title}`, title: "Report", dueAt: "2026-12-01T10:00:00Z" },
  ...over,
});
const viewer = {
  request: { query: SessionViewerDocument },
  result: {
    data: {
      viewer: {
        __typename: "Viewer",
        id: "v",
        login: "ana",
        givenName: "Ana",
        familyName: "",
        language: "en",
        timeZone: "UTC",
        roles: [],
        pictureUrl: null,
      },
    },
  },
  maxUsageCount: 9,
};
const home = (nodes: object[]) => ({
  request: { query: MyHomeDocument },
  result: { data: { recent: { __typename: "MyCourseConnection", nodes, pageInfo: { __typename: "PageInfo", hasNextPage: false } } } },
});

test("the start page offers to go on, tells what is due, and shows the courses", async () => {
  await renderRoute(myCoursesRoutes, {
    at: "/",
    mocks: [viewer, home([seat("Botany"), seat("Chess", { lastAccessAt: null })])],
    words: ["my-courses"],
  });
  expect(await screen.findByRole("link", { name: "Go on" })).toHaveProperty("pathname", "/c/BOTANY");
  expect(screen.getAllByText(/Report/).length).toBeGreaterThan(1);
  expect(screen.getByRole("link", { name: "Chess" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
});

test("somebody without a course is told how one comes", async () => {
  await renderRoute(myCoursesRoutes, { at: "/", mocks: [viewer, home([])], words: ["my-courses"] });
  expect(await screen.findByText("No course yet")).toBeTruthy();
});

test("the list reads its filters from the address", async () => {
  const variables = { orderBy: "RECENT", filter: { phase: "PAST", search: null, favourite: null, categoryId: null } };
  const list = {
    request: { query: MyCoursesDocument, variables },
    result: {
      data: {
        myCourses: {
          __typename: "MyCourseConnection",
          nodes: [seat("Dance")],
          pageInfo: { __typename: "PageInfo", hasNextPage: false, endCursor: null },
          totalCount: 1,
        },
      },
    },
  };
  await renderRoute(myCoursesRoutes, { at: "/courses?phase=PAST&order=RECENT", mocks: [viewer, list], words: ["my-courses"] });
  expect(await screen.findByText("1 course")).toBeTruthy();
});
