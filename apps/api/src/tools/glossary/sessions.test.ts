import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildEnrolment, buildSession } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import {
  addTerm,
  buildGlossaryWorld,
  CREATE,
  DELETE,
  HOVER,
  listAs,
  MATCHES,
  STATE,
  TERM_BY_ID,
  type GlossaryWorld,
  type Term,
} from "./glossary.factories";

const app = await startTestApp();

/** A second session of the same course, with a learner of its own. */
async function otherSession(world: GlossaryWorld) {
  const session = await buildSession(app.db, world.course);
  const user = await buildUser(app);
  await buildEnrolment(app.db, { courseId: world.course.id, runId: session.run.id, userId: user.id, role: "LEARNER" });
  return { sessionId: session.id, client: await signInAs(app, user) };
}

/** What a learner reads of one base term in list, by id, on hover, in the match list and in search: all five must agree. */
async function seen(
  client: GlossaryWorld["clients"]["learner"],
  world: GlossaryWorld,
  sessionId: string | undefined,
  baseId: string,
): Promise<string | null> {
  const courseId = world.course.id;
  const list = await client.run<{ glossaryTerms: { nodes: Term[] } }>(
    "query ($courseId: ID!, $sessionId: ID) { glossaryTerms(courseId: $courseId, sessionId: $sessionId) { nodes { id definition } } }",
    { courseId, sessionId },
  );
  const matches = await client.run<{ glossaryMatches: { terms: { id: string }[] } }>(MATCHES, { courseId, sessionId });
  const ids = matches.glossaryMatches.terms.map((term) => term.id);
  const hover = await client.run<{ glossaryTermsByIds: Term[] }>(HOVER, { courseId, sessionId, ids: [...ids, baseId] });
  const listed = list.glossaryTerms.nodes.map((term) => term.definition);
  expect(hover.glossaryTermsByIds.map((term) => term.definition)).toEqual(listed);
  expect(list.glossaryTerms.nodes.map((term) => term.id)).toEqual(ids);
  const { searchCourse } = await client.run<{ searchCourse: { nodes: { excerpt: string }[] } }>(
    'query ($courseId: ID!, $sessionId: ID) { searchCourse(courseId: $courseId, sessionId: $sessionId, text: "kernel", tools: ["glossary"]) { nodes { excerpt } } }',
    { courseId, sessionId },
  );
  expect(searchCourse.nodes.map(({ excerpt }) => `<p>${excerpt}</p>`)).toEqual(listed);
  const one = await client.send<{ glossaryTerm: Term }>(TERM_BY_ID, { id: baseId, sessionId });
  expect(one.data.glossaryTerm?.definition ?? null).toBe(listed[0] ?? null);
  return listed[0] ?? null;
}

