import { expect, test } from "@jest/globals";
import sharp from "sharp";
import { startTestApp } from "../../test/app";
import { sendFile } from "../../test/upload";
import { expectRefusal } from "../../test/client";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import { buildCourse, buildEnrolment } from "../../test/course-factories";

const app = await startTestApp();
const UPDATE =
  "mutation ($id: ID!, $input: UpdateCourseInput!, $version: Int) { updateCourse(id: $id, input: $input, expectedVersion: $version) { id code title description introVideoUrl version teachers { id } } }";
const ACCESS =
  "mutation ($id: ID!, $input: UpdateCourseAccessInput!) { updateCourseAccess(id: $id, input: $input) { visibility hasEnrolKey featured closesAt } }";
const HOME = "query ($id: ID!) { courseHome(courseId: $id) { id } }";

async function world() {
  const course = await buildCourse(app.db, { title: "Before" });
  const [teacher, learner] = [await buildUser(app), await buildUser(app)];
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: teacher.id, role: "TEACHER" }, { main: true });
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: learner.id, role: "LEARNER" });
  return {
    course,
    teacherId: teacher.id,
    teacher: await signInAs(app, teacher),
    learner: await signInAs(app, learner),
    admin: await signInAs(app, await buildAdministrator(app)),
  };
}

test("a learner changes nothing, and cannot delete", async () => {
  const { course, learner } = await world();
  await expectRefusal(learner.run(UPDATE, { id: course.id, input: { title: "Mine" } }), "FORBIDDEN");
  await expectRefusal(learner.run(ACCESS, { id: course.id, input: { visibility: "PUBLIC" } }), "FORBIDDEN");
  await expectRefusal(
    learner.run("mutation ($id: ID!, $code: String!) { deleteCourse(id: $id, code: $code) }", { id: course.id, code: course.code }),
    "FORBIDDEN",
  );
  await expectRefusal(
    learner.run("mutation ($id: ID!) { setAutoLaunch(courseId: $id, tool: null) { id } }", { id: course.id }),
    "FORBIDDEN",
  );
});

test("a teacher renames it and keeps its teachers; markup in a title is text, in a description it is cleaned", async () => {
  const { course, teacher, teacherId } = await world();
  const answer = await teacher.run(UPDATE, {
    id: course.id,
    input: { title: "<b>After</b>", description: '<p onclick="x">Hi<script>1</script></p>' },
    version: 1,
  });
  expect(answer).toMatchObject({
    updateCourse: { title: "<b>After</b>", description: "<p>Hi</p>", version: 2, teachers: [{ id: teacherId }] },
  });
  const stale = await expectRefusal(teacher.run(UPDATE, { id: course.id, input: { title: "Late" }, version: 1 }), "CONFLICT");
  expect(stale.extensions["current"]).toEqual({ version: 2 });
  expect(await app.db.version.count({ where: { kind: "course", rowId: course.id } })).toBe(1);
});

test.each(["http://www.youtube.com/watch?v=1", "https://evil.example/v", "javascript:alert(1)", "https://user@youtu.be/1"])(
  "a video at %s is refused",
  async (introVideoUrl) => {
    const { course, teacher } = await world();
    const error = await expectRefusal(teacher.run(UPDATE, { id: course.id, input: { introVideoUrl } }), "INVALID_INPUT");
    expect(error.extensions["issues"]).toMatchObject([{ path: ["input", "introVideoUrl"], code: "video.host" }]);
  },
);

