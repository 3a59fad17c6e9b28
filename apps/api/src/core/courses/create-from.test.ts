import { afterAll, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { eventually } from "../../test/eventually";
import { buildCourse, buildEnrolment, buildItem } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
await app.services.jobs.start();
afterAll(() => app.services.jobs.stop());

const CREATE = "mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id code filling { id state } } }";
const TERM =
  'mutation ($id: ID!, $term: String!) { createGlossaryTerm(courseId: $id, input: { term: $term, definition: "<p>What it is.</p>" }) { id } }';
const PAGE =
  "mutation ($id: ID!, $title: String!, $body: String) { createPage(input: { courseId: $id, title: $title, body: $body }) { id } }";
type Created = { createCourse: { id: string; code: string; filling: { id: string; state: string } | null } };

const ended = (client: TestClient, id: string) =>
  eventually(async () => {
    const { job } = await client.run<{ job: { state: string; failure: object | null } }>(
      "query ($id: ID!) { job(id: $id) { state failure { code message } } }",
      { id },
    );
    return ["SUCCEEDED", "FAILED"].includes(job.state) ? job : undefined;
  });

async function teacher() {
  const user = await buildUser(app, { roles: ["TEACHER"] });
  return { id: user.id, client: await signInAs(app, user) };
}

test("an example fills a new course with sections that hold something of each tool", async () => {
  const { client } = await teacher();
  const { createCourse } = await client.run<Created>(CREATE, { input: { title: "Weaving", language: "fr", example: true } });
  expect(await ended(client, createCourse.filling!.id)).toEqual({ state: "SUCCEEDED", failure: null });
  const HOME =
    "query ($id: ID!) { courseHome(courseId: $id) { introduction { html } sections { section { title } entries { item { tool state } } } } }";
  const { courseHome } = await client.run<{
    courseHome: {
      introduction: { html: string };
      sections: { section: { title: string }; entries: { item: { tool: string; state: string } }[] }[];
    };
  }>(HOME, { id: createCourse.id });
  expect(courseHome.introduction.html).toContain("Bienvenue dans <strong>Weaving</strong>");
  const items = courseHome.sections.flatMap(({ entries }) => entries.map(({ item }) => item));
  expect(items.map(({ tool }) => tool).sort()).toEqual(["documents", "glossary"]);
  expect(items.every(({ state }) => state === "PUBLISHED")).toBe(true);
});

async function templateWorld() {
  const owner = await teacher();
  const course = await buildCourse(app.db, { isTemplate: true, opensAt: new Date("2026-01-05T00:00:00Z") });
  const learner = await buildUser(app);
  for (const [userId, role] of [
    [owner.id, "TEACHER"],
    [learner.id, "LEARNER"],
  ] as const)
    await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId, role });
  await owner.client.run(TERM, { id: course.id, term: "Loom" });
  const glossary = await app.db.item.findFirstOrThrow({ where: { courseId: course.id, kind: "glossary" } });
  await app.db.item.update({ where: { id: glossary.id }, data: { dueAt: new Date("2026-01-12T10:00:00Z") } });
  await app.db.progress.create({ data: { itemId: glossary.id, runId: course.run.id, userId: learner.id, state: "COMPLETED" } });
  const section = await buildItem(app.db, course.run, { tool: "courses", kind: "section", title: "Week 1" });
  await app.db.sectionEntry.create({ data: { sectionId: section.id, itemId: glossary.id, position: 1 } });
  await app.db.courseShortcut.create({ data: { courseId: course.id, runId: course.run.id, itemId: glossary.id, position: 1 } });
  const link = `<p><a href="/c/${course.code}/glossary">Words</a> ${glossary.id}</p>`;
  await owner.client.run(PAGE, { id: course.id, title: "Plan", body: link });
  await app.db.courseIntroduction.create({ data: { courseId: course.id, runId: course.run.id, tool: "home", body: link } });
  return { course, owner, glossary };
}

test("a template's content is copied with its links and moved dates, and nothing of people comes along", async () => {
  const { course, glossary } = await templateWorld();
  const { client, id: userId } = await teacher();
  const input = { title: "Weaving in spring", templateId: course.id, startsAt: "2026-03-02T00:00:00Z" };
  const { createCourse: made } = await client.run<Created>(CREATE, { input });
  expect(await ended(client, made.filling!.id)).toEqual({ state: "SUCCEEDED", failure: null });
  const items = await app.db.item.findMany({ where: { courseId: made.id }, orderBy: { kind: "asc" } });
  expect(items.map((item) => item.kind)).toEqual(["glossary", "page", "section"]);
  const copy = items[0]!;
  expect(copy).toMatchObject({ key: glossary.key, createdById: userId, dueAt: new Date("2026-03-09T10:00:00Z") });
  expect(await app.db.sectionEntry.findMany({ where: { sectionId: items[2]!.id } })).toMatchObject([{ itemId: copy.id, position: 1 }]);
  expect(await app.db.courseShortcut.count({ where: { courseId: made.id, itemId: copy.id } })).toBe(1);
  expect(await app.db.glossaryTerm.findMany({ where: { glossaryId: copy.id } })).toMatchObject([{ term: "Loom", courseId: made.id }]);
  const page = await app.db.document.findUniqueOrThrow({ where: { id: items[1]!.id }, include: { versions: true, space: true } });
  expect(page.body).toContain(`/c/${made.code}/glossary`);
  expect(page.body).toContain(copy.id);
  expect(page.versions).toMatchObject([{ number: 1, body: page.body }]);
  expect(page.space.courseId).toBe(made.id);
  expect((await app.db.courseIntroduction.findFirstOrThrow({ where: { courseId: made.id } })).body).toContain(copy.id);
  expect(await app.db.progress.count({ where: { item: { courseId: made.id } } })).toBe(0);
  expect(await app.db.enrolment.count({ where: { courseId: made.id } })).toBe(1);
  const search = 'query ($id: ID!) { searchCourse(courseId: $id, text: "loom") { totalCount } }';
  expect(await client.run(search, { id: made.id })).toMatchObject({ searchCourse: { totalCount: 1 } });
});

test("only templates are copied, and not together with the example", async () => {
  const { client } = await teacher();
  const plain = await buildCourse(app.db);
  await expectRefusal(client.run(CREATE, { input: { title: "A", templateId: plain.id } }), "INVALID_INPUT");
  const template = await buildCourse(app.db, { isTemplate: true, title: "Pattern" });
  await expectRefusal(client.run(CREATE, { input: { title: "A", templateId: template.id, example: true } }), "INVALID_INPUT");
  const LIST = "{ courseTemplates { id title } }";
  const { courseTemplates } = await client.run<{ courseTemplates: { id: string }[] }>(LIST);
  expect(courseTemplates.map(({ id }) => id)).toContain(template.id);
  expect(courseTemplates.map(({ id }) => id)).not.toContain(plain.id);
  await expectRefusal((await signInAs(app, await buildUser(app))).run(LIST), "FORBIDDEN");
});
