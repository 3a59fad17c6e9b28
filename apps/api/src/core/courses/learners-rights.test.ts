import { expect, test } from "@jest/globals";
import { newId } from "../../kernel/ids";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember } from "../../test/course-factories";

const app = await startTestApp();
const GROUPS = "query ($id: ID!) { courseSettings(courseId: $id) { groups { tool fields { name ofLearners } } } }";
const SET =
  "mutation ($id: ID!, $tool: String!, $changes: [SettingChangeInput!]!) { updateToolSettings(courseId: $id, tool: $tool, changes: $changes) { id } }";
const USERS = "query ($id: ID!) { courseUsers(courseId: $id) { nodes { user { id pictureUrl } } } }";
const USER = "query ($id: ID!, $userId: ID!) { courseUser(courseId: $id, userId: $userId) { id } }";
const OPEN = "mutation ($id: ID!) { openDocumentSpace(courseId: $id) { rootId } }";
const ZIP = "mutation ($id: ID!, $ids: [ID!]!) { zipDocuments(courseId: $id, ids: $ids) { url } }";
const PROPOSE = "mutation ($id: ID!, $input: CreateGlossaryTermInput!) { proposeGlossaryTerm(courseId: $id, input: $input) { id state } }";
interface Users {
  courseUsers: { nodes: { user: { id: string; pictureUrl: string | null } }[] };
}

async function world() {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const learner = await buildMember(app, course.run, "LEARNER");
  const fellow = await buildMember(app, course.run, "LEARNER");
  await app.db.user.update({ where: { id: fellow.id }, data: { pictureId: newId() } });
  const set = (tool: string, change: object) => teacher.client.run(SET, { id: course.id, tool, changes: [change] });
  return { id: course.id, teacher, learner, fellow, set };
}
const seen = async (client: TestClient, id: string) =>
  (await client.run<Users>(USERS, { id })).courseUsers.nodes.map(({ user }) => user.id);

test("the rights of every tool are named as such, and changed by teachers only", async () => {
  const { id, teacher, learner } = await world();
  const { courseSettings } = await teacher.client.run<{
    courseSettings: { groups: { tool: string; fields: { name: string; ofLearners: boolean }[] }[] };
  }>(GROUPS, { id });
  const rights = courseSettings.groups.flatMap(({ tool, fields }) =>
    fields.flatMap(({ name, ofLearners }) => (ofLearners ? [`${tool}.${name}`] : [])),
  );
  expect(rights.sort()).toEqual([
    "documents.learnersDownloadFolders",
    "documents.personalFolders",
    "documents.showLearnerFolders",
    "glossary.learners",
    "people.othersShown",
  ]);
  for (const right of rights) {
    const [tool, name] = right.split(".");
    await expectRefusal(learner.client.run(SET, { id, tool, changes: [{ name, flag: true, choice: "NOBODY" }] }), "FORBIDDEN");
  }
});

test("the list of members and their pictures: nobody, staff, or everybody", async () => {
  const { id, teacher, learner, fellow, set } = await world();
  const all = [teacher.id, learner.id, fellow.id].sort();
  const picture = async () =>
    (await learner.client.run<Users>(USERS, { id })).courseUsers.nodes.find(({ user }) => user.id === fellow.id)?.user.pictureUrl;
  expect((await seen(learner.client, id)).sort()).toEqual(all);
  expect(await picture()).toMatch(/^\/files\//);
  await set("people", { name: "othersShown", choice: "NAMES" });
  expect(await picture()).toBeNull();
  await set("people", { name: "othersShown", choice: "STAFF" });
  expect((await seen(learner.client, id)).sort()).toEqual([teacher.id, learner.id].sort());
  await expectRefusal(learner.client.run(USER, { id, userId: fellow.id }), "NOT_FOUND");
  await set("people", { name: "othersShown", choice: "NOBODY" });
  expect(await seen(learner.client, id)).toEqual([learner.id]);
  await expectRefusal(learner.client.run(USER, { id, userId: teacher.id }), "NOT_FOUND");
  expect((await seen(teacher.client, id)).sort()).toEqual(all);
});

test("folders of one's own, whole folders, and proposals are refused where the course has none", async () => {
  const { id, learner, set } = await world();
  const { openDocumentSpace } = await learner.client.run<{ openDocumentSpace: { rootId: string } }>(OPEN, { id });
  const ids = [openDocumentSpace.rootId];
  await set("documents", { name: "learnersDownloadFolders", flag: true });
  await learner.client.run(ZIP, { id, ids });
  await set("documents", { name: "learnersDownloadFolders", flag: false });
  await expectRefusal(learner.client.run(ZIP, { id, ids }), "FORBIDDEN");
  await set("documents", { name: "personalFolders", flag: false });
  await expectRefusal(learner.client.run(OPEN, { id }), "FORBIDDEN");
  const input = { term: "Shell", definition: "<p>Meaning.</p>" };
  await set("glossary", { name: "learners", choice: "PROPOSE" });
  expect(await learner.client.run(PROPOSE, { id, input })).toMatchObject({ proposeGlossaryTerm: { state: "PROPOSED" } });
  await set("glossary", { name: "learners", choice: "READ" });
  await expectRefusal(learner.client.run(PROPOSE, { id, input: { ...input, term: "Kernel" } }), "FORBIDDEN");
});