test("a picture is encoded anew, must be one's own upload, and is no SVG", async () => {
  const { course, teacher, learner } = await world();
  const SET = "mutation ($id: ID!, $upload: ID) { updateCourse(id: $id, input: { pictureUploadId: $upload }) { pictureUrl } }";
  const png = await sharp({ create: { width: 2000, height: 10, channels: 3, background: "#0f6b6b" } })
    .png()
    .withExif({ IFD0: { Artist: "Somebody" } })
    .toBuffer();
  const svg = await sendFile(teacher, '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "p.png");
  await expectRefusal(teacher.run(SET, { id: course.id, upload: svg }), "INVALID_INPUT");
  await expectRefusal(teacher.run(SET, { id: course.id, upload: await sendFile(learner, png, "p.png") }), "INVALID_INPUT");
  const { updateCourse } = await teacher.run<{ updateCourse: { pictureUrl: string } }>(SET, {
    id: course.id,
    upload: await sendFile(teacher, png, "p.png"),
  });
  const answer = await teacher.fetch(updateCourse.pictureUrl);
  const kept = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  expect(kept).toMatchObject({ format: "webp", width: 1600, height: 8 });
  expect(kept.exif).toBeUndefined();
  await expectRefusal(learner.run(SET, { id: course.id, upload: null }), "FORBIDDEN");
  expect(await teacher.run(SET, { id: course.id, upload: null })).toEqual({ updateCourse: { pictureUrl: null } });
  expect(await app.db.fileUse.count({ where: { rowId: course.id } })).toBe(0);
});

test("codes, locks and flags are for administrators", async () => {
  const { course, teacher, admin } = await world();
  await expectRefusal(teacher.run(UPDATE, { id: course.id, input: { code: "NEW-1" } }), "FORBIDDEN");
  expect(await admin.run(UPDATE, { id: course.id, input: { code: "NEW-1" } })).toMatchObject({ updateCourse: { code: "NEW-1" } });
  const other = await world();
  await expectRefusal(admin.run(UPDATE, { id: other.course.id, input: { code: "new-1" } }), "CONFLICT");
  for (const input of [
    { featured: true },
    { isTemplate: true },
    { visibilityAdminOnly: true },
    { storageLimitBytes: 1 },
    { visibility: "HIDDEN" },
  ]) {
    await expectRefusal(teacher.run(ACCESS, { id: course.id, input }), "FORBIDDEN");
  }
  await admin.run(ACCESS, { id: course.id, input: { visibilityAdminOnly: true, featured: true } });
  await expectRefusal(teacher.run(ACCESS, { id: course.id, input: { visibility: "PUBLIC" } }), "FORBIDDEN");
  await teacher.run(ACCESS, { id: course.id, input: { selfEnrol: true, featured: true } });
});

test("an enrolment key is kept as a hash; a course does not close before it opens", async () => {
  const { course, teacher } = await world();
  expect(await teacher.run(ACCESS, { id: course.id, input: { enrolKey: "open sesame" } })).toMatchObject({
    updateCourseAccess: { hasEnrolKey: true },
  });
  const row = await app.db.course.findUniqueOrThrow({ where: { id: course.id } });
  expect(row.enrolKeyHash).toMatch(/^\$argon2id\$/);
  await teacher.run(ACCESS, { id: course.id, input: { opensAt: "2030-01-02T00:00:00Z" } });
  await expectRefusal(teacher.run(ACCESS, { id: course.id, input: { closesAt: "2030-01-01T00:00:00Z" } }), "INVALID_INPUT");
});

test("a course outside its dates is locked for learners with the date, not for teachers", async () => {
  const { course, teacher, learner } = await world();
  await teacher.run(ACCESS, { id: course.id, input: { opensAt: "2100-01-01T00:00:00Z" } });
  const error = await expectRefusal(learner.run(HOME, { id: course.id }), "LOCKED");
  expect(error.extensions["reasons"]).toMatchObject([{ code: "COURSE_NOT_OPEN", params: { at: expect.any(String) } }]);
  await teacher.run(HOME, { id: course.id });
});

test("deleting asks for the code, closes the course at once, and an administrator brings it back", async () => {
  const { course, teacher, learner, admin } = await world();
  const DELETE = "mutation ($id: ID!, $code: String!) { deleteCourse(id: $id, code: $code) }";
  const RESTORE = "mutation ($id: ID!) { restoreCourse(id: $id) { id } }";
  await expectRefusal(teacher.run(DELETE, { id: course.id, code: "OTHER" }), "INVALID_INPUT");
  await expectRefusal(admin.run(RESTORE, { id: course.id }), "NOT_FOUND");
  await teacher.run(DELETE, { id: course.id, code: course.code.toLowerCase() });
  for (const client of [teacher, learner, admin]) await expectRefusal(client.run(HOME, { id: course.id }), "NOT_FOUND");
  await expectRefusal(teacher.run(RESTORE, { id: course.id }), "FORBIDDEN");
  await admin.run(RESTORE, { id: course.id });
  await learner.run(HOME, { id: course.id });
  expect(
    await app.db.event.count({ where: { courseId: course.id, name: { in: ["courses.course.deleted", "courses.course.restored"] } } }),
  ).toBe(2);
});

test("the about page shows ratings from the third on, one for each person", async () => {
  const { course, teacher, learner } = await world();
  const RATE = "mutation ($id: ID!, $stars: Int) { rateCourse(courseId: $id, stars: $stars) { average count mine } }";
  await expectRefusal(learner.run(RATE, { id: course.id, stars: 6 }), "INVALID_INPUT");
  await learner.run(RATE, { id: course.id, stars: 1 });
  await learner.run(RATE, { id: course.id, stars: 2 });
  expect(await teacher.run(RATE, { id: course.id, stars: 4 })).toEqual({ rateCourse: { average: null, count: 2, mine: 4 } });
  const third = await buildUser(app);
  await buildEnrolment(app.db, { courseId: course.id, runId: course.run.id, userId: third.id, role: "LEARNER" });
  await (await signInAs(app, third)).run(RATE, { id: course.id, stars: 3 });
  const ABOUT =
    "query ($code: String!) { courseAbout(code: $code) { rating { average count mine } viewerMayEnter viewerRole teachers { name } } }";
  expect(await app.client().run(ABOUT, { code: course.code })).toMatchObject({
    courseAbout: { rating: { average: 3, count: 3, mine: null }, viewerMayEnter: false, viewerRole: null },
  });
  expect(await learner.run(RATE, { id: course.id, stars: null })).toEqual({ rateCourse: { average: null, count: 2, mine: null } });
  await app.db.setting.create({ data: { key: "courses.hideRatings", value: true } });
  expect(await learner.run(ABOUT, { code: course.code })).toMatchObject({
    courseAbout: { rating: null, viewerMayEnter: true, viewerRole: "LEARNER" },
  });
});
