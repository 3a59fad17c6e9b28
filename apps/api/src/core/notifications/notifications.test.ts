import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import { listen } from "../../test/listening";

const app = await startTestApp();
const MINE =
  "query ($unseenOnly: Boolean, $first: Int, $after: String) { myNotifications(unseenOnly: $unseenOnly, first: $first, after: $after) { nodes { id kind href seenAt params { name value } } totalCount pageInfo { hasNextPage endCursor } } }";
const SEEN = "mutation ($ids: [ID!]) { markNotificationsSeen(ids: $ids) }";
const RECEIVED = "subscription { notificationReceived { unseen node { id kind } } }";
interface Mine {
  myNotifications: {
    nodes: { id: string; kind: string; href: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}
const mine = (client: TestClient, rest: Record<string, unknown> = {}) => client.run<Mine>(MINE, rest).then((data) => data.myNotifications);
const build = (userId: string, kind = "enrolments.added", href = "/courses") =>
  app.db.notification.create({ data: { userId, kind, href, params: { course: "Golf" } } });

test("everybody reads and marks their own, and nobody else's", async () => {
  const [ana, ben] = [await buildUser(app), await buildUser(app)];
  const [hers, his] = [await signInAs(app, ana), await signInAs(app, ben)];
  for (const operation of [MINE, SEEN, "{ unseenNotifications }"]) await expectRefusal(app.client().run(operation), "UNAUTHENTICATED");
  const rows = [await build(ana.id), await build(ana.id), await build(ben.id)];
  expect(await hers.run("{ unseenNotifications }")).toEqual({ unseenNotifications: 2 });
  expect(await his.run(SEEN, { ids: [rows[0]!.id] })).toEqual({ markNotificationsSeen: 1 });
  expect(await hers.run("{ unseenNotifications }")).toEqual({ unseenNotifications: 2 });
  expect(await hers.run(SEEN, { ids: [rows[0]!.id] })).toEqual({ markNotificationsSeen: 1 });
  expect((await mine(hers, { unseenOnly: true })).nodes.map((node) => node.id)).toEqual([rows[1]!.id]);
  expect((await mine(hers)).nodes).toMatchObject([{ id: rows[1]!.id, params: [{ name: "course", value: "Golf" }] }, { id: rows[0]!.id }]);
  expect(await hers.run(SEEN)).toEqual({ markNotificationsSeen: 0 });
  await expectRefusal(hers.run(SEEN, { ids: ["x"] }), "INVALID_INPUT");
  await expectRefusal(mine(hers, { after: "x" }), "INVALID_INPUT");
});

test("a link out of the application does not leave the server", async () => {
  const user = await buildUser(app);
  for (const href of ["https://evil.example", "//evil.example", "javascript:alert(1)"]) await build(user.id, "x", href);
  expect((await mine(await signInAs(app, user))).nodes.map((node) => node.href)).toEqual(["", "", ""]);
});

test("pages go back in time, and stay right while new ones come", async () => {
  const user = await buildUser(app);
  const client = await signInAs(app, user);
  const rows = [];
  for (let place = 0; place < 5; place += 1) rows.push((await build(user.id)).id);
  const first = await mine(client, { first: 2 });
  await build(user.id);
  const second = await mine(client, { first: 3, after: first.pageInfo.endCursor });
  expect([...first.nodes, ...second.nodes].map((node) => node.id)).toEqual(rows.reverse());
  expect(second.pageInfo.hasNextPage).toBe(false);
});

test("whoever is enrolled and to be told hears it at once, with the course's name; fellows hear nothing", async () => {
  const course = await buildCourse(app.db, { title: "Golf" });
  const teacher = await buildMember(app, course.run, "TEACHER");
  const [ana, ben] = [await buildUser(app), await buildUser(app)];
  const hers = await listen<{ notificationReceived: object }>(app, await signInAs(app, ana), `user:${ana.id}`, RECEIVED);
  const his = await listen<{ notificationReceived: object }>(app, await signInAs(app, ben), `user:${ben.id}`, RECEIVED);
  await teacher.client.run("mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
    input: { courseId: course.id, userIds: [ana.id], role: "LEARNER", notify: true },
  });
  expect((await hers.next()).notificationReceived).toMatchObject({ unseen: 1, node: { kind: "enrolments.added" } });
  expect((await mine(await signInAs(app, ana))).nodes).toMatchObject([
    { href: `/c/${course.code}`, params: [{ name: "course", value: "Golf" }] },
  ]);
  expect(his.waiting).toEqual([]);
  hers.stop();
  his.stop();
});

test("nobody has no stream", async () => {
  const nobody = await listen(app, app.client(), "user:none", RECEIVED);
  await expect(nobody.next()).rejects.toThrow(/UNAUTHENTICATED|Sign in/u);
});
