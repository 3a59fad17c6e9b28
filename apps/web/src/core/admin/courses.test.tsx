import { expect, test } from "@jest/globals";
import { configure, screen, waitFor, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { setToolPages } from "../shell/course-tools";
import { ProducedFileDocument } from "../../kernel/file-watch.generated";
import {
  AdminCatalogueDocument,
  AdminCoursesDocument,
  ChangeCoursesDocument,
  ApproveCourseDocument,
  DeleteCourseCategoryDocument,
  ExportCoursesDocument,
  RefuseCourseDocument,
  RestoreCourseDocument,
  SaveCourseCategoryDocument,
  SetCampusToolDocument,
} from "./admin-courses.generated";
import { adminRoutes } from "./admin.routes";

setToolPages(["glossary"]);
// The first page of a run loads the table, the dialog and two catalogues.
configure({ asyncUtilTimeout: 15_000 });

const viewer = someViewer({ roles: ["ADMINISTRATOR"] });
const sciences = { __typename: "CourseCategory", id: "c1", title: "Sciences" };
const level = {
  __typename: "CourseField",
  id: "f1",
  kind: "CHOICE",
  labels: [{ __typename: "LocalizedText", language: "en", text: "Level" }],
  hints: [],
  choices: ["A1", "A2"],
  required: true,
  ownerEdits: true,
  sight: "EVERYBODY",
  archivedAt: null as string | null,
  version: 1,
};
const row = (title: string, over: object = {}) => ({
  __typename: "ListedCourse",
  id: `course-${title}`,
  code: title.toUpperCase(),
  title,
  language: "en",
  visibility: "PRIVATE",
  isTemplate: false,
  featured: false,
  memberCount: 12,
  usedBytes: 1_048_576,
  storageLimitBytes: 1_048_576_000,
  trashedAt: null,
  category: sciences,
  approval: "APPROVED",
  refusedBecause: null,
  values: [],
  ...over,
});
const filter = {
  search: null,
  visibility: null,
  language: null,
  categoryId: null,
  template: null,
  approval: null,
  trashed: false,
  fields: [] as object[],
};
const list = (nodes: object[], change: object = {}) => ({
  request: { query: AdminCoursesDocument, variables: { filter: { ...filter, ...change } } },
  result: {
    data: {
      courses: {
        __typename: "ListedCourseConnection",
        nodes,
        pageInfo: { __typename: "PageInfo", hasNextPage: false, endCursor: null },
        totalCount: nodes.length,
      },
      courseCategories: [sciences],
      courseFields: [level],
    },
  },
});
const change = (dryRun: boolean, changed: string[], unchanged: string[]) => ({
  request: {
    query: ChangeCoursesDocument,
    variables: { ids: ["course-Botany", "course-Chess"], input: { visibility: "PUBLIC" }, dryRun },
  },
  result: { data: { changeCourses: { __typename: "BulkCoursesChange", changed, unchanged } } },
});

test("many courses are changed at once, after having been told what would change", async () => {
  const before = [row("Botany"), row("Chess", { visibility: "PUBLIC", featured: true })];
  const mocks = [
    list(before),
    change(true, ["course-Botany"], ["course-Chess"]),
    change(false, ["course-Botany"], ["course-Chess"]),
    list(before.map((course) => ({ ...course, visibility: "PUBLIC" }))),
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/courses", mocks, viewer });
  await user.click(await screen.findByRole("checkbox", { name: "Choose Botany" }));
  await user.click(screen.getByRole("checkbox", { name: "Choose Chess" }));
  const bulk = within(screen.getByRole("region", { name: "Change several courses" }));
  await user.click(bulk.getByRole("combobox", { name: "New value" }));
  await user.click(await screen.findByRole("option", { name: "Open to the world" }));
  expect(await axeFindings()).toEqual([]);
  await user.click(bulk.getByRole("button", { name: "See what changes" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(await axeFindings()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Change 1 course" }));
  // The page's grid comes back when the dialog has gone.
  const table = within(await screen.findByRole("grid"));
  await waitFor(() => expect(table.getAllByText("Open to the world")).toHaveLength(2), { timeout: 15_000 });
}, 30_000);

test("a course comes back from the trash, to which the address leads", async () => {
  const gone = row("Dance", { trashedAt: "2026-11-20T10:00:00Z" });
  const mocks = [
    list([gone], { trashed: true }),
    {
      request: { query: RestoreCourseDocument, variables: { id: "course-Dance" } },
      result: { data: { restoreCourse: { __typename: "Course", id: "course-Dance" } } },
    },
    list([], { trashed: true }),
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/courses?kind=TRASH", mocks, viewer });
  await user.click(await screen.findByRole("button", { name: "Bring Dance back" }));
  expect(await screen.findByText("No course found")).toBeTruthy();
}, 30_000);

const catalogue = (hidden: boolean, categories: object[]) => ({
  request: { query: AdminCatalogueDocument },
  result: { data: { campusTools: [{ __typename: "CampusTool", key: "glossary", hidden }], courseCategories: categories } },
});

test("a tool is switched off for the whole campus", async () => {
  const set = {
    request: { query: SetCampusToolDocument, variables: { tool: "glossary", hidden: true } },
    result: { data: { setCampusTool: { __typename: "CampusTool", key: "glossary", hidden: true } } },
  };
  const mocks = [catalogue(false, [sciences]), set, catalogue(true, [sciences])];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/catalogue", mocks, viewer });
  const glossary = await screen.findByRole("switch", { name: "Glossary" });
  expect(glossary).toHaveProperty("checked", true);
  expect(await axeFindings()).toEqual([]);
  await user.click(glossary);
  expect(await screen.findByRole("switch", { name: "Glossary", checked: false })).toBeTruthy();
}, 30_000);

test("headings of the catalogue are added and taken away", async () => {
  const arts = { __typename: "CourseCategory", id: "c2", title: "Arts" };
  const add = {
    request: { query: SaveCourseCategoryDocument, variables: { title: "Arts" } },
    result: { data: { saveCourseCategory: arts } },
  };
  const remove = {
    request: { query: DeleteCourseCategoryDocument, variables: { id: "c1" } },
    result: { data: { deleteCourseCategory: "c1" } },
  };
  const mocks = [catalogue(false, [sciences]), add, catalogue(false, [sciences, arts]), remove, catalogue(false, [arts])];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/catalogue", mocks, viewer });
  await user.type(await screen.findByRole("textbox", { name: "New category" }), "Arts");
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(await screen.findByRole("textbox", { name: /Arts/ })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Remove the category Sciences" }));
  await waitFor(() => expect(screen.queryByRole("textbox", { name: /Sciences/ })).toBeNull());
  expect(await screen.findByRole("textbox", { name: /Arts/ })).toBeTruthy();
}, 30_000);

test("what this campus says of courses besides is a filter and a column of the list", async () => {
  const said = row("Botany", {
    values: [{ __typename: "CourseValue", value: "A2", field: { __typename: "CourseField", id: "f1", kind: "CHOICE" } }],
  });
  const mocks = [list([said, row("Chess")]), list([said], { fields: [{ fieldId: "f1", value: "A2" }] })];
  const { user, router } = await renderRoute(adminRoutes, { at: "/admin/courses?columns=f1", mocks, viewer });
  expect(await screen.findByRole("columnheader", { name: "Level" })).toBeTruthy();
  expect(screen.getByRole("gridcell", { name: "A2" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "More filters" }));
  await user.click(await screen.findByRole("combobox", { name: "Level" }));
  expect(await axeFindings()).toEqual([]);
  await user.click(await screen.findByRole("option", { name: "A2" }));
  expect(await screen.findByText("1 course")).toBeTruthy();
  expect(router.state.location.search).toBe("?columns=f1&x.f1=A2");
}, 30_000);

test("the list is asked for as a file, as it is filtered; a file that was not made is told", async () => {
  const mocks = [
    list([row("Botany")], { visibility: "PUBLIC" }),
    {
      request: { query: ExportCoursesDocument, variables: { filter: { ...filter, visibility: "PUBLIC" }, format: "XLSX" } },
      result: { data: { exportCourses: { __typename: "Job", id: "j1" } } },
    },
    {
      request: { query: ProducedFileDocument, variables: { id: "j1" } },
      result: { data: { jobChanged: { __typename: "Job", id: "j1", state: "FAILED", result: null } } },
    },
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/courses?visibility=PUBLIC", mocks, viewer });
  await user.click(await screen.findByRole("button", { name: "Download the list" }));
  await user.click(await screen.findByRole("menuitem", { name: "As a workbook (XLSX)" }));
  expect((await screen.findByRole("alert")).textContent).toContain("The file could not be written");
}, 30_000);

test("a course that waits is approved, another refused with a reason", async () => {
  const waiting = [row("Botany", { approval: "WAITING" }), row("Chess", { approval: "WAITING" })];
  const course = (id: string, approval: string) => ({ __typename: "Course", id, approval, refusedBecause: null });
  const mocks = [
    list(waiting, { approval: "WAITING" }),
    {
      request: { query: ApproveCourseDocument, variables: { id: "course-Botany" } },
      result: { data: { approveCourse: course("course-Botany", "APPROVED") } },
    },
    list(waiting.slice(1), { approval: "WAITING" }),
    {
      request: { query: RefuseCourseDocument, variables: { id: "course-Chess", reason: "Twice" } },
      result: { data: { refuseCourse: course("course-Chess", "REFUSED") } },
    },
    list([], { approval: "WAITING" }),
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/courses?kind=WAITING", mocks, viewer });
  await user.click(await screen.findByRole("button", { name: "Approve Botany" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Approve Botany" })).toBeNull());
  await user.click(await screen.findByRole("button", { name: "Refuse Chess" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByRole("textbox", { name: /Reason/ }), "Twice");
  expect(await axeFindings()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Refuse" }));
  expect(await screen.findByText("No course found")).toBeTruthy();
}, 30_000);
