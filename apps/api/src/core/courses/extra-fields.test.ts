import { afterEach, describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildCourse, buildMember } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const admin = await signInAs(app, await buildAdministrator(app));
const CREATE = "mutation ($input: CourseFieldInput!) { createCourseField(input: $input) { id kind sight ownerEdits required } }";
const UPDATE =
  "mutation ($id: ID!, $input: CourseFieldInput!, $v: Int) { updateCourseField(id: $id, input: $input, expectedVersion: $v) { version } }";
const NEW = "mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id values { field { id } value mayEdit } } }";
const CHANGE = "mutation ($id: ID!, $input: UpdateCourseInput!) { updateCourse(id: $id, input: $input) { title values { value } } }";
const level = { kind: "TEXT", labels: [{ language: "en", text: "Level" }] };
const field = async (input: Record<string, unknown> = {}) =>
  (await admin.run<{ createCourseField: { id: string } }>(CREATE, { input: { ...level, ...input } })).createCourseField.id;
const issuesOf = async (refused: Promise<unknown>) =>
  ((await expectRefusal(refused, "INVALID_INPUT")).extensions["issues"] as { path: string[]; code: string }[]).map(({ path, code }) => [
    path.join("."),
    code,
  ]);

afterEach(async () => {
  await app.db.extraField.deleteMany();
});

describe("declaring fields of courses", () => {
  test("is for administrators, within bounds, and apart from those of profiles", async () => {
    const { client: teacher } = await buildMember(app, (await buildCourse(app.db)).run, "TEACHER");
    await expectRefusal(teacher.run(CREATE, { input: level }), "FORBIDDEN");
    await expectRefusal(teacher.run("{ courseFields { id } }"), "FORBIDDEN");
    await expectRefusal(app.client().run("{ newCourseFields { id } }"), "UNAUTHENTICATED");
    expect(await issuesOf(field({ labels: [] }))).toEqual([["input.labels", "label.empty"]]);
    expect(await issuesOf(field({ required: true, ownerEdits: false }))).toEqual([["input.required", "field.notTheirs"]]);
    const id = await field({ sight: "EVERYBODY" });
    const profile = await app.db.extraField.create({ data: { kind: "TEXT", labels: { en: "Hobby" } } });
    expect(await admin.run("{ courseFields { id } profileFields { id } }")).toEqual({
      courseFields: [{ id }],
      profileFields: [{ id: profile.id }],
    });
    await expectRefusal(admin.run(UPDATE, { id: profile.id, input: level }), "NOT_FOUND");
  });

  test("a stale change is a conflict, a kind in use stays, the order is kept, one out of use keeps what it said", async () => {
    const [one, two] = [await field(), await field()];
    const { id: courseId } = await buildCourse(app.db);
    await app.db.courseValue.create({ data: { courseId, fieldId: one, value: "A1" } });
    await expectRefusal(admin.run(UPDATE, { id: one, input: level, v: 7 }), "CONFLICT");
    expect(await issuesOf(admin.run(UPDATE, { id: one, input: { ...level, kind: "DATE" }, v: 1 }))).toEqual([["input.kind", "kind.used"]]);
    await admin.run("mutation ($ids: [ID!]!) { orderCourseFields(ids: $ids) { id } }", { ids: [two, one] });
    const values = async () =>
      (await admin.run<{ course: unknown }>(`{ course(id: "${courseId}") { values { field { id } value } } }`)).course;
    expect(await values()).toEqual({
      values: [
        { field: { id: two }, value: "" },
        { field: { id: one }, value: "A1" },
      ],
    });
    const USE = "mutation ($id: ID!, $inUse: Boolean!) { setCourseFieldInUse(id: $id, inUse: $inUse) { id } }";
    await admin.run(USE, { id: one, inUse: false });
    expect(await values()).toEqual({ values: [{ field: { id: two }, value: "" }] });
    await admin.run(USE, { id: one, inUse: true });
    expect(await app.db.courseValue.count()).toBe(1);
  });
});

