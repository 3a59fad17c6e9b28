import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildCourse, buildMember } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const LIST =
  "query ($filter: CoursesFilter, $first: Int, $after: String) { courses(filter: $filter, first: $first, after: $after) { nodes { id title memberCount usedBytes category { title } } pageInfo { hasNextPage endCursor } totalCount } }";
const CHANGE =
  "mutation ($ids: [ID!]!, $input: BulkCoursesInput!, $dryRun: Boolean) { changeCourses(ids: $ids, input: $input, dryRun: $dryRun) { changed unchanged } }";
interface Listed {
  courses: {
    nodes: { id: string; title: string; memberCount: number }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
    totalCount: number;
  };
}

const administrator = async () => signInAs(app, await buildAdministrator(app));

test("only administrators see all courses", async () => {
  const teacher = await signInAs(app, await buildUser(app, { roles: ["TEACHER"] }));
  await expectRefusal(teacher.run(LIST), "FORBIDDEN");
  await expectRefusal(teacher.run(CHANGE, { ids: [], input: {} }), "FORBIDDEN");
  await expectRefusal(teacher.run("{ campusTools { key } }"), "FORBIDDEN");
  await expectRefusal(teacher.run('mutation { saveCourseCategory(title: "Arts") { id } }'), "FORBIDDEN");
});

test("the list finds, filters and pages, in a constant number of statements", async () => {
  const admin = await administrator();
  const made = [];
  for (const number of [1, 2, 3])
    made.push(await buildCourse(app.db, { title: `Étude ${number}`, visibility: number === 3 ? "PUBLIC" : "HIDDEN" }));
  await buildMember(app, made[0]!.run, "LEARNER");
  await buildCourse(app.db, { title: "Étude 4", trashedAt: new Date() });
  const find = (variables: object) => admin.run<Listed>(LIST, { ...variables });
  const first = (await find({ filter: { search: "etude" }, first: 2 })).courses;
  expect(first.nodes.map(({ title, memberCount }) => [title, memberCount])).toEqual([
    ["Étude 1", 1],
    ["Étude 2", 0],
  ]);
  expect(first.totalCount).toBe(3);
  const second = (await find({ filter: { search: "etude" }, first: 2, after: first.pageInfo.endCursor })).courses;
  expect(second.nodes.map(({ title }) => title)).toEqual(["Étude 3"]);
  expect((await find({ filter: { search: "etude", visibility: "PUBLIC" } })).courses.nodes.map(({ id }) => id)).toEqual([made[2]!.id]);
  expect((await find({ filter: { search: "etude", trashed: true } })).courses.nodes.map(({ title }) => title)).toEqual(["Étude 4"]);
  expect((await find({ filter: { search: "100%" } })).courses.totalCount).toBe(0);
  const few = await admin.statementsOf(LIST, { first: 1 });
  expect(await admin.statementsOf(LIST, { first: 50 })).toBe(few);
});

test("a bulk change says first what it would do, and then does it", async () => {
  const admin = await administrator();
  const { saveCourseCategory: category } = await admin.run<{ saveCourseCategory: { id: string } }>(
    'mutation { saveCourseCategory(title: " Natural  sciences ") { id title } }',
  );
  const [one, two] = [await buildCourse(app.db, { language: "fr" }), await buildCourse(app.db, { language: "en" })];
  const wanted = { ids: [one.id, two.id], input: { language: "fr" } };
  expect(await admin.run(CHANGE, { ...wanted, dryRun: true })).toEqual({ changeCourses: { changed: [two.id], unchanged: [one.id] } });
  expect(await app.db.course.findUniqueOrThrow({ where: { id: two.id } })).toMatchObject({ language: "en", version: 1 });
  await admin.run(CHANGE, wanted);
  expect(await app.db.course.findUniqueOrThrow({ where: { id: two.id } })).toMatchObject({ language: "fr", version: 2 });
  await admin.run(CHANGE, { ids: wanted.ids, input: { categoryId: category.id, visibility: "PLATFORM" } });
  expect(await app.db.course.count({ where: { categoryId: category.id, visibility: "PLATFORM" } })).toBe(2);
  await expectRefusal(admin.run(CHANGE, { ids: [one.id, "0198c0de-0000-7000-8000-00000000ffff"], input: {} }), "INVALID_INPUT");
  await admin.run("mutation ($id: ID!) { deleteCourseCategory(id: $id) }", { id: category.id });
  expect(await app.db.course.findUniqueOrThrow({ where: { id: one.id } })).toMatchObject({ categoryId: null });
});

test("a tool that is off on the campus is refused to learners everywhere, and comes back", async () => {
  const admin = await administrator();
  const course = await buildCourse(app.db);
  const { client: learner } = await buildMember(app, course.run, "LEARNER");
  const TOOLS = "query ($id: ID!) { courseTools(courseId: $id) { key } }";
  const SET = 'mutation ($hidden: Boolean!) { setCampusTool(tool: "glossary", hidden: $hidden) { key hidden } }';
  const NEWS = 'query ($id: ID!) { courseNews(courseId: $id, tool: "glossary") { id } }';
  const seen = async () => JSON.stringify(await learner.run(TOOLS, { id: course.id })).includes("glossary");
  expect(await seen()).toBe(true);
  expect(await admin.run(SET, { hidden: true })).toEqual({ setCampusTool: { key: "glossary", hidden: true } });
  expect(await seen()).toBe(false);
  await expectRefusal(learner.run(NEWS, { id: course.id }), "FORBIDDEN");
  await admin.run(SET, { hidden: false });
  expect(await seen()).toBe(true);
  await expectRefusal(admin.run('mutation { setCampusTool(tool: "nothing", hidden: true) { key } }'), "INVALID_INPUT");
});
