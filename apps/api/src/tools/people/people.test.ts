import { describe, expect, test } from "@jest/globals";
import { newId } from "../../kernel/ids";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildEnrolment, buildGroup, buildMember, buildSession } from "../../test/course-factories";
import { LOST_RIGHTS_MS } from "../../test/eventually";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { listen } from "../../test/listening";

const app = await startTestApp();
const LIST = `query ($id: ID!, $sessionId: ID, $filter: CourseUsersFilter, $orderBy: CourseUserOrder, $descending: Boolean, $first: Int, $after: String) {
  courseUsers(courseId: $id, sessionId: $sessionId, filter: $filter, orderBy: $orderBy, descending: $descending, first: $first, after: $after) {
    nodes { id role state main login email officialCode firstAccessAt sources from groups { title } progress { done total } user { id name pictureUrl } viewerCan { update end } }
    pageInfo { hasNextPage endCursor } totalCount } }`;
interface Node {
  id: string;
  role: string;
  state: string | null;
  login: string | null;
  email: string | null;
  sources: string[] | null;
  groups: { title: string }[];
  progress: object | null;
  user: { id: string; name: string; pictureUrl: string | null };
}
interface List {
  courseUsers: { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; totalCount: number };
}
const list = (client: TestClient, id: string, rest: object = {}) =>
  client.run<List>(LIST, { id, ...rest }).then((data) => data.courseUsers);
const ids = (page: List["courseUsers"]) => new Set(page.nodes.map((node) => node.user.id));

async function world() {
  const course = await buildCourse(app.db);
  const [one, two] = [await buildSession(app.db, course), await buildSession(app.db, course)];
  const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
  const tutor = await buildMember(app, course.run, "TUTOR");
  const ana = await buildMember(app, course.run, "LEARNER", {}, { givenName: "Ana", familyName: "Ångström", pictureId: newId() });
  const ben = await buildMember(
    app,
    course.run,
    "LEARNER",
    { showMail: true, showPicture: false },
    { givenName: "Ben", familyName: "Zola", pictureId: newId() },
  );
  const suspended = await buildMember(app, course.run, "LEARNER", { state: "SUSPENDED" });
  const inOne = await buildMember(app, one.run, "LEARNER");
  const alsoInOne = await buildMember(app, one.run, "LEARNER");
  const inTwo = await buildMember(app, two.run, "LEARNER");
  return { course, one, two, teacher, tutor, ana, ben, suspended, inOne, alsoInOne, inTwo };
}

