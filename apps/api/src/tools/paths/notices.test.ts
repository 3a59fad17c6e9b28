import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { buildMember, buildPackage, buildPackageWorld, commit, deltaOf, open } from "./test-packages";

const app = await startTestApp();
const CHOOSE =
  'mutation ($id: ID!, $changes: [SettingChangeInput!]!) { updateToolSettings(courseId: $id, tool: "notifications", changes: $changes) { id } }';
type World = Awaited<ReturnType<typeof buildPackageWorld>>;
const choose = ({ teacher, course }: World, name: string, chosen: string[]) =>
  teacher.client.run(CHOOSE, { id: course.id, changes: [{ name, chosen }] });
const told = (userId: string) => app.db.notification.findMany({ where: { userId }, select: { kind: true, params: true, href: true } });
const COMPLETED = { "cmi.core.lesson_status": "completed" };

async function finish(world: World) {
  const opened = await open(world.learner, world.packageId);
  for (const number of [1, 2, 3]) await commit(world.learner, opened, deltaOf(number, `item-${number}`, COMPLETED, ["initialize"]));
  const state = await app.db.progress.findFirstOrThrow({ where: { itemId: world.packageId, userId: world.learner.id } });
  expect(state.state).toBe("COMPLETED");
  return opened;
}

test("who finishes a package is told once to those who are chosen, and to nobody at first", async () => {
  const quiet = await buildPackageWorld(app);
  await finish(quiet);
  expect(await told(quiet.teacher.id)).toEqual([]);
  const world = await buildPackageWorld(app);
  const tutor = await buildMember(app, world.course, "TUTOR");
  await choose(world, "packageFinished", ["TEACHERS"]);
  const opened = await finish(world);
  await commit(world.learner, opened, deltaOf(4, "item-1", { "cmi.core.lesson_location": "2" }));
  const { givenName, familyName } = await app.db.user.findUniqueOrThrow({ where: { id: world.learner.id } });
  const { title } = await app.db.item.findUniqueOrThrow({ where: { id: world.packageId } });
  expect(await told(world.teacher.id)).toEqual([
    {
      kind: "paths.finished",
      params: { person: `${givenName} ${familyName}`, title },
      href: `/c/${world.course.code}/paths/packages/${world.packageId}/grid`,
    },
  ]);
  expect([await told(tutor.id), await told(world.learner.id)]).toEqual([[], []]);
});

test("a package that is new is told to learners where they are chosen", async () => {
  const world = await buildPackageWorld(app);
  await choose(world, "newPackage", ["LEARNERS"]);
  const id = await buildPackage(app, world.teacher, world.course.id, { title: "Second" });
  expect(await told(world.learner.id)).toEqual([
    { kind: "paths.added", params: { title: "Second" }, href: `/c/${world.course.code}/paths/packages/${id}` },
  ]);
  expect(await told(world.teacher.id)).toEqual([]);
});
