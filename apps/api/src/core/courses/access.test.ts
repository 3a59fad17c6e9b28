import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { ApiError, type TestClient } from "../../test/client";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment, buildItem, buildSession } from "../../test/course-factories";

const app = await startTestApp();
const VISIBILITIES = ["HIDDEN", "CLOSED", "PRIVATE", "PLATFORM", "PUBLIC"] as const;
const ROLES = ["visitor", "signed in", "learner", "learner of another session", "tutor", "teacher", "administrator"] as const;
type Role = (typeof ROLES)[number];

const QUERIES = {
  about: "query ($code: String!) { courseAbout(code: $code) { id } }",
  home: "query ($courseId: ID!) { courseHome(courseId: $courseId) { id } }",
  tools: "query ($courseId: ID!) { courseTools(courseId: $courseId) { key } }",
  item: "query ($itemId: ID!) { item(id: $itemId) { id } }",
};

const people: Record<Role, { client: TestClient; id: string | null }> = {} as never;
for (const role of ROLES) {
  if (role === "visitor") people[role] = { client: app.client(), id: null };
  else {
    const user = role === "administrator" ? await buildAdministrator(app) : await buildUser(app);
    people[role] = { client: await signInAs(app, user), id: user.id };
  }
}

async function worldOf(visibility: (typeof VISIBILITIES)[number]) {
  const course = await buildCourse(app.db, { visibility });
  const session = await buildSession(app.db, course);
  const enrol = (role: Role, runId: string, as: "LEARNER" | "TUTOR" | "TEACHER") =>
    buildEnrolment(app.db, { courseId: course.id, runId, userId: people[role].id!, role: as });
  await enrol("learner", course.run.id, "LEARNER");
  await enrol("learner of another session", session.run.id, "LEARNER");
  await enrol("tutor", course.run.id, "TUTOR");
  await enrol("teacher", course.run.id, "TEACHER");
  const item = await buildItem(app.db, course.run, { tool: "courses", kind: "section", title: "Week 1" });
  return { code: course.code, courseId: course.id, itemId: item.id };
}

/** What each role gets: A = the about page only, everything = all four, nothing = NOT_FOUND for all. */
const TABLE: Record<(typeof VISIBILITIES)[number], Record<Role, "nothing" | "about" | "everything">> = {
  HIDDEN: {
    visitor: "nothing",
    "signed in": "nothing",
    learner: "nothing",
    "learner of another session": "nothing",
    tutor: "nothing",
    teacher: "nothing",
    administrator: "everything",
  },
  CLOSED: {
    visitor: "nothing",
    "signed in": "nothing",
    learner: "nothing",
    "learner of another session": "nothing",
    tutor: "nothing",
    teacher: "everything",
    administrator: "everything",
  },
  PRIVATE: {
    visitor: "about",
    "signed in": "about",
    learner: "everything",
    "learner of another session": "about",
    tutor: "everything",
    teacher: "everything",
    administrator: "everything",
  },
  PLATFORM: {
    visitor: "about",
    "signed in": "everything",
    learner: "everything",
    "learner of another session": "everything",
    tutor: "everything",
    teacher: "everything",
    administrator: "everything",
  },
  PUBLIC: {
    visitor: "everything",
    "signed in": "everything",
    learner: "everything",
    "learner of another session": "everything",
    tutor: "everything",
    teacher: "everything",
    administrator: "everything",
  },
};

describe.each(VISIBILITIES)("a course that is %s", (visibility) => {
  const world = worldOf(visibility);
  test.each(ROLES)("for %s", async (role) => {
    const variables = await world;
    const answers: Record<string, string> = {};
    for (const [page, query] of Object.entries(QUERIES)) {
      answers[page] = await people[role].client.run(query, variables).then(
        () => "ok",
        (error: unknown) => (error instanceof ApiError ? String(error.code) : "?"),
      );
    }
    const said = TABLE[visibility][role];
    const inside = said === "everything" ? "ok" : "NOT_FOUND";
    expect(answers).toEqual({ about: said === "nothing" ? "NOT_FOUND" : "ok", home: inside, tools: inside, item: inside });
  });
});

test("readers without enrolment leave no trace and may not rate", async () => {
  const { courseId } = await worldOf("PUBLIC");
  const { client, id } = people["signed in"];
  await client.run(QUERIES.home, { courseId });
  expect(await app.db.progress.count({ where: { userId: id! } })).toBe(0);
  await expect(
    client.run("mutation ($courseId: ID!) { rateCourse(courseId: $courseId, stars: 5) { count } }", { courseId }),
  ).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await client.run("mutation ($courseId: ID!) { markNewsSeen(courseId: $courseId) }", { courseId });
  expect(await app.db.courseVisit.count({ where: { userId: id! } })).toBe(0);
});

test("unaccepted terms lock everything but reading and accepting them; new terms ask again", async () => {
  const { courseId } = await worldOf("PRIVATE");
  const teacher = people.teacher.client;
  const learner = people.learner.client;
  const ACCESS =
    "mutation ($courseId: ID!, $input: UpdateCourseAccessInput!) { updateCourseAccess(id: $courseId, input: $input) { termsVersion terms } }";
  const HOME = QUERIES.home;
  expect(await teacher.run(ACCESS, { courseId, input: { terms: "<p>Be kind.<script>x</script></p>" } })).toEqual({
    updateCourseAccess: { termsVersion: 1, terms: "<p>Be kind.</p>" },
  });
  for (const client of [learner, teacher]) {
    const error = (await client.run(HOME, { courseId }).catch((caught: unknown) => caught)) as ApiError;
    expect(error).toMatchObject({ code: "LOCKED", extensions: { reasons: [{ code: "TERMS" }] } });
  }
  expect(await learner.run("query ($courseId: ID!) { courseTerms(courseId: $courseId) { version accepted html } }", { courseId })).toEqual({
    courseTerms: { version: 1, accepted: false, html: "<p>Be kind.</p>" },
  });
  const ACCEPT = "mutation ($courseId: ID!, $version: Int!) { acceptTerms(courseId: $courseId, version: $version) { id } }";
  await expect(learner.run(ACCEPT, { courseId, version: 0 })).rejects.toMatchObject({ code: "CONFLICT" });
  await learner.run(ACCEPT, { courseId, version: 1 });
  await learner.run(ACCEPT, { courseId, version: 1 });
  await learner.run(HOME, { courseId });
  await teacher.run(ACCEPT, { courseId, version: 1 });
  await teacher.run(ACCESS, { courseId, input: { terms: "<p>Be kinder.</p>" } });
  await expect(learner.run(HOME, { courseId })).rejects.toMatchObject({ code: "LOCKED" });
  expect(await app.db.event.count({ where: { name: "courses.terms.accepted", courseId } })).toBe(2);
});