describe("refusals", () => {
  test("outsiders and people of other runs do not get the list, nor a person of it", async () => {
    const { course, one, ana, inOne, inTwo } = await world();
    const other = await buildMember(app, (await buildCourse(app.db)).run, "TEACHER");
    const ONE =
      "query ($id: ID!, $userId: ID!, $sessionId: ID) { courseUser(courseId: $id, userId: $userId, sessionId: $sessionId) { id } }";
    for (const [client, sessionId] of [
      [app.client(), null],
      [other.client, null],
      [inOne.client, null],
      [inTwo.client, one.id],
      [ana.client, one.id],
    ] as const) {
      await expectRefusal(list(client, course.id, { sessionId }), "NOT_FOUND");
      await expectRefusal(client.run(ONE, { id: course.id, userId: ana.id, sessionId }), "NOT_FOUND");
      await expectRefusal(
        client.run("mutation ($id: ID!, $sessionId: ID) { exportCourseUsers(courseId: $id, sessionId: $sessionId, format: CSV) { id } }", {
          id: course.id,
          sessionId,
        }),
        "NOT_FOUND",
      );
    }
    await expectRefusal(inOne.client.run(ONE, { id: course.id, userId: inTwo.id, sessionId: one.id }), "NOT_FOUND");
    await expectRefusal(inOne.client.run(ONE, { id: course.id, userId: ana.id, sessionId: one.id }), "NOT_FOUND");
  });

  test("a learner neither sorts nor filters by what staff alone see, nor exports, nor reads the portal's people", async () => {
    const { course, ana, ben } = await world();
    for (const rest of [
      { orderBy: "LAST_ACCESS" },
      { orderBy: "LOGIN" },
      { filter: { states: ["SUSPENDED"] } },
      { filter: { neverEntered: true } },
      { filter: { absentForDays: 3 } },
    ]) {
      await expectRefusal(list(ana.client, course.id, rest), "FORBIDDEN");
    }
    const group = await buildGroup(app.db, course.run, [ben.id]);
    await expectRefusal(list(ana.client, course.id, { filter: { groupId: group.id } }), "NOT_FOUND");
    await expectRefusal(
      ana.client.run("mutation ($id: ID!) { exportCourseUsers(courseId: $id, format: CSV) { id } }", { id: course.id }),
      "FORBIDDEN",
    );
    await expectRefusal(
      ana.client.run('query ($id: ID!) { searchPeople(courseId: $id, text: "person") { login } }', { id: course.id }),
      "FORBIDDEN",
    );
    // A login or an address is no way to find somebody whose address is not shown.
    const hidden = await app.db.user.findUniqueOrThrow({ where: { id: ben.id } });
    expect((await list(ana.client, course.id, { filter: { text: hidden.login } })).nodes).toEqual([]);
  });

  test("a hidden tool is closed to learners, and open to staff", async () => {
    const { course, ana, teacher } = await world();
    await app.db.courseTool.create({ data: { courseId: course.id, runId: course.run.id, tool: "people", visible: false } });
    await expectRefusal(list(ana.client, course.id), "FORBIDDEN");
    expect((await list(teacher.client, course.id)).totalCount).toBe(5);
    const staff = await ana.client.run<{ courseStaff: { role: string; user: { id: string } }[] }>(
      "query ($id: ID!) { courseStaff(courseId: $id) { role user { id } } }",
      {
        id: course.id,
      },
    );
    expect(staff.courseStaff.map((row) => row.role)).toEqual(["TEACHER", "TUTOR"]);
  });
});

describe("what learners see of one another", () => {
  test.each([
    ["NOBODY", [], false],
    ["STAFF", ["teacher", "tutor"], false],
    ["NAMES", ["teacher", "tutor", "ben"], false],
    ["NAMES_AND_PICTURES", ["teacher", "tutor", "ben"], true],
  ] as const)("%s", async (othersShown, others, pictures) => {
    const people = await world();
    const { course, ana, ben, teacher } = people;
    await app.db.courseSettings.create({ data: { courseId: course.id, tool: "people", body: { othersShown } } });
    const page = await list(ana.client, course.id);
    expect(ids(page)).toEqual(new Set([ana.id, ...others.map((name) => people[name].id)]));
    expect(page.totalCount).toBe(others.length + 1);
    for (const node of page.nodes.filter((one) => one.user.id !== ana.id)) {
      expect(node).toMatchObject({
        state: null,
        login: null,
        officialCode: null,
        firstAccessAt: null,
        sources: null,
        from: null,
        progress: null,
        viewerCan: { update: false, end: false },
      });
    }
    // Ben shows his address and hides his picture; his fellows see just that.
    const bens = page.nodes.find((node) => node.user.id === ben.id);
    if (bens) expect(bens).toMatchObject({ email: expect.stringContaining("@"), user: { pictureUrl: null } });
    const anas = (await list(ben.client, course.id)).nodes.find((node) => node.user.id === ana.id);
    if (anas) expect(anas.user.pictureUrl !== null).toBe(pictures);
    expect(ids(await list(teacher.client, course.id)).size).toBe(5);
  });

  test("an open course shows staff only; a visitor never more, whatever the setting", async () => {
    const open = await buildCourse(app.db, { visibility: "PUBLIC" });
    const teacher = await buildMember(app, open.run, "TEACHER");
    const learner = await buildMember(app, open.run, "LEARNER");
    const stranger = await signInAs(app, await buildUser(app));
    expect(ids(await list(learner.client, open.id))).toEqual(new Set([teacher.id, learner.id]));
    await app.db.courseSettings.create({ data: { courseId: open.id, tool: "people", body: { othersShown: "NAMES" } } });
    expect(ids(await list(stranger, open.id))).toEqual(new Set([teacher.id]));
  });
});

