import { expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment, buildSession } from "../../test/course-factories";

const app = await startTestApp();
const CREATE =
  "mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id code title language viewerRole teachers { id } viewerCan { update changeCode } } }";
const BY_CODE = "query ($code: String!, $sessionId: ID) { courseByCode(code: $code, sessionId: $sessionId) { id code viewerRole } }";
const teacherAccount = () => buildUser(app, { roles: ["TEACHER"] });
type Created = { createCourse: { id: string; code: string } };

test("visitors and people without the role cannot create a course", async () => {
  const learner = await signInAs(app, await buildUser(app));
  await expectRefusal(app.client().run(CREATE, { input: { title: "Algebra" } }), "UNAUTHENTICATED");
  await expectRefusal(learner.run(CREATE, { input: { title: "Algebra" } }), "FORBIDDEN");
});

test("a title, a code and a category are checked by field", async () => {
  const teacher = await signInAs(app, await teacherAccount());
  const error = await expectRefusal(teacher.run(CREATE, { input: { title: "  ", code: "a b" } }), "INVALID_INPUT");
  expect(error.extensions["issues"]).toMatchObject([
    { path: ["input", "title"], code: "title.empty" },
    { path: ["input", "code"], code: "code.invalid" },
  ]);
  await expectRefusal(teacher.run(CREATE, { input: { title: "A", categoryId: "0198c0de-0000-7000-8000-000000000000" } }), "INVALID_INPUT");
});

test("a teacher makes a course with a title alone, and teaches it", async () => {
  const account = await teacherAccount();
  const teacher = await signInAs(app, account);
  const { createCourse } = await teacher.run<Created>(CREATE, { input: { title: "  Éléments d'algèbre <b>1</b> " } });
  expect(createCourse).toMatchObject({
    code: "ELEMENTS-D-ALGEBRE-B-1-B",
    title: "Éléments d'algèbre <b>1</b>",
    viewerRole: "TEACHER",
    teachers: [{ id: account.id }],
    viewerCan: { update: true, changeCode: false },
  });
  const again = await teacher.run<Created>(CREATE, { input: { title: "Éléments d'algèbre <b>1</b>" } });
  expect(again.createCourse.code).toBe("ELEMENTS-D-ALGEBRE-B-1-B-2");
  expect(await app.db.event.count({ where: { name: "courses.course.created", courseId: createCourse.id, actorId: account.id } })).toBe(1);
  expect(await app.db.enrolment.count({ where: { courseId: createCourse.id, userId: account.id, role: "TEACHER", main: true } })).toBe(1);
  expect((await teacher.run<Created>(CREATE, { input: { title: "代数" } })).createCourse.code).toBe("COURSE");
});

test("a taken code is refused with a free one, in any case of letters", async () => {
  const teacher = await signInAs(app, await teacherAccount());
  await teacher.run(CREATE, { input: { title: "One", code: "Math-7" } });
  const error = await expectRefusal(teacher.run(CREATE, { input: { title: "Two", code: "MATH-7" } }), "CONFLICT");
  expect(error.extensions).toMatchObject({ current: { suggestion: "MATH-7-2" }, reasons: [{ code: "CODE_TAKEN" }] });
});

test("five people who create the same title at once get five codes", async () => {
  const clients: TestClient[] = [];
  while (clients.length < 5) clients.push(await signInAs(app, await teacherAccount()));
  const made = await Promise.all(clients.map((client) => client.run<Created>(CREATE, { input: { title: "Rush hour" } })));
  expect(new Set(made.map((answer) => answer.createCourse.code)).size).toBe(5);
});

test("a course is found by its code in any case, by those who may enter, in the session they are in", async () => {
  const course = await buildCourse(app.db, { code: "bio-1" });
  const session = await buildSession(app.db, course);
  const account = await buildUser(app);
  await buildEnrolment(app.db, { courseId: course.id, runId: session.run.id, userId: account.id, role: "LEARNER" });
  const learner = await signInAs(app, account);
  await expectRefusal(app.client().run(BY_CODE, { code: "BIO-1" }), "NOT_FOUND");
  await expectRefusal(learner.run(BY_CODE, { code: "BIO-1" }), "NOT_FOUND");
  await expectRefusal(learner.run(BY_CODE, { code: "NO-SUCH" }), "NOT_FOUND");
  expect(await learner.run(BY_CODE, { code: "BIO-1", sessionId: session.id })).toEqual({
    courseByCode: { id: course.id, code: "bio-1", viewerRole: "LEARNER" },
  });
  const admin = await signInAs(app, await buildAdministrator(app));
  await app.db.courseExternalId.create({ data: { courseId: course.id, system: "sis", value: "77" } });
  expect(await admin.run('{ courseByExternalId(system: "sis", value: "77") { id } }')).toEqual({ courseByExternalId: { id: course.id } });
  await expectRefusal(learner.run('{ courseByExternalId(system: "sis", value: "77") { id } }'), "NOT_FOUND");
});
