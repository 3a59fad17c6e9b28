import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { buildCourse, buildMember } from "../../test/course-factories";
import { listen, type Listening } from "../../test/listening";

const app = await startTestApp();
const HEAR =
  "subscription ($courseId: ID!) { folderChanged(courseId: $courseId) { action id node { title viewerCan { update } reading { fraction } } } }";
interface Change {
  folderChanged: { action: string; id: string; node: { title: string; viewerCan: { update: boolean } } | null };
}
const CREATE = "mutation ($input: CreateFolderInput!) { createFolder(input: $input) { id } }";
const RENAME = "mutation ($id: ID!, $title: String!) { renameDocument(id: $id, title: $title) { id } }";
const STATE = "mutation ($ids: [ID!]!, $state: ItemState!) { setDocumentsState(ids: $ids, state: $state) { id } }";

test("all who watch a folder hear of one row, each with their own rights; what is hidden is gone for learners only", async () => {
  const course = await buildCourse(app.db);
  const courseId = course.id;
  const teacher = await buildMember(app, course.run, "TEACHER");
  const learners = [await buildMember(app, course.run, "LEARNER"), await buildMember(app, course.run, "LEARNER")];
  const { createFolder } = await teacher.client.run<{ createFolder: { id: string } }>(CREATE, { input: { courseId, title: "Readings" } });
  const { id } = createFolder;
  await teacher.client.run(STATE, { ids: [id], state: "PUBLISHED" });
  const ears: Listening<Change>[] = [];
  for (const { client } of [teacher, ...learners]) ears.push(await listen<Change>(app, client, `course:${courseId}`, HEAR, { courseId }));
  await teacher.client.run(RENAME, { id, title: "Readings of May" });
  const node = (update: boolean) => ({ title: "Readings of May", viewerCan: { update }, reading: null });
  const [staff, ...others] = ears;
  expect((await staff!.next()).folderChanged).toEqual({ action: "CHANGED", id, node: node(true) });
  for (const ear of others) expect((await ear.next()).folderChanged).toEqual({ action: "CHANGED", id, node: node(false) });
  await teacher.client.run(STATE, { ids: [id], state: "HIDDEN" });
  // One act may be told by more than one event: learners hear that it is gone, and staff only what it is now.
  for (const ear of others) {
    let last = (await ear.next()).folderChanged;
    while (last.action !== "REMOVED") last = (await ear.next()).folderChanged;
    expect(last).toEqual({ action: "REMOVED", id, node: null });
  }
  expect(staff!.waiting.filter(({ folderChanged }) => folderChanged.action !== "CHANGED")).toEqual([]);
  for (const ear of ears) ear.stop();
});