describe("lists", () => {
  test("a session's list is the session's people, and nobody of the base or another session", async () => {
    const { course, one, teacher, inOne, alsoInOne } = await world();
    for (const client of [teacher.client, inOne.client, await signInAs(app, await buildAdministrator(app))]) {
      const page = await list(client, course.id, { sessionId: one.id });
      expect([ids(page), page.totalCount]).toEqual([new Set([inOne.id, alsoInOne.id]), 2]);
    }
  });

  test("filters, orders and pages of the grid", async () => {
    const { course, teacher, tutor, ana, ben, suspended } = await world();
    const group = await buildGroup(app.db, course.run, [ana.id, tutor.id]);
    await app.db.enrolment.update({ where: { id: ana.enrolmentId }, data: { firstAccessAt: new Date(), lastAccessAt: new Date() } });
    await app.db.enrolment.update({
      where: { id: ben.enrolmentId },
      data: { firstAccessAt: new Date(0), lastAccessAt: new Date(Date.now() - 8 * 86_400_000) },
    });
    const where = async (filter: object) => ids(await list(teacher.client, course.id, { filter }));
    expect(await where({ text: "angstrom ana" })).toEqual(new Set([ana.id]));
    expect(await where({ text: "100%" })).toEqual(new Set());
    expect(await where({ roles: ["TUTOR"] })).toEqual(new Set([tutor.id]));
    expect(await where({ states: ["SUSPENDED"] })).toEqual(new Set([suspended.id]));
    expect(await where({ groupId: group.id })).toEqual(new Set([ana.id, tutor.id]));
    expect(await where({ neverEntered: true, roles: ["LEARNER"] })).toEqual(new Set([suspended.id]));
    expect(await where({ absentForDays: 7 })).toEqual(new Set([ben.id]));
    for (const orderBy of ["NAME", "ROLE", "LOGIN", "OFFICIAL_CODE", "STATE", "FIRST_ACCESS", "LAST_ACCESS", "ENROLLED_AT"]) {
      for (const descending of [false, true]) {
        const whole = (await list(teacher.client, course.id, { orderBy, descending })).nodes.map((node) => node.id);
        const walked: string[] = [];
        for (let after: string | null = null; ;) {
          const page: List["courseUsers"] = await list(teacher.client, course.id, { orderBy, descending, first: 2, after });
          walked.push(...page.nodes.map((node) => node.id));
          after = page.pageInfo.endCursor;
          if (!page.pageInfo.hasNextPage) break;
        }
        expect([orderBy, descending, walked]).toEqual([orderBy, descending, whole]);
      }
    }
    expect((await list(teacher.client, course.id, { orderBy: "ROLE" })).nodes[0]!.user.id).toBe(teacher.id);
  });

  test("groups of a learner's row are the viewer's own only", async () => {
    const { course, ana, ben, teacher } = await world();
    await buildGroup(app.db, course.run, [ben.id]);
    const shared = await app.db.group.create({
      data: { courseId: course.id, runId: course.run.id, title: "Shared", members: { create: [{ userId: ana.id }, { userId: ben.id }] } },
    });
    const groups = async (client: TestClient) =>
      (await list(client, course.id)).nodes.find((node) => node.user.id === ben.id)!.groups.map((group) => group.title);
    expect(await groups(ana.client)).toEqual([shared.title]);
    expect((await groups(teacher.client)).sort()).toEqual(["Shared", "Test group"]);
  });

  test("a page of 50 takes at most 7 statements, however many there are", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    const people = Array.from({ length: 60 }, () => newId());
    await app.db.user.createMany({ data: people.map((id, place) => ({ id, login: id, givenName: "P", familyName: String(place) })) });
    await app.db.enrolment.createMany({
      data: people.slice(0, 3).map((userId) => ({ userId, courseId: course.id, runId: course.run.id, role: "LEARNER" as const })),
    });
    const statements = () => teacher.client.statementsOf(LIST, { id: course.id, first: 50, orderBy: "LAST_ACCESS", filter: { text: "p" } });
    const few = await statements();
    await app.db.enrolment.createMany({
      data: people.slice(3).map((userId) => ({ userId, courseId: course.id, runId: course.run.id, role: "LEARNER" as const })),
    });
    expect(await statements()).toBe(few);
    expect(few).toBeLessThanOrEqual(7);
  });

  test("entering is noted within moments, once, and not for readers without enrolment", async () => {
    const { course, ana } = await world();
    await ana.client.run("query ($id: ID!) { course(id: $id) { id } }", { id: course.id });
    const { eventually } = await import("../../test/eventually");
    const noted = await eventually(
      async () => (await app.db.enrolment.findFirst({ where: { id: ana.enrolmentId, firstAccessAt: { not: null } } })) ?? undefined,
    );
    expect([noted.lastAccessAt, noted.version]).toEqual([noted.firstAccessAt, 1]);
  });
});

