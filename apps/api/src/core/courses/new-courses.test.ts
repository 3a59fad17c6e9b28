import { afterEach, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildMember } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";

const app = await startTestApp();
const admin = await signInAs(app, await buildAdministrator(app));
const SET =
  "mutation ($input: NewCourseSettingsInput!, $v: Int) { updateNewCourseSettings(input: $input, expectedVersion: $v) { visibility tools toolsChosen approval version } }";
const NEW = "mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id code visibility approval } }";
const CHANGE = "mutation ($id: ID!, $input: UpdateCourseInput!) { updateCourse(id: $id, input: $input) { id } }";
const COURSE = "query ($id: ID!) { course(id: $id) { approval refusedBecause } }";
const APPROVE = "mutation ($id: ID!) { approveCourse(id: $id) { approval } }";
const REFUSE = "mutation ($id: ID!, $reason: String!) { refuseCourse(id: $id, reason: $reason) { approval } }";
const ASK = "mutation ($id: ID!) { askForApproval(id: $id) { approval } }";
interface Made {
  createCourse: { id: string; code: string; visibility: string; approval: string };
}
const make = async (client: TestClient, input: object = {}) =>
  (await client.run<Made>(NEW, { input: { title: "A course", ...input } })).createCourse;
const set = (input: object) => admin.run(SET, { input });
const makeTeacher = async () => signInAs(app, await buildUser(app, { roles: ["TEACHER"], givenName: "Emmy", familyName: "Noether" }));

afterEach(async () => {
  await set({});
});

test("with what courses begin is for administrators, and whole", async () => {
  const teacher = await makeTeacher();
  await expectRefusal(teacher.run(SET, { input: {} }), "FORBIDDEN");
  await expectRefusal(teacher.run("{ newCourseSettings { version } }"), "FORBIDDEN");
  await expectRefusal(set({ visibility: "HIDDEN" }), "INVALID_INPUT");
  await expectRefusal(set({ tools: ["nothing"] }), "INVALID_INPUT");
  await expectRefusal(admin.run(SET, { input: {}, v: 99_999 }), "CONFLICT");
});

test("a new course has the visibility and the tools that the campus wants; what is there stays", async () => {
  const teacher = await makeTeacher();
  const before = await make(teacher);
  expect(before).toMatchObject({ visibility: "PRIVATE", approval: "APPROVED" });
  await set({ visibility: "CLOSED", tools: ["glossary"] });
  const { id, visibility } = await make(teacher);
  expect(visibility).toBe("CLOSED");
  const TOOLS = "query ($id: ID!) { courseTools(courseId: $id) { key visible } }";
  const shown = async (courseId: string) =>
    (await teacher.run<{ courseTools: { key: string; visible: boolean }[] }>(TOOLS, { id: courseId })).courseTools.flatMap((tool) =>
      tool.visible ? [tool.key] : [],
    );
  expect(await shown(id)).toEqual(["glossary"]);
  expect((await shown(before.id)).length).toBeGreaterThan(1);
});

test("a category is asked of every course, as soon as there is one", async () => {
  const teacher = await makeTeacher();
  await set({ categoryRequired: true });
  const { id } = await make(teacher);
  const { id: categoryId } = await app.db.courseCategory.create({ data: { title: "Arts" } });
  expect(await teacher.run("{ newCourseRules { categoryRequired approval } }")).toEqual({
    newCourseRules: { categoryRequired: true, approval: false },
  });
  await expectRefusal(make(teacher), "INVALID_INPUT");
  await expectRefusal(teacher.run(CHANGE, { id, input: { title: "Other" } }), "INVALID_INPUT");
  await teacher.run(CHANGE, { id, input: { categoryId } });
  await expectRefusal(teacher.run(CHANGE, { id, input: { categoryId: null } }), "INVALID_INPUT");
  await make(teacher, { categoryId });
  await app.db.courseCategory.deleteMany();
});

