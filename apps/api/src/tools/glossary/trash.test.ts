import { expect, test } from "@jest/globals";
import { emptyTrash, TRASH_DAYS } from "../../kernel/trash";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { addTerm, buildGlossaryWorld, DELETE, listAs, RESTORE, STATE, UPDATE, upload, type GlossaryWorld } from "./glossary.factories";

const app = await startTestApp();
const DAY_MS = 86_400_000;
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");

async function trash(world: GlossaryWorld, id: string): Promise<string> {
  const { deleteGlossaryTerms } = await world.clients.teacher.run<{ deleteGlossaryTerms: { trashId: string } }>(DELETE, {
    courseId: world.course.id,
    ids: [id],
  });
  return deleteGlossaryTerms.trashId;
}

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

test("after 30 days a trashed term is gone for good with all that was kept for it; until then it comes back", async () => {
  const world = await buildGlossaryWorld(app);
  const { teacher, sessionTutor } = world.clients;
  const courseId = world.course.id;
  const kept = await addTerm(world, { term: "Kept" });
  const old = await addTerm(world, {
    term: "Old",
    aliases: [{ kind: "SYNONYM", text: "ancient" }],
    pictureUploadId: await upload(teacher, png, "a.png"),
  });
  await teacher.run(UPDATE, { id: old.id, input: { definition: "<p>Older.</p>" } });
  const worded = await addTerm(world, { term: "Old here", baseTermId: old.id }, "sessionTutor", world.session.id);
  await sessionTutor.run(STATE, { courseId, sessionId: world.session.id, ids: [kept.id], state: "HIDDEN" });
  const trashId = await trash(world, old.id);

  expect((await emptyTrash(app.db, inDays(TRASH_DAYS - 1)))["glossaryTerm"]).toBe(0);
  await teacher.run(RESTORE, { courseId, trashId });
  expect((await listAs(world, "learner")).map(({ term }) => term)).toEqual(["Kept", "Old"]);

  const again = await trash(world, old.id);
  expect((await emptyTrash(app.db, inDays(TRASH_DAYS + 1)))["glossaryTerm"]).toBe(2);
  await expectRefusal(teacher.run(RESTORE, { courseId, trashId: again }), "NOT_FOUND");
  const ids = [old.id, worded.id];
  expect([
    await app.db.glossaryTerm.count({ where: { id: { in: ids } } }),
    await app.db.glossaryAlias.count({ where: { termId: { in: ids } } }),
    await app.db.fileUse.count({ where: { rowId: { in: ids } } }),
    await app.db.version.count({ where: { rowId: { in: ids } } }),
    await app.db.searchEntry.count({ where: { rowId: { in: ids } } }),
  ]).toEqual([0, 0, 0, 0, 0]);
  // A wording whose base is gone does not come back as a term of its own.
  expect(await listAs(world, "sessionTutor", { sessionId: world.session.id })).toMatchObject([{ term: "Kept", state: "HIDDEN" }]);
  expect((await listAs(world, "learner")).map(({ term }) => term)).toEqual(["Kept"]);
});
