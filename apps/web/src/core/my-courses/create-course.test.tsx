import { expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute, someViewer } from "../../test/render";
import { CreateCourse } from "./create-course";
import { CourseBeginningsDocument, CreateCourseDocument } from "./my-courses.generated";

const rules = { __typename: "NewCourseRules", categoryRequired: false, approval: false };
const beginnings = (templates: object[], fields: object[] = []) => ({
  request: { query: CourseBeginningsDocument },
  result: {
    data: {
      courseCategories: [{ __typename: "CourseCategory", id: "c1", title: "Sciences" }],
      courseTemplates: templates,
      newCourseFields: fields,
      newCourseRules: rules,
    },
  },
});
const template = { __typename: "Course", id: "t1", title: "Laboratory" };
const usual = {
  title: "Botany",
  code: null,
  language: "en",
  categoryId: null,
  tags: [],
  pictureUploadId: null,
  example: false,
  templateId: null,
  fields: [] as object[],
};
const creation = (change: object) => ({
  request: { query: CreateCourseDocument, variables: { input: { ...usual, ...change } } },
  result: { data: { createCourse: { __typename: "Course", id: "new", code: "BOTANY", title: "Botany" } } },
});

async function openDialog(mocks: object[]) {
  const routes = [
    { path: "/", element: <CreateCourse /> },
    { path: "/c/:code", element: <h1>The new course</h1> },
  ];
  const shown = await renderRoute(routes, {
    mocks: mocks as never,
    words: ["my-courses"],
    viewer: someViewer({ roles: ["TEACHER"] }),
  });
  await shown.user.click(screen.getByRole("button", { name: "Create a course" }));
  return { ...shown, dialog: within(await screen.findByRole("dialog", { name: "Create a course" })) };
}

test("whoever may not create a course sees no button", async () => {
  await renderRoute({ path: "/", element: <CreateCourse /> }, { words: ["my-courses"] });
  expect(screen.queryByRole("button")).toBeNull();
}, 20_000);

test("a title is enough; the author lands in the new course", async () => {
  const { user, dialog, router } = await openDialog([beginnings([]), creation({})]);
  await user.type(dialog.getByRole("textbox", { name: /Title/ }), "Botany");
  expect(dialog.queryByRole("radio", { name: /template/i })).toBeNull();
  expect(await axeFindings()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Create" }));
  expect(await screen.findByRole("heading", { name: "The new course" })).toBeTruthy();
  expect(router.state.location.pathname).toBe("/c/BOTANY");
}, 20_000);

test("a course begins with an example, or with what a template holds", async () => {
  const { user, dialog } = await openDialog([beginnings([template]), creation({ templateId: "t1" })]);
  await user.type(dialog.getByRole("textbox", { name: /Title/ }), "Botany");
  expect(dialog.getByRole("radio", { name: /example/i })).toBeTruthy();
  await user.click(await dialog.findByRole("radio", { name: /template/i }));
  await user.click(dialog.getByRole("combobox", { name: /Template/ }));
  await user.click(await screen.findByRole("option", { name: "Laboratory" }));
  expect(await axeFindings()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Create" }));
  expect(await screen.findByRole("heading", { name: "The new course" })).toBeTruthy();
}, 20_000);

test("a taken code is said beside its field, and what was typed stays", async () => {
  const taken = {
    ...creation({ code: "BIO" }),
    result: { errors: [{ message: "Taken.", extensions: { code: "CONFLICT", fields: [{ path: "input.code", key: "code.taken" }] } }] },
  };
  const { user, dialog } = await openDialog([beginnings([]), taken]);
  await user.type(dialog.getByRole("textbox", { name: /Title/ }), "Botany");
  await user.click(dialog.getByRole("button", { name: /^Code, category/ }));
  await user.type(dialog.getByRole("textbox", { name: /Code/ }), "BIO");
  await user.click(dialog.getByRole("button", { name: "Create" }));
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(dialog.getByRole("textbox", { name: /Title/ })).toHaveProperty("value", "Botany");
}, 20_000);

test("what this campus wants to know of every course is asked at once, the rest with what is optional", async () => {
  const asked = (id: string, text: string, required: boolean) => ({
    ...{ __typename: "CourseField", id, kind: "TEXT", hints: [], choices: [], required },
    labels: [{ __typename: "LocalizedText", language: "en", text }],
  });
  const { user, dialog } = await openDialog([
    beginnings([], [asked("f1", "Level", true), asked("f2", "Department", false)]),
    creation({ fields: [{ fieldId: "f1", value: "A2" }] }),
  ]);
  await user.type(dialog.getByRole("textbox", { name: /Title/ }), "Botany");
  await user.type(await dialog.findByRole("textbox", { name: /Level/ }), "A2");
  expect(dialog.queryByRole("textbox", { name: /Department/ })).toBeNull();
  await user.click(dialog.getByRole("button", { name: "Create" }));
  expect(await screen.findByRole("heading", { name: "The new course" })).toBeTruthy();
}, 20_000);