test("a teacher's new course waits: only its maker and administrators enter, and nobody is shown it", async () => {
  await set({ approval: true, visibility: "PUBLIC" });
  expect(await make(admin)).toMatchObject({ approval: "APPROVED" });
  const teacher = await makeTeacher();
  const { id, code, approval } = await make(teacher, { title: "Rings" });
  expect(approval).toBe("WAITING");
  const run = await app.db.courseRun.findFirstOrThrow({ where: { courseId: id, kind: "BASE" } });
  const colleague = await buildMember(app, run, "TEACHER");
  await app.db.course.update({ where: { id }, data: { selfEnrol: true } });
  const stranger = await signInAs(app, await buildUser(app));
  for (const client of [colleague.client, stranger, app.client()]) {
    await expectRefusal(client.run(COURSE, { id }), "NOT_FOUND");
    await expectRefusal(client.run("query ($code: String!) { courseAbout(code: $code) { id } }", { code }), "NOT_FOUND");
  }
  await expectRefusal(stranger.run("mutation ($id: ID!) { selfEnrol(courseId: $id) { id } }", { id }), "NOT_FOUND");
  const MINE = "{ myCourses { totalCount } }";
  expect(await colleague.client.run(MINE)).toEqual({ myCourses: { totalCount: 0 } });
  expect(await teacher.run(MINE)).toEqual({ myCourses: { totalCount: 1 } });
  expect(await teacher.run(COURSE, { id })).toEqual({ course: { approval: "WAITING", refusedBecause: null } });
  const WAITING = "{ courses(filter: { approval: WAITING }) { nodes { id approval } } }";
  expect(await admin.run(WAITING)).toEqual({ courses: { nodes: [{ id, approval: "WAITING" }] } });
  await expectRefusal(teacher.run(APPROVE, { id }), "FORBIDDEN");
  expect(await admin.run(APPROVE, { id })).toEqual({ approveCourse: { approval: "APPROVED" } });
  expect(await app.client().run(COURSE, { id })).toEqual({ course: { approval: "APPROVED", refusedBecause: null } });
  await expectRefusal(admin.run(APPROVE, { id }), "CONFLICT");
  await expectRefusal(admin.run(REFUSE, { id, reason: "Too late" }), "CONFLICT");
});

test("a refusal is told with its reason, and its maker may ask again", async () => {
  await set({ approval: true });
  const teacher = await makeTeacher();
  const { id, code } = await make(teacher, { title: "Rings" });
  const told = async (client: TestClient) =>
    (
      await client.run<{ myNotifications: { nodes: { kind: string; href: string; params: { name: string; value: string }[] }[] } }>(
        "{ myNotifications(first: 5) { nodes { kind href params { name value } } } }",
      )
    ).myNotifications.nodes.map(({ kind, href, params }) => [
      kind,
      href,
      Object.fromEntries(params.map(({ name, value }) => [name, value])),
    ]);
  expect((await told(admin))[0]).toEqual(["courses.waiting", "/admin/courses?kind=WAITING", { course: "Rings", person: "Emmy Noether" }]);
  await expectRefusal(admin.run(REFUSE, { id, reason: "  " }), "INVALID_INPUT");
  await expectRefusal(teacher.run(ASK, { id }), "CONFLICT");
  await admin.run(REFUSE, { id, reason: "There is one already" });
  expect(await teacher.run(COURSE, { id })).toEqual({ course: { approval: "REFUSED", refusedBecause: "There is one already" } });
  expect((await told(teacher))[0]).toEqual(["courses.refused", `/c/${code}`, { course: "Rings", reason: "There is one already" }]);
  await expectRefusal(admin.run(ASK, { id }), "FORBIDDEN");
  expect(await teacher.run(ASK, { id })).toEqual({ askForApproval: { approval: "WAITING" } });
  await admin.run(APPROVE, { id });
  expect((await told(teacher))[0]).toEqual(["courses.approved", `/c/${code}`, { course: "Rings" }]);
});