describe("the portal's people", () => {
  const SEARCH = "query ($id: ID!, $text: String!) { searchPeople(courseId: $id, text: $text) { login enrolmentId person { id } } }";
  const find = (client: TestClient, id: string, text: string) =>
    client.run<{ searchPeople: { login: string; enrolmentId: string | null }[] }>(SEARCH, { id, text }).then((data) => data.searchPeople);

  test("from two letters, marks who is in, and does not serve for reading everybody", async () => {
    const { course, teacher } = await world();
    const quill = await buildUser(app, { givenName: "Tamsin", familyName: "Quillfeather" });
    await buildUser(app, { givenName: "Tamsin", familyName: "Quillfeather", state: "INACTIVE", login: "gone.q" });
    expect(await find(teacher.client, course.id, "quillf tam")).toEqual([
      { login: quill.login, enrolmentId: null, person: { id: quill.id } },
    ]);
    const seat = await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: quill.id, role: "LEARNER" });
    expect(await find(teacher.client, course.id, "quillfeather")).toMatchObject([{ enrolmentId: seat.id }]);
    await expectRefusal(find(teacher.client, course.id, "q"), "INVALID_INPUT");
    expect(await find(teacher.client, course.id, "%%")).toEqual([]);
    await app.db.throttle.updateMany({ where: { key: `searchPeople:${teacher.id}` }, data: { points: 60 } });
    await expectRefusal(find(teacher.client, course.id, "quillfeather"), "RATE_LIMITED");
  });
});