describe("filling them in", () => {
  test("what is required is asked of a new course; what is kept by administrators is not", async () => {
    const [needed, kept] = [await field({ kind: "CHOICE", choices: ["A1", "A2"], required: true }), await field({ ownerEdits: false })];
    const teacher = await signInAs(app, await buildUser(app, { roles: ["TEACHER"] }));
    expect(await teacher.run("{ newCourseFields { id } }")).toEqual({ newCourseFields: [{ id: needed }] });
    expect(await issuesOf(teacher.run(NEW, { input: { title: "One" } }))).toEqual([[`input.fields.${needed}`, "required"]]);
    const wrong = [{ fieldId: needed, value: "B9" }];
    expect(await issuesOf(teacher.run(NEW, { input: { title: "One", fields: wrong } }))).toEqual([
      [`input.fields.${needed}`, "field.CHOICE"],
    ]);
    const right = { fieldId: needed, value: "A2" };
    await expectRefusal(teacher.run(NEW, { input: { title: "One", fields: [right, { fieldId: kept, value: "x" }] } }), "FORBIDDEN");
    expect(await app.db.course.count({ where: { title: "One" } })).toBe(0);
    expect(await teacher.run(NEW, { input: { title: "One", fields: [right] } })).toMatchObject({
      createCourse: { values: [{ field: { id: needed }, value: "A2", mayEdit: true }] },
    });
  });

  test("a course is not saved while something required is missing, also what became required later", async () => {
    const { id, run } = await buildCourse(app.db, { title: "Before" });
    const { client: teacher } = await buildMember(app, run, "TEACHER");
    const { client: learner } = await buildMember(app, run, "LEARNER");
    const needed = await field({ required: true });
    expect(await issuesOf(teacher.run(CHANGE, { id, input: { title: "After" } }))).toEqual([[`input.fields.${needed}`, "required"]]);
    const fields = [{ fieldId: needed, value: " A  1 " }];
    await expectRefusal(learner.run(CHANGE, { id, input: { fields } }), "FORBIDDEN");
    expect(await teacher.run(CHANGE, { id, input: { title: "After", fields } })).toEqual({
      updateCourse: { title: "After", values: [{ value: "A 1" }] },
    });
    expect(await teacher.run(CHANGE, { id, input: { title: "Again" } })).toMatchObject({ updateCourse: { title: "Again" } });
    expect(await issuesOf(teacher.run(CHANGE, { id, input: { fields: [{ fieldId: needed, value: "" }] } }))).toEqual([
      [`input.fields.${needed}`, "required"],
    ]);
  });
});

test("each sees what the sight lets: visitors, learners, tutors, teachers, administrators", async () => {
  const { id, run } = await buildCourse(app.db, { visibility: "PUBLIC" });
  const said: Record<string, string> = {};
  for (const sight of ["NOBODY", "STAFF", "COURSE", "EVERYBODY"]) {
    const fieldId = await field({ sight, ownerEdits: false });
    said[sight] = fieldId;
    await app.db.courseValue.create({ data: { courseId: id, fieldId, value: sight } });
  }
  const theirs = await field({ sight: "NOBODY" });
  await app.db.courseValue.create({ data: { courseId: id, fieldId: theirs, value: "THEIRS" } });
  const { code } = await app.db.course.findUniqueOrThrow({ where: { id } });
  const seen = async (client: typeof admin) => {
    const both = await client.run<{ course: { values: { value: string }[] }; courseAbout: { values: { value: string }[] } }>(
      "query ($id: ID!, $code: String!) { course(id: $id) { values { value } } courseAbout(code: $code) { values { value } } }",
      { id, code },
    );
    expect(both.courseAbout).toEqual(both.course);
    return both.course.values.map(({ value }) => value);
  };
  const as = async (role: "LEARNER" | "TUTOR" | "TEACHER") => seen((await buildMember(app, run, role)).client);
  expect(await seen(app.client())).toEqual(["EVERYBODY"]);
  expect(await seen(await signInAs(app, await buildUser(app)))).toEqual(["EVERYBODY"]);
  expect(await as("LEARNER")).toEqual(["COURSE", "EVERYBODY"]);
  expect(await as("TUTOR")).toEqual(["STAFF", "COURSE", "EVERYBODY"]);
  expect(await as("TEACHER")).toEqual(["STAFF", "COURSE", "EVERYBODY", "THEIRS"]);
  expect(await seen(admin)).toEqual(["NOBODY", "STAFF", "COURSE", "EVERYBODY", "THEIRS"]);
});

test("the list of all courses shows and filters them, with as many statements for one course as for many", async () => {
  const [text, choice] = [await field(), await field({ kind: "CHOICE", choices: ["red", "reddish"] })];
  const courses = [await buildCourse(app.db), await buildCourse(app.db), await buildCourse(app.db)];
  const says = (at: number, fieldId: string, value: string) =>
    app.db.courseValue.create({ data: { courseId: courses[at]!.id, fieldId, value } });
  await Promise.all([says(0, text, "Élémentaire 50%"), says(1, text, "advanced"), says(0, choice, "red"), says(1, choice, "reddish")]);
  const LIST = "query ($filter: CoursesFilter) { courses(filter: $filter, first: 100) { nodes { id values { value } } totalCount } }";
  const found = async (fields: { fieldId: string; value: string }[]) => {
    const { courses: page } = await admin.run<{ courses: { nodes: { id: string }[]; totalCount: number } }>(LIST, { filter: { fields } });
    const ours = courses.map(({ id }) => page.nodes.some((node) => node.id === id));
    expect(page.totalCount).toBe(page.nodes.length);
    return ours;
  };
  expect(await found([{ fieldId: text, value: "elementaire" }])).toEqual([true, false, false]);
  expect(await found([{ fieldId: text, value: "0%" }])).toEqual([true, false, false]);
  expect(await found([{ fieldId: choice, value: "red" }])).toEqual([true, false, false]);
  expect(await found([{ fieldId: text, value: "" }])).toEqual([false, false, true]);
  expect(
    await found([
      { fieldId: text, value: "a" },
      { fieldId: choice, value: "reddish" },
    ]),
  ).toEqual([false, true, false]);
  const PAGE = "query ($first: Int) { courses(first: $first) { nodes { id values { value } } } }";
  expect(await admin.statementsOf(PAGE, { first: 3 })).toBe(await admin.statementsOf(PAGE, { first: 1 }));
});
