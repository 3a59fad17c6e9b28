import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import {
  addTerm,
  buildGlossaryWorld,
  CREATE,
  DECIDE,
  DELETE,
  fillGlossary,
  HOVER,
  LIST,
  listAs,
  MATCHES,
  PROPOSE,
  REORDER,
  RESTORE,
  setGlossarySettings,
  SETTINGS,
  STATE,
  TERM_BY_ID,
  UPDATE,
  VIEW,
  type Term,
} from "./glossary.factories";
import type { RefusalCode } from "../../kernel/errors";

const app = await startTestApp();
const input = (term: string, more: object = {}) => ({ term, definition: "<p>A meaning.</p>", ...more });

describe("refusals", () => {
  test.each<["anonymous" | "stranger" | "learner" | "sessionTutor", RefusalCode, RefusalCode]>([
    ["anonymous", "NOT_FOUND", "NOT_FOUND"],
    ["stranger", "NOT_FOUND", "NOT_FOUND"],
    ["sessionTutor", "NOT_FOUND", "NOT_FOUND"],
    ["learner", "FORBIDDEN", "FORBIDDEN"],
  ])("%s may not write base terms", async (who, creating, changing) => {
    const world = await buildGlossaryWorld(app);
    const term = await addTerm(world, { term: "Kernel" });
    const client = world.clients[who];
    const courseId = world.course.id;
    await expectRefusal(client.run(CREATE, { courseId, input: input("Other") }), creating);
    await expectRefusal(client.run(PROPOSE, { courseId, input: input("Other") }), creating);
    await expectRefusal(client.run(UPDATE, { id: term.id, input: { definition: "<p>Mine.</p>" } }), changing);
    await expectRefusal(client.run(DELETE, { courseId, ids: [term.id] }), changing);
    await expectRefusal(client.run(STATE, { courseId, ids: [term.id], state: "HIDDEN" }), changing);
    await expectRefusal(client.run(REORDER, { courseId, ids: [term.id] }), changing);
    await expectRefusal(client.run(SETTINGS, { courseId, input: { learners: "WRITE" } }), changing);
    expect(await app.db.glossaryTerm.count({ where: { courseId } })).toBe(1);
  });

  test("anonymous people and strangers read nothing of a private course, and all of a public one", async () => {
    const world = await buildGlossaryWorld(app);
    const term = await addTerm(world, { term: "Kernel" });
    const courseId = world.course.id;
    for (const client of [world.clients.anonymous, world.clients.stranger]) {
      for (const [query, variables] of [
        [LIST, { courseId }],
        [VIEW, { courseId }],
        [MATCHES, { courseId }],
        [HOVER, { courseId, ids: [term.id] }],
        [TERM_BY_ID, { id: term.id }],
      ] as const) {
        await expectRefusal(client.run(query, variables), "NOT_FOUND");
      }
    }
    await app.db.course.update({ where: { id: courseId }, data: { visibility: "PUBLIC" } });
    expect((await listAs(world, "anonymous")).map((row) => row.term)).toEqual(["Kernel"]);
    await expectRefusal(world.clients.stranger.run(CREATE, { courseId, input: input("Other") }), "FORBIDDEN");
  });

  test("a hidden tool is FORBIDDEN to learners, and its terms are not served for highlighting", async () => {
    const world = await buildGlossaryWorld(app);
    await addTerm(world, { term: "Kernel" });
    await app.db.courseTool.create({ data: { courseId: world.course.id, runId: world.course.run.id, tool: "glossary", visible: false } });
    await expectRefusal(world.clients.learner.run(LIST, { courseId: world.course.id }), "FORBIDDEN");
    await expectRefusal(world.clients.learner.run(MATCHES, { courseId: world.course.id }), "FORBIDDEN");
    expect(await listAs(world, "teacher")).toHaveLength(1);
  });

  test("a session's tutor may not change base terms from inside the session", async () => {
    const world = await buildGlossaryWorld(app);
    const term = await addTerm(world, { term: "Kernel" });
    const inSession = { courseId: world.course.id, sessionId: world.session.id };
    const { sessionTutor } = world.clients;
    await expectRefusal(sessionTutor.run(UPDATE, { id: term.id, sessionId: world.session.id, input: { term: "Core" } }), "FORBIDDEN");
    await expectRefusal(sessionTutor.run(DELETE, { ...inSession, ids: [term.id] }), "FORBIDDEN");
    await expectRefusal(sessionTutor.run(REORDER, { ...inSession, ids: [term.id] }), "FORBIDDEN");
  });

  test.each([
    ["an empty term", { term: "  \u200E " }, "term"],
    ["a term of 201 characters", { term: "x".repeat(201) }, "term"],
    ["an empty definition", { definition: "<p> &nbsp;</p><script>1</script>" }, "definition"],
    ["a definition of more than 20,000", { definition: `<p>${"x".repeat(20_000)}</p>` }, "definition"],
    ["an unknown language", { language: "not a tag" }, "language"],
    ["21 aliases", { aliases: Array.from({ length: 21 }, (_, n) => ({ kind: "SYNONYM", text: `a${n}` })) }, "aliases"],
    [
      "a language twice",
      {
        variants: [
          { language: "fr", term: "a" },
          { language: "FR", term: "b" },
        ],
      },
      "variants",
    ],
  ])("%s is INVALID_INPUT at its field", async (_name, change, field) => {
    const world = await buildGlossaryWorld(app);
    const refused = await expectRefusal(
      world.clients.teacher.run(CREATE, { courseId: world.course.id, input: { ...input("Kernel"), ...change } }),
      "INVALID_INPUT",
    );
    expect((refused.extensions["issues"] as { path: string[] }[])[0]!.path.slice(0, 2)).toEqual(["input", field]);
    expect(await app.db.glossaryTerm.count({ where: { courseId: world.course.id } })).toBe(0);
  });

  test("a cursor of another list, a made-up one and 101 rows are INVALID_INPUT", async () => {
    const world = await buildGlossaryWorld(app);
    await addTerm(world, { term: "Kernel" });
    const cursor = (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
    for (const variables of [
      { after: "x" },
      { after: cursor(["a", "b"]) },
      { after: cursor([1, 2, "x"]) },
      { after: cursor(["a", "b"]), orderBy: "MANUAL" },
      { first: 101 },
      { first: 0 },
    ]) {
      await expectRefusal(world.clients.teacher.run(LIST, { courseId: world.course.id, ...variables }), "INVALID_INPUT");
    }
  });
});

describe("what learners may do", () => {
  test("READ: nothing but read", async () => {
    const world = await buildGlossaryWorld(app, { learners: "READ" });
    await addTerm(world, { term: "Kernel" });
    const { glossary } = await world.clients.learner.run<{ glossary: { viewerCan: object } }>(VIEW, { courseId: world.course.id });
    expect(glossary.viewerCan).toEqual({ create: false, propose: false, manage: false, configure: false });
    expect((await listAs(world, "learner"))[0]!.viewerCan).toEqual({
      update: false,
      delete: false,
      hide: false,
      reword: false,
      decide: false,
    });
  });

  test("PROPOSE: a proposal is seen by its author and staff only, until it is accepted", async () => {
    const world = await buildGlossaryWorld(app, { learners: "PROPOSE" });
    const courseId = world.course.id;
    await expectRefusal(world.clients.learner.run(CREATE, { courseId, input: input("Shell") }), "FORBIDDEN");
    const { proposeGlossaryTerm: proposed } = await world.clients.learner.run<{ proposeGlossaryTerm: Term }>(PROPOSE, {
      courseId,
      input: input("Shell", { highlight: "EXACT_CASE" }),
    });
    expect(proposed).toMatchObject({ state: "PROPOSED", highlight: "ON", viewerCan: { update: true, decide: false } });
    const proposals = { filter: { states: ["PROPOSED"] } };
    expect(await listAs(world, "learner", proposals)).toHaveLength(1);
    expect(await listAs(world, "classmate", proposals)).toHaveLength(0);
    await expectRefusal(world.clients.classmate.run(TERM_BY_ID, { id: proposed.id }), "NOT_FOUND");
    await expectRefusal(world.clients.classmate.run(UPDATE, { id: proposed.id, input: { term: "x" } }), "NOT_FOUND");
    await expectRefusal(world.clients.learner.run(DECIDE, { id: proposed.id, decision: "ACCEPT" }), "FORBIDDEN");
    expect((await world.clients.teacher.run<{ glossary: { proposalCount: number } }>(VIEW, { courseId })).glossary.proposalCount).toBe(1);
    expect(await world.clients.teacher.run(DECIDE, { id: proposed.id, decision: "ACCEPT" })).toEqual({
      decideProposal: { id: proposed.id, state: "PUBLISHED" },
    });
    expect((await listAs(world, "classmate")).map((row) => row.term)).toEqual(["Shell"]);
    await expectRefusal(world.clients.learner.run(UPDATE, { id: proposed.id, input: { term: "x" } }), "FORBIDDEN");
    await expectRefusal(world.clients.teacher.run(DECIDE, { id: proposed.id, decision: "REFUSE" }), "FORBIDDEN");
    expect(
      await app.db.notification.findMany({ where: { courseId }, select: { userId: true, kind: true }, orderBy: { id: "asc" } }),
    ).toEqual([
      { userId: world.ids.teacher, kind: "glossary.proposed" },
      { userId: world.ids.learner, kind: "glossary.accepted" },
    ]);
  });

  test("a refused proposal goes, and its author reads why", async () => {
    const world = await buildGlossaryWorld(app, { learners: "PROPOSE" });
    const { proposeGlossaryTerm: proposed } = await world.clients.learner.run<{ proposeGlossaryTerm: Term }>(PROPOSE, {
      courseId: world.course.id,
      input: input("Shell"),
    });
    expect(await world.clients.teacher.run(DECIDE, { id: proposed.id, decision: "REFUSE", reason: "We say terminal." })).toEqual({
      decideProposal: null,
    });
    expect(await listAs(world, "learner", { filter: { states: ["PROPOSED"] } })).toEqual([]);
    const told = await app.db.notification.findFirstOrThrow({ where: { userId: world.ids.learner } });
    expect(told).toMatchObject({ kind: "glossary.refusedBecause", params: { term: "Shell", reason: "We say terminal." } });
  });

  test("WRITE: own terms at once, until a teacher has edited them; never those of others", async () => {
    const world = await buildGlossaryWorld(app, { learners: "WRITE" });
    const own = await addTerm(world, { term: "Shell" }, "learner");
    const others = await addTerm(world, { term: "Kernel" }, "classmate");
    expect(own.state).toBe("PUBLISHED");
    await world.clients.learner.run(UPDATE, { id: own.id, input: { definition: "<p>Better.</p>" } });
    await expectRefusal(world.clients.learner.run(UPDATE, { id: others.id, input: { definition: "<p>Mine.</p>" } }), "FORBIDDEN");
    await expectRefusal(world.clients.learner.run(DELETE, { courseId: world.course.id, ids: [own.id, others.id] }), "FORBIDDEN");
    await world.clients.teacher.run(UPDATE, { id: own.id, input: { definition: "<p>Best.</p>" } });
    await expectRefusal(world.clients.learner.run(UPDATE, { id: own.id, input: { definition: "<p>Mine again.</p>" } }), "FORBIDDEN");
  });
});

describe("writing", () => {
  test("a key is taken once per language, whatever its case, blanks and width; the existing term comes with the CONFLICT", async () => {
    const world = await buildGlossaryWorld(app);
    const first = await addTerm(world, { term: "Straße  nach Ost" });
    for (const term of ["STRASSE NACH OST", " straße nach ost", "Ｓtraße nach Ost"]) {
      const refused = await expectRefusal(world.clients.teacher.run(CREATE, { courseId: world.course.id, input: input(term) }), "CONFLICT");
      expect(refused.extensions["current"]).toMatchObject({ id: first.id, term: "Straße nach Ost" });
    }
    await addTerm(world, { term: "straße nach ost", language: "de" });
    const other = await addTerm(world, { term: "Westen" });
    await expectRefusal(world.clients.teacher.run(UPDATE, { id: other.id, input: { term: "STRASSE NACH OST" } }), "CONFLICT");
  });

  test("ten people adding one term at once make one term, and one glossary", async () => {
    const world = await buildGlossaryWorld(app);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => world.clients.teacher.send(CREATE, { courseId: world.course.id, input: input("Race") })),
    );
    expect(answers.map((answer) => answer.errors[0]?.extensions.code ?? "ok").sort()).toEqual([...Array<string>(9).fill("CONFLICT"), "ok"]);
    expect(await app.db.glossary.count({ where: { courseId: world.course.id } })).toBe(1);
    expect(await app.db.item.count({ where: { courseId: world.course.id, kind: "glossary" } })).toBe(1);
  });

  test("a stale edit is CONFLICT with the row as it stands; former states are kept", async () => {
    const world = await buildGlossaryWorld(app);
    const term = await addTerm(world, { term: "Kernel", aliases: [{ kind: "SYNONYM", text: "core" }] });
    const change = (definition: string) =>
      world.clients.teacher.run(UPDATE, { id: term.id, input: { definition }, expectedVersion: term.version });
    await change("<p>First.</p>");
    const refused = await expectRefusal(change("<p>Second.</p>"), "CONFLICT");
    expect(refused.extensions["current"]).toMatchObject({ definition: "<p>First.</p>", version: 2 });
    const versions = await app.db.version.findMany({ where: { kind: "glossaryTerm", rowId: term.id } });
    expect(versions).toMatchObject([
      { number: 1, body: { term: "Kernel", definition: "<p>What Kernel means.</p>", aliases: [{ text: "core" }] } },
    ]);
  });

  test("what is left out of a change stays; an empty category is taken away", async () => {
    const world = await buildGlossaryWorld(app);
    const term = await addTerm(world, {
      term: "Kernel",
      category: "Systems",
      aliases: [{ kind: "SYNONYM", text: "core" }],
      variants: [{ language: "fr", term: "noyau" }],
    });
    const { updateGlossaryTerm: changed } = await world.clients.teacher.run<{ updateGlossaryTerm: Term }>(UPDATE, {
      id: term.id,
      input: { term: "The kernel" },
    });
    expect(changed).toMatchObject({
      term: "The kernel",
      category: "Systems",
      aliases: [{ kind: "SYNONYM", text: "core" }],
      variants: [{ language: "fr", term: "noyau" }],
      definition: "<p>What Kernel means.</p>",
    });
    const { updateGlossaryTerm: bare } = await world.clients.teacher.run<{ updateGlossaryTerm: Term }>(UPDATE, {
      id: term.id,
      input: { category: null, aliases: [] },
    });
    expect(bare).toMatchObject({ category: null, aliases: [] });
  });

  test("deleting, undoing, and undoing after the key was given away", async () => {
    const world = await buildGlossaryWorld(app);
    const courseId = world.course.id;
    const terms = [await addTerm(world, { term: "One" }), await addTerm(world, { term: "Two" })];
    const { deleteGlossaryTerms: act } = await world.clients.teacher.run<{ deleteGlossaryTerms: { trashId: string } }>(DELETE, {
      courseId,
      ids: terms.map((term) => term.id),
    });
    expect(await listAs(world, "teacher")).toEqual([]);
    await expectRefusal(world.clients.learner.run(RESTORE, { courseId, trashId: act.trashId }), "FORBIDDEN");
    await world.clients.teacher.run(RESTORE, { courseId, trashId: act.trashId });
    expect((await listAs(world, "learner")).map((term) => term.term)).toEqual(["One", "Two"]);
    const again = await world.clients.teacher.run<{ deleteGlossaryTerms: { trashId: string } }>(DELETE, { courseId, ids: [terms[0]!.id] });
    await addTerm(world, { term: "one" });
    await expectRefusal(world.clients.teacher.run(RESTORE, { courseId, trashId: again.deleteGlossaryTerms.trashId }), "CONFLICT");
    await expectRefusal(world.clients.teacher.run(RESTORE, { courseId, trashId: courseId }), "NOT_FOUND");
  });

  test("reordering keeps positions dense", async () => {
    const world = await buildGlossaryWorld(app, { order: "MANUAL" });
    const ids: string[] = [];
    for (const term of ["a", "b", "c", "d", "e"]) ids.push((await addTerm(world, { term })).id);
    const order = async () => (await listAs(world, "teacher")).map((term) => `${term.term}${term.position}`).join(" ");
    expect(await order()).toBe("a1 b2 c3 d4 e5");
    await world.clients.teacher.run(REORDER, { courseId: world.course.id, ids: [ids[4], ids[2]], beforeId: ids[1] });
    expect(await order()).toBe("a1 e2 c3 b4 d5");
    await world.clients.teacher.run(REORDER, { courseId: world.course.id, ids: [ids[0]] });
    expect(await order()).toBe("e1 c2 b3 d4 a5");
  });

  test("every change is an event row of its own, named as the table says", async () => {
    const world = await buildGlossaryWorld(app, { learners: "PROPOSE" });
    const courseId = world.course.id;
    const { teacher } = world.clients;
    const term = await addTerm(world, { term: "One" });
    await teacher.run(UPDATE, { id: term.id, input: { term: "Two" } });
    await teacher.run(STATE, { courseId, ids: [term.id], state: "HIDDEN" });
    const { deleteGlossaryTerms: act } = await teacher.run<{ deleteGlossaryTerms: { trashId: string } }>(DELETE, {
      courseId,
      ids: [term.id],
    });
    await teacher.run(RESTORE, { courseId, trashId: act.trashId });
    await teacher.run(REORDER, { courseId, ids: [term.id] });
    await teacher.run(SETTINGS, { courseId, input: { view: "TABLE" } });
    const events = await app.db.event.findMany({ where: { courseId }, orderBy: { id: "asc" } });
    expect(events.map((event) => event.name)).toEqual([
      "glossary.item.created",
      "glossary.term.created",
      "glossary.term.updated",
      "glossary.term.hidden",
      "glossary.term.deleted",
      "glossary.term.restored",
      "glossary.list.reordered",
      "glossary.settings.updated",
    ]);
    expect(events.every((event) => event.actorId === world.ids.teacher && event.runId === world.course.run.id)).toBe(true);
  });

  test("settings change one by one, and a stale version is CONFLICT", async () => {
    const world = await buildGlossaryWorld(app);
    const change = (change: object, expectedVersion?: number) =>
      world.clients.teacher.run<{ updateGlossarySettings: { version: number } }>(SETTINGS, {
        courseId: world.course.id,
        input: change,
        expectedVersion,
      });
    const { updateGlossarySettings: first } = await change({ highlight: "AUTOMATIC" });
    expect(await change({ learners: "WRITE" }, first.version)).toMatchObject({
      updateGlossarySettings: { highlight: "AUTOMATIC", learners: "WRITE", view: "LIST" },
    });
    await expectRefusal(change({ learners: "READ" }, first.version), "CONFLICT");
  });
});

