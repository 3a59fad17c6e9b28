import { expect, test } from "@jest/globals";
import { buildCourse, buildEnrolment, buildSession } from "../../test/course-factories";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const CARD =
  "query ($courseId: ID!, $userId: ID!, $sessionId: ID) { personCard(courseId: $courseId, userId: $userId, sessionId: $sessionId) { role email phone officialCode values { value } } }";
const course = await buildCourse(app.db);
const session = await buildSession(app.db, course);
const enrol = (userId: string, role: "TEACHER" | "TUTOR" | "LEARNER", runId = course.run.id) =>
  buildEnrolment(app.db, { courseId: course.id, runId, userId, role });
const [hidden, staffOnly, open] = await Promise.all(
  (["NOBODY", "STAFF", "COURSE"] as const).map((sight, position) =>
    app.db.extraField.create({ data: { kind: "TEXT", labels: { en: sight }, sight, position } }),
  ),
);
const ada = await buildUser(app, { email: "ada@example.org", phone: "+33123456789", officialCode: "A-1", sights: { phone: "COURSE" } });
await app.db.profileValue.createMany({
  data: [
    { userId: ada.id, fieldId: hidden!.id, value: "hidden" },
    { userId: ada.id, fieldId: staffOnly!.id, value: "staff" },
    { userId: ada.id, fieldId: open!.id, value: "open" },
  ],
});
const people = {
  learner: await buildUser(app),
  tutor: await buildUser(app),
  elsewhere: await buildUser(app),
  stranger: await buildUser(app),
};
await enrol(ada.id, "LEARNER");
await enrol(people.learner.id, "LEARNER");
await enrol(people.tutor.id, "TUTOR");
await enrol(people.elsewhere.id, "LEARNER", session.run.id);
const cardAs = async (user: { id: string }, sessionId: string | null = null) =>
  (await signInAs(app, user)).run<{ personCard: Record<string, unknown> }>(CARD, { courseId: course.id, userId: ada.id, sessionId });

test("whom the course does not show is not there: for strangers, for another session, in a course that hides people", async () => {
  await expectRefusal(cardAs(people.stranger), "NOT_FOUND");
  await expectRefusal(cardAs(people.elsewhere, session.id), "NOT_FOUND");
  await expectRefusal(app.client().run(CARD, { courseId: course.id, userId: ada.id }), "NOT_FOUND");
  const body = { othersShown: "STAFF" };
  const key = { courseId_tool: { courseId: course.id, tool: "people" } };
  await app.db.courseSettings.upsert({ where: key, create: { courseId: course.id, tool: "people", body }, update: { body } });
  await expectRefusal(cardAs(people.learner), "NOT_FOUND");
  await app.db.courseSettings.deleteMany({ where: { courseId: course.id, tool: "people" } });
});

test("each field goes as far as it may", async () => {
  const values = (...texts: string[]) => texts.map((value) => ({ value }));
  expect((await cardAs(people.learner)).personCard).toEqual({
    ...{ role: "LEARNER", email: null, phone: "+33123456789", officialCode: null },
    values: values("open"),
  });
  const staff = { role: "LEARNER", email: "ada@example.org", phone: "+33123456789", officialCode: "A-1" };
  expect((await cardAs(people.tutor)).personCard).toEqual({ ...staff, values: values("staff", "open") });
  for (const user of [ada, await buildAdministrator(app)])
    expect((await cardAs(user)).personCard).toEqual({ ...staff, values: values("hidden", "staff", "open") });
});

test("one sees the classes that one is in, and nobody else's", async () => {
  const MINE = "{ myClasses { title description } }";
  await expectRefusal(app.client().run(MINE), "UNAUTHENTICATED");
  const member = (user: { id: string }) => ({ members: { create: { userId: user.id } } });
  await app.db.userClass.create({ data: { title: "Physics 2", description: "Mondays", ...member(ada) } });
  await app.db.userClass.create({ data: { title: "Algebra 1", ...member(ada) } });
  await app.db.userClass.create({ data: { title: "Chemistry", ...member(people.learner) } });
  expect(await (await signInAs(app, ada)).run(MINE)).toEqual({
    myClasses: [
      { title: "Algebra 1", description: "" },
      { title: "Physics 2", description: "Mondays" },
    ],
  });
  expect(await (await signInAs(app, people.stranger)).run(MINE)).toEqual({ myClasses: [] });
});

test("a card costs the same statements however many fields it shows", async () => {
  const asking = { courseId: course.id, userId: ada.id, sessionId: null };
  const client = await signInAs(app, people.tutor);
  const before = await client.statementsOf(CARD, asking);
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, position) =>
      app.db.extraField.create({ data: { kind: "TEXT", labels: { en: `More ${position}` }, sight: "COURSE", position: 10 + position } }),
    ),
  );
  await app.db.profileValue.createMany({ data: made.map(({ id }) => ({ userId: ada.id, fieldId: id, value: "more" })) });
  expect(await client.statementsOf(CARD, asking)).toBe(before);
});