test("which wording each session sees, in list, page, hover, match list and search alike", async () => {
  const world = await buildGlossaryWorld(app, { highlight: "AUTOMATIC" });
  const courseId = world.course.id;
  const sessionId = world.session.id;
  const base = await addTerm(world, { term: "Kernel", definition: "<p>Base.</p>" });
  const other = await otherSession(world);
  const everywhere = async () => [
    await seen(world.clients.learner, world, undefined, base.id),
    await seen(world.clients.sessionLearner, world, sessionId, base.id),
    await seen(other.client, world, other.sessionId, base.id),
  ];
  expect(await everywhere()).toEqual(["<p>Base.</p>", "<p>Base.</p>", "<p>Base.</p>"]);

  const wording = await addTerm(world, { term: "Kernel", definition: "<p>Session.</p>", baseTermId: base.id }, "sessionTutor", sessionId);
  expect(await everywhere()).toEqual(["<p>Base.</p>", "<p>Session.</p>", "<p>Base.</p>"]);

  const { sessionTutor, teacher } = world.clients;
  await sessionTutor.run(STATE, { courseId, sessionId, ids: [wording.id], state: "HIDDEN" });
  expect(await everywhere()).toEqual(["<p>Base.</p>", null, "<p>Base.</p>"]);
  await sessionTutor.run(STATE, { courseId, sessionId, ids: [wording.id], state: "PUBLISHED" });
  expect(await everywhere()).toEqual(["<p>Base.</p>", "<p>Session.</p>", "<p>Base.</p>"]);

  await teacher.run(STATE, { courseId, ids: [base.id], state: "HIDDEN" });
  expect(await everywhere()).toEqual([null, "<p>Session.</p>", null]);
  await teacher.run(STATE, { courseId, ids: [base.id], state: "PUBLISHED" });
  await sessionTutor.run(DELETE, { courseId, sessionId, ids: [wording.id] });
  expect(await everywhere()).toEqual(["<p>Base.</p>", "<p>Base.</p>", "<p>Base.</p>"]);

  await sessionTutor.run(STATE, { courseId, sessionId, ids: [base.id], state: "HIDDEN" });
  expect(await everywhere()).toEqual(["<p>Base.</p>", null, "<p>Base.</p>"]);
  const [hidden] = await listAs(world, "sessionTutor", { sessionId });
  expect(hidden).toMatchObject({ state: "HIDDEN", baseTermId: base.id });
  await sessionTutor.run(STATE, { courseId, sessionId, ids: [hidden!.id], state: "PUBLISHED" });
  expect(await everywhere()).toEqual(["<p>Base.</p>", "<p>Base.</p>", "<p>Base.</p>"]);
  expect(await app.db.glossaryTerm.count({ where: { hidesOnly: true } })).toBe(0);

  await teacher.run(DELETE, { courseId, ids: [base.id] });
  expect(await everywhere()).toEqual([null, null, null]);
});

test("a session's own terms are nobody else's", async () => {
  const world = await buildGlossaryWorld(app);
  const sessionId = world.session.id;
  await addTerm(world, { term: "Base" });
  const own = await addTerm(world, { term: "Session's own" }, "sessionTutor", sessionId);
  const other = await otherSession(world);
  expect((await listAs(world, "sessionLearner", { sessionId })).map((term) => term.term)).toEqual(["Base", "Session's own"]);
  expect((await listAs(world, "learner")).map((term) => term.term)).toEqual(["Base"]);
  await expectRefusal(other.client.run(TERM_BY_ID, { id: own.id, sessionId: other.sessionId }), "NOT_FOUND");
  await expectRefusal(other.client.run(TERM_BY_ID, { id: own.id }), "NOT_FOUND");
  expect(await other.client.run(HOVER, { courseId: world.course.id, sessionId: other.sessionId, ids: [own.id] })).toEqual({
    glossaryTermsByIds: [],
  });
  // The teacher of the course teaches in all of its sessions, but does not see one from inside another.
  await expectRefusal(world.clients.teacher.run(TERM_BY_ID, { id: own.id, sessionId: other.sessionId }), "NOT_FOUND");
});

describe("wordings", () => {
  test("a key of the base is CONFLICT in a session, unless it words that term", async () => {
    const world = await buildGlossaryWorld(app);
    const base = await addTerm(world, { term: "Kernel" });
    const create = (input: object) =>
      world.clients.sessionTutor.run(CREATE, {
        courseId: world.course.id,
        sessionId: world.session.id,
        input: { term: "kernel", definition: "<p>x</p>", ...input },
      });
    const refused = await expectRefusal(create({}), "CONFLICT");
    expect(refused.extensions["current"]).toMatchObject({ id: base.id });
    await create({ baseTermId: base.id });
    await expectRefusal(create({ baseTermId: base.id }), "NOT_FOUND");
  });

  test("there is nothing to word in the base, and nothing of another course", async () => {
    const world = await buildGlossaryWorld(app);
    const foreign = await addTerm(await buildGlossaryWorld(app), { term: "Foreign" });
    const base = await addTerm(world, { term: "Kernel" });
    const input = { term: "Core", definition: "<p>x</p>" };
    await expectRefusal(
      world.clients.teacher.run(CREATE, { courseId: world.course.id, input: { ...input, baseTermId: base.id } }),
      "FORBIDDEN",
    );
    await expectRefusal(
      world.clients.sessionTutor.run(CREATE, {
        courseId: world.course.id,
        sessionId: world.session.id,
        input: { ...input, baseTermId: foreign.id },
      }),
      "NOT_FOUND",
    );
  });
});
