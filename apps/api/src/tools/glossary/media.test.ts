import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { addTerm, buildGlossaryWorld, TERM_BY_ID, UPDATE, upload, type GlossaryWorld } from "./glossary.factories";

const app = await startTestApp();

/** One red pixel. */
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");
/** A tenth of a second of silence. */
const wav = (() => {
  const header = Buffer.from("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\0\0\0", "latin1");
  header.writeUInt32LE(800 + 36, 4);
  header.writeUInt32LE(800, 40);
  return Buffer.concat([header, Buffer.alloc(800, 0x80)]);
})();
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

const MEDIA = "query ($id: ID!, $sessionId: ID) { glossaryTerm(id: $id, sessionId: $sessionId) { pictureUrl audioUrl definition } }";
interface Media {
  glossaryTerm: { pictureUrl: string | null; audioUrl: string | null; definition: string };
}

const statusOf = async (world: GlossaryWorld, as: keyof GlossaryWorld["clients"], url: string) =>
  (await world.clients[as].fetch(url)).status;

test("a picture or sound of a wrong type is INVALID_INPUT, as is somebody else's upload; the term stays as it was", async () => {
  const world = await buildGlossaryWorld(app);
  const term = await addTerm(world, { term: "Kernel" });
  const { teacher, learner } = world.clients;
  for (const [field, uploadId] of [
    ["pictureUploadId", await upload(teacher, svg, "a.png")],
    ["pictureUploadId", await upload(teacher, wav, "a.png")],
    ["pictureUploadId", await upload(teacher, "<html><script>alert(1)</script>", "a.png")],
    ["audioUploadId", await upload(teacher, png, "a.mp3")],
    ["pictureUploadId", await upload(learner, png, "a.png")],
  ] as const)
    await expectRefusal(teacher.run(UPDATE, { id: term.id, input: { definition: "<p>New.</p>", [field]: uploadId } }), "INVALID_INPUT");
  const { glossaryTerm } = await teacher.run<Media>(MEDIA, { id: term.id });
  expect(glossaryTerm).toEqual({ pictureUrl: null, audioUrl: null, definition: term.definition });
});

test("a term's picture and sound are for whoever sees the term, are replaced, and are taken away", async () => {
  const world = await buildGlossaryWorld(app);
  const { teacher } = world.clients;
  const base = await addTerm(world, {
    term: "Kernel",
    pictureUploadId: await upload(teacher, png, "a.png"),
    audioUploadId: await upload(teacher, wav, "a.wav"),
  });
  const { glossaryTerm } = await teacher.run<Media>(MEDIA, { id: base.id });
  const [picture, sound] = [glossaryTerm.pictureUrl!, glossaryTerm.audioUrl!];
  for (const url of [picture, sound])
    expect([
      await statusOf(world, "learner", url),
      await statusOf(world, "sessionLearner", url),
      await statusOf(world, "stranger", url),
      await statusOf(world, "anonymous", url),
    ]).toEqual([200, 200, 404, 404]);
  const own = await addTerm(
    world,
    { term: "Shell", pictureUploadId: await upload(world.clients.sessionTutor, png, "b.png") },
    "sessionTutor",
    world.session.id,
  );
  const shell = await world.clients.sessionTutor.run<Media>(MEDIA, { id: own.id, sessionId: world.session.id });
  expect(await statusOf(world, "sessionLearner", shell.glossaryTerm.pictureUrl!)).toBe(200);
  expect(await statusOf(world, "learner", shell.glossaryTerm.pictureUrl!)).toBe(404);
  await teacher.run(UPDATE, { id: base.id, input: { pictureUploadId: await upload(teacher, png, "c.png"), audioUploadId: null } });
  const after = await teacher.run<Media>(MEDIA, { id: base.id });
  expect(after.glossaryTerm.audioUrl).toBeNull();
  expect(after.glossaryTerm.pictureUrl).not.toBe(picture);
  expect([await statusOf(world, "learner", picture), await statusOf(world, "learner", sound)]).toEqual([404, 404]);
  await expectRefusal(world.clients.stranger.run(TERM_BY_ID, { id: base.id }), "NOT_FOUND");
});
