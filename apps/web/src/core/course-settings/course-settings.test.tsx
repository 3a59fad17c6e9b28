import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { preloadQuery } from "../../apollo";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { CourseSettingsPageDocument, UpdateToolSettingsDocument } from "./course-settings.generated";
import { CourseSettingsPage } from "./course-settings-page";

const course = {
  __typename: "Course",
  id: "course-1",
  code: "BIO",
  title: "Botany",
  language: "en",
  tags: ["plants"],
  description: "",
  introVideoUrl: null,
  color: null,
  pictureUrl: null,
  categoryId: null,
  useViewerLanguage: true,
  landingTool: null,
  landingItemId: null,
  visibility: "PRIVATE",
  visibilityAdminOnly: false,
  listed: false,
  selfEnrol: false,
  selfLeave: true,
  hasEnrolKey: false,
  terms: null,
  opensAt: null,
  closesAt: null,
  durationDays: null,
  featured: false,
  isTemplate: false,
  storageLimitBytes: 1_048_576_000,
  approval: "APPROVED",
  refusedBecause: null,
  values: [
    {
      __typename: "CourseValue",
      mayEdit: true,
      value: "A1",
      field: {
        __typename: "CourseField",
        id: "f1",
        kind: "TEXT",
        labels: [{ __typename: "LocalizedText", language: "en", text: "Level" }],
        hints: [],
        choices: [],
        required: true,
      },
    },
  ],
  version: 1,
  viewerCan: { __typename: "CourseViewerCan", changeVisibility: true, changeCode: false, delete: true },
};
const field = (name: string, kind: string, over: object) => ({
  __typename: "CourseSettingsField",
  name,
  kind,
  nullable: false,
  ofLearners: false,
  choices: [],
  flag: null,
  choice: null,
  chosen: null,
  number: null,
  text: null,
  ...over,
});
const settings = (firstOnly: boolean, version: number) => ({
  __typename: "CourseSettings",
  id: "course-1",
  courses: { __typename: "GeneralCourseSettings", showProgress: true, showNextDue: true, version: 0 },
  groups: [
    {
      __typename: "CourseSettingsGroup",
      tool: "glossary",
      version,
      updatedAt: version > 0 ? "2026-11-20T10:00:00Z" : null,
      canUndo: version > 0,
      updatedBy: version > 0 ? { __typename: "Person", id: "t", name: "Ana Ruiz" } : null,
      fields: [
        field("firstOnly", "FLAG", { flag: firstOnly }),
        field("order", "CHOICE", { choices: ["ALPHABETICAL", "MANUAL"], choice: "MANUAL" }),
        field("learners", "CHOICE", { choices: ["READ", "PROPOSE", "WRITE"], choice: "READ", ofLearners: true }),
      ],
    },
    {
      __typename: "CourseSettingsGroup",
      tool: "documents",
      version: 0,
      updatedAt: null,
      canUndo: false,
      updatedBy: null,
      fields: [field("personalFolders", "FLAG", { flag: true, ofLearners: true })],
    },
    {
      __typename: "CourseSettingsGroup",
      tool: "notifications",
      version: 0,
      updatedAt: null,
      canUndo: false,
      updatedBy: null,
      fields: [field("newDocument", "CHOICES", { choices: ["TEACHERS", "TUTORS", "LEARNERS"], chosen: ["LEARNERS"] })],
    },
  ],
});

const page = {
  request: { query: CourseSettingsPageDocument, variables: { courseId: "course-1" } },
  result: {
    data: { courseCategories: [{ __typename: "CourseCategory", id: "c1", title: "Sciences" }], course, courseSettings: settings(true, 0) },
  },
};
const change = {
  request: {
    query: UpdateToolSettingsDocument,
    variables: { courseId: "course-1", tool: "glossary", changes: [{ name: "firstOnly", flag: false }], expectedVersion: 0 },
  },
  result: { data: { updateToolSettings: settings(false, 1) } },
};

