import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment, buildSession } from "../../test/course-factories";

const app = await startTestApp();
const MINE = `query ($filter: MyCoursesFilter, $orderBy: MyCoursesOrder, $first: Int, $after: String) {
  myCourses(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id role phase favourite fraction hasNews nextDue { title dueAt } session { title } course { id title code teachers { name } viewerCan { update } } }
  } }`;
interface Mine {
  myCourses: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: {
      id: string;
      role: string;
      phase: string;
      favourite: boolean;
      session: { title: string } | null;
      course: { id: string; title: string; viewerCan: { update: boolean } };
    }[];
  };
}

test("my courses ask who I am", () => expectRefusal(app.client().run(MINE), "UNAUTHENTICATED"));

test("trashed, hidden, closed, ended, suspended and preview places are not among them", async () => {
  const account = await buildUser(app);
  const me = await signInAs(app, account);
  const seat = async (course: object, enrolment: object = {}) => {
    const built = await buildCourse(app.db, course);
    await buildEnrolment(app.db, { courseId: built.id, runId: built.run.id, userId: account.id, role: "LEARNER" }, enrolment);
  };
  await seat({ title: "Seen" });
  await seat({ title: "Trashed", trashedAt: new Date() });
  await seat({ title: "Hidden", visibility: "HIDDEN" });
  await seat({ title: "Closed", visibility: "CLOSED" });
  await seat({ title: "Taught and closed", visibility: "CLOSED" }, { role: "TEACHER" });
  await seat({ title: "Ended" }, { state: "ENDED" });
  await seat({ title: "Suspended" }, { state: "SUSPENDED" });
  await seat({ title: "Over" }, { until: new Date(Date.now() - 1000) });
  await seat({ title: "Preview" }, { kind: "PREVIEW" });
  const { myCourses } = await me.run<Mine>(MINE);
  expect(myCourses.nodes.map((node) => [node.course.title, node.role, node.course.viewerCan.update])).toEqual([
    ["Seen", "LEARNER", false],
    ["Taught and closed", "TEACHER", true],
  ]);
  expect(myCourses.totalCount).toBe(2);
});

test("sessions, phases, search and stars", async () => {
  const account = await buildUser(app);
  const me = await signInAs(app, account);
  const course = await buildCourse(app.db, { title: "Échecs", code: "CHESS" });
  const past = await buildSession(app.db, course, { title: "Last winter", endsAt: new Date(Date.now() - 86_400_000) });
  const coming = await buildSession(app.db, course, { title: "Next spring", startsAt: new Date(Date.now() + 86_400_000) });
  for (const run of [past.run, coming.run])
    await buildEnrolment(app.db, { courseId: course.id, runId: run.id, userId: account.id, role: "LEARNER" });
  const other = await buildCourse(app.db, { title: "100% Go" });
  await buildEnrolment(app.db, { courseId: other.id, runId: other.run.id, userId: account.id, role: "TUTOR" });
  const ask = async (filter: object) =>
    (await me.run<Mine>(MINE, { filter })).myCourses.nodes.map((node) => node.session?.title ?? node.course.title);
  expect(await ask({ phase: "PAST" })).toEqual(["Last winter"]);
  expect(await ask({ phase: "COMING" })).toEqual(["Next spring"]);
  expect(await ask({ phase: "CURRENT" })).toEqual(["100% Go"]);
  expect((await ask({ search: "echecs" })).sort()).toEqual(["Last winter", "Next spring"]);
  expect(await ask({ search: "0%" })).toEqual(["100% Go"]);
  expect(await ask({ search: "%" })).toEqual(["100% Go"]);
  expect(await ask({ teaching: true })).toEqual(["100% Go"]);
  const STAR = "mutation ($courseId: ID!, $favourite: Boolean!) { setFavourite(courseId: $courseId, favourite: $favourite) { id } }";
  await me.run(STAR, { courseId: other.id, favourite: true });
  await me.run(STAR, { courseId: other.id, favourite: true });
  expect(await ask({ favourite: true })).toEqual(["100% Go"]);
  await me.run(STAR, { courseId: other.id, favourite: false });
  expect(await ask({ favourite: true })).toEqual([]);
  const stranger = await signInAs(app, await buildUser(app));
  await expectRefusal(stranger.run(STAR, { courseId: other.id, favourite: true }), "NOT_FOUND");
});

test("200 places come in pages, each place once, by at most five statements", async () => {
  const account = await buildUser(app);
  const teacher = await buildUser(app);
  const me = await signInAs(app, account);
  for (let index = 0; index < 100; index += 1) {
    const course = await buildCourse(app.db, { title: `Course ${index % 7}` });
    const session = await buildSession(app.db, course);
    await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: teacher.id, role: "TEACHER" });
    for (const run of [course.run, session.run])
      await buildEnrolment(app.db, { courseId: course.id, runId: run.id, userId: account.id, role: "LEARNER" });
  }
  for (const orderBy of ["TITLE", "CODE", "RECENT"]) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Mine = await me.run<Mine>(MINE, { orderBy, first: 90, after });
      expect(page.myCourses.totalCount).toBe(200);
      seen.push(...page.myCourses.nodes.map((node) => node.id));
      after = page.myCourses.pageInfo.hasNextPage ? page.myCourses.pageInfo.endCursor : null;
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([200, 200]);
  }
  expect(await me.statementsOf(MINE, { first: 100 })).toBeLessThanOrEqual(5);
  expect(await me.statementsOf(MINE, { first: 1 })).toBe(await me.statementsOf(MINE, { first: 100 }));
  await expectRefusal(me.run(MINE, { first: 101 }), "INVALID_INPUT");
});