describe("live", () => {
  const CHANGED =
    "subscription ($id: ID!, $sessionId: ID) { courseUsersChanged(courseId: $id, sessionId: $sessionId) { action id eventId node { role login user { id } } } }";
  interface Change {
    courseUsersChanged: { action: string; id: string; node: { role: string; login: string | null; user: { id: string } } | null };
  }
  const ENROL = "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }";
  const END = "mutation ($ids: [ID!]!) { endEnrolments(ids: $ids) { id } }";

  test("comes, changes and goes, each listener seeing what their list shows; another session hears nothing", async () => {
    const { course, one, teacher, ana, inOne } = await world();
    const topic = `course:${course.id}`;
    const staff = await listen<Change>(app, teacher.client, topic, CHANGED, { id: course.id });
    const fellow = await listen<Change>(app, ana.client, topic, CHANGED, { id: course.id });
    const elsewhere = await listen<Change>(app, inOne.client, topic, CHANGED, { id: course.id, sessionId: one.id });
    const newcomer = await buildUser(app);
    const made = await teacher.client.run<{ enrolUsers: { id: string }[] }>(ENROL, {
      input: { courseId: course.id, userIds: [newcomer.id], role: "LEARNER" },
    });
    const id = made.enrolUsers[0]!.id;
    expect((await staff.next()).courseUsersChanged).toMatchObject({
      action: "CREATED",
      id,
      node: { login: newcomer.login, user: { id: newcomer.id } },
    });
    expect((await fellow.next()).courseUsersChanged).toMatchObject({
      action: "CREATED",
      id,
      node: { login: null, user: { id: newcomer.id } },
    });
    await teacher.client.run(END, { ids: [id] });
    expect((await staff.next()).courseUsersChanged).toMatchObject({ action: "DELETED", id });
    expect((await fellow.next()).courseUsersChanged).toMatchObject({ action: "DELETED", id, node: null });
    const inSession = await buildUser(app);
    await teacher.client.run(ENROL, { input: { courseId: course.id, sessionId: one.id, userIds: [inSession.id], role: "LEARNER" } });
    expect((await elsewhere.next()).courseUsersChanged).toMatchObject({ action: "CREATED", node: { user: { id: inSession.id } } });
    expect([staff.waiting, fellow.waiting, elsewhere.waiting]).toEqual([[], [], []]);
    for (const stream of [staff, fellow, elsewhere]) stream.stop();
  });

  test("those who are answered together see what each would alone: whom it is about sees more, and everybody only their own groups", async () => {
    const { course, teacher, ana, ben } = await world();
    const topic = `course:${course.id}`;
    const [carl, dora] = [await buildMember(app, course.run, "LEARNER"), await buildMember(app, course.run, "LEARNER")];
    await buildGroup(app.db, course.run, [ana.id, dora.id]);
    const OPEN = "subscription ($id: ID!) { courseUsersChanged(courseId: $id) { id node { state login groups { title } } } }";
    type Open = { courseUsersChanged: { node: { state: string | null; login: string | null; groups: { title: string }[] } } };
    const people = { teacher, about: ana, ben, carl, inGroup: dora };
    const ears = new Map<string, Awaited<ReturnType<typeof listen<Open>>>>();
    for (const [name, person] of Object.entries(people))
      ears.set(name, await listen<Open>(app, person.client, topic, OPEN, { id: course.id }));
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await teacher.client.run(
      "mutation ($ids: [ID!]!, $until: DateTime) { updateEnrolments(ids: $ids, change: { until: $until }) { id } }",
      {
        ids: [ana.enrolmentId],
        until,
      },
    );
    const seen: Record<string, unknown> = {};
    for (const [name, ear] of ears) seen[name] = (await ear.next()).courseUsersChanged.node;
    const others = { state: null, login: null };
    const login = (await app.db.user.findUniqueOrThrow({ where: { id: ana.id } })).login;
    expect(seen).toEqual({
      teacher: { state: "ACTIVE", login, groups: [{ title: "Test group" }] },
      about: { state: "ACTIVE", login: null, groups: [{ title: "Test group" }] },
      ben: { ...others, groups: [] },
      carl: { ...others, groups: [] },
      inGroup: { ...others, groups: [{ title: "Test group" }] },
    });
    for (const ear of ears.values()) ear.stop();
  });

  test("where learners do not see one another they do not hear of one another", async () => {
    const { course, teacher, ana, ben } = await world();
    await app.db.courseSettings.create({ data: { courseId: course.id, tool: "people", body: { othersShown: "STAFF" } } });
    const fellow = await listen<Change>(app, ana.client, `course:${course.id}`, CHANGED, { id: course.id });
    await teacher.client.run(END, { ids: [ben.enrolmentId] });
    await teacher.client.run(ENROL, { input: { courseId: course.id, userIds: [(await buildUser(app)).id], role: "TUTOR" } });
    expect((await fellow.next()).courseUsersChanged).toMatchObject({ action: "CREATED", node: { role: "TUTOR" } });
    fellow.stop();
  });

  test.each(["ended", "suspended"])("a learner who is %s loses an open stream within a second", async (how) => {
    const { course, teacher, ana } = await world();
    const stream = await listen<Change>(app, ana.client, `course:${course.id}`, CHANGED, { id: course.id });
    const from = performance.now();
    if (how === "ended") await teacher.client.run(END, { ids: [ana.enrolmentId] });
    else
      await teacher.client.run("mutation ($ids: [ID!]!) { updateEnrolments(ids: $ids, change: { state: SUSPENDED }) { id } }", {
        ids: [ana.enrolmentId],
      });
    expect(await stream.ended(from)).toBeLessThan(LOST_RIGHTS_MS);
    expect(stream.waiting.every((change) => change.courseUsersChanged.node === null)).toBe(true);
  });
});
