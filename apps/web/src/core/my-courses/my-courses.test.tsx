import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import { SessionViewerDocument } from "../session/session.generated";
import { MyCategoriesDocument, MyCoursesDocument, MyHomeDocument } from "./my-courses.generated";
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
const categories = (courseCategories: object[]) => ({ request: { query: MyCategoriesDocument }, result: { data: { courseCategories } } });

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
  await renderRoute(myCoursesRoutes, {
    at: "/courses?phase=PAST&order=RECENT",
    mocks: [viewer, list, categories([])],
    words: ["my-courses"],
  });
  expect(await screen.findByText("1 course")).toBeTruthy();
});

test("the list view has a line for each course, with the names of its columns", async () => {
  const variables = { orderBy: "TITLE", filter: { phase: "CURRENT", search: null, favourite: null, categoryId: "c1" } };
  const category = { __typename: "CourseCategory", id: "c1", title: "Sciences" };
  const botany = seat("Botany");
  const session = { __typename: "Session", id: "s1", title: "Spring", startsAt: null, endsAt: "2027-05-01T10:00:00Z" };
  const nodes = [
    { ...botany, course: { ...botany.course, category } },
    seat("Chess", { role: "TEACHER", fraction: null, nextDue: null, session }),
  ];
  const pageInfo = { __typename: "PageInfo", hasNextPage: false, endCursor: null };
  const list = {
    request: { query: MyCoursesDocument, variables },
    result: { data: { myCourses: { __typename: "MyCourseConnection", nodes, pageInfo, totalCount: 2 } } },
  };
  await renderRoute(myCoursesRoutes, {
    at: "/courses?view=list&category=c1",
    mocks: [viewer, list, categories([category])],
    words: ["my-courses"],
  });
  const table = within(await screen.findByRole("grid", { name: "Courses" }));
  expect(table.getByRole("link", { name: "Botany" })).toHaveProperty("pathname", "/c/BOTANY");
  expect(table.getByRole("gridcell", { name: "Sciences" })).toBeTruthy();
  expect(table.getByRole("gridcell", { name: "Teacher" })).toBeTruthy();
  expect(table.getByText(/Spring/)).toBeTruthy();
  expect(await screen.findByRole("combobox", { name: "Category" })).toHaveProperty("value", "Sciences");
  expect(await axeFindings()).toEqual([]);
}, 20_000);