const route = {
  id: "course",
  path: "c/:code",
  loader: () => ({ place: { courseId: "course-1", sessionId: null, address: "/c/BIO" } }),
  children: [
    {
      path: "settings/:group?",
      loader: () => preloadQuery(CourseSettingsPageDocument, { variables: { courseId: "course-1" } }),
      element: <CourseSettingsPage />,
    },
  ],
};
const show = (at: string, roles: ("TEACHER" | "ADMINISTRATOR")[] = ["TEACHER"]) =>
  renderRoute(route, { at, mocks: [page, change], words: ["courses"], viewer: someViewer({ roles }) });

test("picture, category and language are set beside the name", async () => {
  await show("/c/BIO/settings/look");
  expect(await screen.findByRole("button", { name: "Choose a picture" })).toBeTruthy();
  expect(screen.getByRole("combobox", { name: "Category" })).toBeTruthy();
  expect(screen.getByRole("switch", { name: /^Keep each reader's language/ })).toHaveProperty("checked", true);
  expect(await axeFindings()).toEqual([]);
}, 20_000);

test("a tool's own settings are drawn, saved at once, and tell who changed them", async () => {
  const { user } = await show("/c/BIO/settings/glossary");
  const only = await screen.findByRole("switch", { name: "Only the first occurrence on each page" });
  expect(screen.getByRole("combobox", { name: "Order" })).toHaveProperty("value", "As arranged");
  await user.click(only);
  expect(await screen.findByText("Ana Ruiz")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Undo the last change" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
}, 20_000);

test("typing finds a setting in every group, those of tools too", async () => {
  const { user } = await show("/c/BIO/settings/look");
  await user.type(await screen.findByRole("searchbox", { name: "Find a setting" }), "occurrence");
  expect(await screen.findByRole("switch", { name: "Only the first occurrence on each page" })).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: /Title/ })).toBeNull();
}, 20_000);

test("what the campus asks besides is among the settings, found by its own name", async () => {
  const { user } = await show("/c/BIO/settings/access");
  await user.type(await screen.findByRole("searchbox", { name: "Find a setting" }), "level");
  expect(await screen.findByRole("textbox", { name: /Level/ })).toHaveProperty("value", "A1");
  expect(screen.queryByRole("radio", { name: /Members only/ })).toBeNull();
}, 20_000);

test("the room for files is for administrators", async () => {
  const { unmount } = await show("/c/BIO/settings/access");
  expect(await screen.findByRole("radio", { name: /Members only/ })).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: /Room for files/ })).toBeNull();
  unmount();
  await show("/c/BIO/settings/access", ["ADMINISTRATOR"]);
  expect(await screen.findByRole("textbox", { name: /Room for files/ })).toHaveProperty("value", "1000");
}, 20_000);

test("what learners may do stands together, whatever the tool, and nowhere else", async () => {
  const { unmount } = await show("/c/BIO/settings/rights");
  const rights = await screen.findByRole("region", { name: "What learners may do" });
  expect(within(rights).getByRole("combobox", { name: "Learners" })).toHaveProperty("value", "read");
  expect(within(rights).getByRole("switch", { name: /^Personal folders/ })).toHaveProperty("checked", true);
  expect(await axeFindings()).toEqual([]);
  unmount();
  await show("/c/BIO/settings/glossary");
  const link = await screen.findByRole("link", { name: /^What learners may do here/ });
  expect(link.getAttribute("href")).toBe("/c/BIO/settings/rights");
  expect(screen.queryByRole("combobox", { name: "Learners" })).toBeNull();
  expect(screen.queryByRole("link", { name: "Documents" })).toBeNull();
}, 20_000);

test("who is told is chosen for each event by itself", async () => {
  await show("/c/BIO/settings/notifications");
  const event = await screen.findByRole("group", { name: /^A document is announced/ });
  const chosen = within(event)
    .getAllByRole("checkbox")
    .map((box) => [box.closest("div")?.parentElement?.textContent, (box as HTMLInputElement).checked]);
  expect(chosen).toEqual([
    ["Teachers", false],
    ["Tutors", false],
    ["Learners", true],
  ]);
  expect(await axeFindings()).toEqual([]);
}, 20_000);