test("a page of 50 terms with aliases and variants takes the viewer, the gate and three statements, whatever the number of rows", async () => {
  const world = await buildGlossaryWorld(app);
  await fillGlossary(world, 200);
  await setGlossarySettings(app, world.course.id, { order: "ALPHABETICAL" });
  const list = LIST.replace(" totalCount", "");
  for (const first of [5, 50, 100]) {
    expect(await world.clients.learner.statementsOf(list, { courseId: world.course.id, first })).toBeLessThanOrEqual(5);
    expect(await world.clients.teacher.statementsOf(list, { courseId: world.course.id, first })).toBeLessThanOrEqual(5);
  }
  const search = await world.clients.learner.statementsOf(list, {
    courseId: world.course.id,
    first: 50,
    orderBy: "ALPHABETICAL",
    filter: { query: "word 00" },
  });
  expect(search).toBeLessThanOrEqual(4);
  const page = LIST.replace(
    "{\n",
    "{ glossary(courseId: $courseId, sessionId: $sessionId) { version categories proposalCount letters { letter count } settings { version } }\n",
  );
  // The viewer, the gate, the learner's conditions; settings, glossaries, facts, list, number of terms.
  for (const first of [5, 100])
    expect(await world.clients.learner.statementsOf(page, { courseId: world.course.id, first })).toBeLessThanOrEqual(8);
});
