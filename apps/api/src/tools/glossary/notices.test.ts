import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { buildGlossaryWorld, CREATE, DECIDE, PROPOSE, type GlossaryWorld, type Term } from "./glossary.factories";

const app = await startTestApp();
const CHOOSE =
  'mutation ($id: ID!, $changes: [SettingChangeInput!]!) { updateToolSettings(courseId: $id, tool: "notifications", changes: $changes) { id } }';
const choose = (world: GlossaryWorld, name: string, chosen: string[]) =>
  world.clients.teacher.run(CHOOSE, { id: world.course.id, changes: [{ name, chosen }] });
const input = (term: string) => ({ term, definition: "<p>Meaning.</p>" });
const told = async (world: GlossaryWorld) => {
  const names = new Map(Object.entries(world.ids).map(([name, id]) => [id, name]));
  const rows = await app.db.notification.findMany({ where: { courseId: world.course.id } });
  return rows.map((row) => `${names.get(row.userId)} ${row.kind}`).sort();
};
const create = (world: GlossaryWorld, term: string) =>
  world.clients.teacher.run<{ createGlossaryTerm: Term }>(CREATE, { courseId: world.course.id, input: input(term) });

test("a new term is told to nobody until somebody is chosen, and to learners only where they can see it", async () => {
  const world = await buildGlossaryWorld(app);
  await create(world, "Kernel");
  expect(await told(world)).toEqual([]);
  await choose(world, "newTerm", ["TEACHERS", "LEARNERS"]);
  const { createGlossaryTerm: term } = await create(world, "Shell");
  expect(await told(world)).toEqual(["classmate glossary.added", "learner glossary.added"]);
  expect(await app.db.notification.findFirstOrThrow({ where: { userId: world.ids.learner } })).toMatchObject({
    params: { term: "Shell" },
    href: `/c/${world.course.code}/glossary/${term.id}`,
  });
  await world.clients.teacher.run('mutation ($id: ID!) { setToolVisibility(courseId: $id, tool: "glossary", visible: false) { id } }', {
    id: world.course.id,
  });
  await create(world, "Pipe");
  expect(await told(world)).toHaveLength(2);
});

test("proposals and decisions are told as the course wishes", async () => {
  const world = await buildGlossaryWorld(app, { learners: "PROPOSE" });
  const propose = async (term: string) => {
    const made = await world.clients.learner.run<{ proposeGlossaryTerm: Term }>(PROPOSE, { courseId: world.course.id, input: input(term) });
    return made.proposeGlossaryTerm.id;
  };
  await choose(world, "termProposed", []);
  await choose(world, "termDecided", []);
  const silent = await propose("Shell");
  await world.clients.teacher.run(DECIDE, { id: silent, decision: "ACCEPT" });
  expect(await told(world)).toEqual([]);
  await choose(world, "termProposed", ["TUTORS"]);
  await choose(world, "termDecided", ["LEARNERS"]);
  await choose(world, "newTerm", ["LEARNERS"]);
  const heard = await propose("Kernel");
  expect(await told(world)).toEqual([]);
  await world.clients.teacher.run(DECIDE, { id: heard, decision: "ACCEPT" });
  expect(await told(world)).toEqual(["classmate glossary.added", "learner glossary.accepted"]);
});
