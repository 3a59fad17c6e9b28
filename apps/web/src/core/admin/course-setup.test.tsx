import { expect, test } from "@jest/globals";
import { configure, screen, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { adminRoutes } from "./admin.routes";
import {
  AdminCourseSetupDocument,
  CreateCourseFieldDocument,
  SetCourseFieldInUseDocument,
  UpdateNewCourseSettingsDocument,
} from "./course-setup.generated";

configure({ asyncUtilTimeout: 15_000 });

const viewer = someViewer({ roles: ["ADMINISTRATOR"] });
const input = {
  kind: "TEXT" as const,
  labels: [{ language: "en", text: "Level" }],
  hints: [],
  choices: [],
  required: true,
  ownerEdits: true,
  sight: "EVERYBODY" as const,
};
const field = (archivedAt: string | null) => ({
  ...{ __typename: "CourseField" as const, ...input, id: "f1", archivedAt, version: 1 },
  labels: [{ __typename: "LocalizedText" as const, language: "en", text: "Level" }],
});
const settings = {
  ...{ __typename: "NewCourseSettings" as const, visibility: "PRIVATE" as const, categoryRequired: false, approval: false },
  ...{ tools: ["glossary"], toolsChosen: false, version: 0 },
};
const page = (courseFields: ReturnType<typeof field>[]) => ({
  request: { query: AdminCourseSetupDocument },
  result: {
    data: { courseFields, newCourseSettings: settings, campusTools: [{ __typename: "CampusTool", key: "glossary", hidden: false }] },
  },
});

test("a field is added to courses, and put out of use", async () => {
  const mocks = [
    page([]),
    { request: { query: CreateCourseFieldDocument, variables: { input } }, result: { data: { createCourseField: field(null) } } },
    page([field(null)]),
    {
      request: { query: SetCourseFieldInUseDocument, variables: { id: "f1", inUse: false } },
      result: { data: { setCourseFieldInUse: field("2026-11-21T10:00:00Z") } },
    },
    page([field("2026-11-21T10:00:00Z")]),
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/course-setup", mocks, viewer });
  await user.click(await screen.findByRole("button", { name: "Add a field" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText("Name (English)"), "Level");
  await user.click(dialog.getByLabelText("It must not be empty"));
  await user.selectOptions(dialog.getByLabelText("Who sees it"), "Everybody who sees the about page");
  expect(dialog.queryByLabelText("Registration asks for it")).toBeNull();
  expect(await axeFindings()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await user.click(await screen.findByRole("button", { name: "Put Level out of use" }));
  expect(await screen.findByRole("button", { name: "Use Level again" })).toBeTruthy();
  expect(await axeFindings()).toEqual([]);
}, 30_000);

test("with what courses begin is saved over the version that was read; tools nobody touched stay as delivered", async () => {
  const saved = { ...settings, approval: true, version: 1 };
  const mocks = [
    page([]),
    {
      request: {
        query: UpdateNewCourseSettingsDocument,
        variables: { input: { visibility: "PRIVATE" as const, categoryRequired: false, approval: true, tools: null }, expectedVersion: 0 },
      },
      result: { data: { updateNewCourseSettings: saved } },
    },
  ];
  const { user } = await renderRoute(adminRoutes, { at: "/admin/course-setup", mocks, viewer });
  await user.click(await screen.findByRole("checkbox", { name: /An administrator looks at new courses/ }));
  expect(await axeFindings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeTruthy();
}, 30_000);
