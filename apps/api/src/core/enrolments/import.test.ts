import { describe, expect, test } from "@jest/globals";
import { readCorpus } from "@lyceum/shared/test-corpora";
import { newId } from "../../kernel/ids";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember, buildSession } from "../../test/course-factories";
import { buildUser } from "../../test/factories";
import { dateOf, readList, roleOfWord } from "./import-lines";

const app = await startTestApp();
const IMPORT = `mutation ($id: ID!, $text: String!, $options: ImportEnrolmentsOptions, $dryRun: Boolean) {
  importEnrolments(courseId: $id, text: $text, options: $options, dryRun: $dryRun) { actId table ignoredColumns counts { outcome count } lines { line text outcome reason role person { id } } } }`;
interface Imported {
  actId: string | null;
  table: boolean;
  ignoredColumns: string[];
  counts: { outcome: string; count: number }[];
  lines: { line: number; text: string; outcome: string; reason: string | null; role: string | null; person: { id: string } | null }[];
}
const run = (client: TestClient, id: string, text: string, rest: object = {}) =>
  client.run<{ importEnrolments: Imported }>(IMPORT, { id, text, ...rest }).then((data) => data.importEnrolments);
const outcomes = (result: Imported) => result.lines.map((line) => [line.line, line.outcome, line.reason]);

describe("reading", () => {
  test.each([
    ["1", "TEACHER"],
    ["Enseignant", "TEACHER"],
    ["TEACHER", "TEACHER"],
    ["5", "LEARNER"],
    ["user", "LEARNER"],
    ["Étudiante", "LEARNER"],
    ["etudiant", "LEARNER"],
    ["coach", "TUTOR"],
    ["17", undefined],
    ["boss", undefined],
  ])("the role word %s", (word, role) => expect(roleOfWord(word)).toBe(role));

  test.each([
    ["2026-02-29", null],
    ["2026/3/1", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T08:00:00Z", "2026-03-01T08:00:00.000Z"],
    ["01.03.2026", null],
  ])("the date %s", (text, at) => expect(dateOf(text)?.toISOString() ?? null).toBe(at));

  test("a table by its header in any spelling, whatever the sign between cells; lines keep their numbers", () => {
    for (const sign of [",", ";", "\t"]) {
      const list = readList(
        `User Name${sign}E-Mail${sign}RÔLE${sign}Shoe size\r\n\r\n"ana${sign}b"${sign}a@example.org${sign}1${sign}38\n`,
      );
      expect(list).toMatchObject({
        table: true,
        ignoredColumns: ["Shoe size"],
        lines: [{ line: 3, login: `ana${sign}b`, email: "a@example.org", role: "TEACHER" }],
      });
    }
  });

  test("a plain list takes logins, addresses, names in either order, and comments of mail programs", () => {
    const list = readList('ana\n\n  Ben Zola \nZola, Ben\n"Ana P" <ana@example.org>, \nana@example.org;\n');
    expect(list.lines).toEqual([
      { line: 1, text: "ana", login: "ana", officialCode: "ana", role: null },
      { line: 3, text: "Ben Zola", name: "Ben Zola", role: null },
      { line: 4, text: "Zola, Ben", name: "Ben Zola", role: null },
      { line: 5, text: '"Ana P" <ana@example.org>', email: "ana@example.org", role: null },
      { line: 6, text: "ana@example.org", email: "ana@example.org", login: "ana@example.org", role: null },
    ]);
  });

  const corpora: [string, string[], (string | undefined)[]][] = [
    ["csv-import/chamilo-1.11-csv/admin-example.csv", ["marty", "emmert"], ["LEARNER", "TEACHER"]],
    ["csv-import/chamilo-2-csv/chamilo2_example.csv", ["marty", "emmert"], ["LEARNER", "TEACHER"]],
    ["csv-import/moodle-uploadusers-a/upload_users.csv", ["jonest", "reznor"], [undefined, undefined]],
    ["csv-import/oneroster-1p1-base/users.csv", ["ionut", "ionut2"], ["LEARNER", "LEARNER"]],
  ];
  test.each(corpora)("%s", (file, logins, roles) => {
    const text = readCorpus(file);
    if (text === undefined) return expect(file).toBeTruthy();
    const list = readList(text);
    expect(list.table).toBe(true);
    expect(list.lines.map((line) => line.login)).toEqual(logins);
    expect(list.lines.map((line) => line.role ?? undefined)).toEqual(roles);
    expect(list.lines.every((line) => line.fault === undefined)).toBe(true);
  });
});

describe("refusals", () => {
  test("only those who may enrol, with words that are a list", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    const learner = await buildMember(app, course.run, "LEARNER");
    await expectRefusal(run(learner.client, course.id, "ana"), "FORBIDDEN");
    await expectRefusal(run(app.client(), course.id, "ana"), "NOT_FOUND");
    await expectRefusal(run(teacher.client, course.id, "  \n "), "INVALID_INPUT");
    await expectRefusal(run(teacher.client, course.id, "x\n".repeat(10_001)), "INVALID_INPUT");
  });

  test("each bad line says why, and keeps nobody else out", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
    const admin = await buildMember(app, course.run, "LEARNER", {}, { roles: ["ADMINISTRATOR"] });
    const [good, other] = [await buildUser(app), await buildUser(app, { officialCode: "C-7" })];
    const login = async (id: string) => (await app.db.user.findUniqueOrThrow({ where: { id } })).login;
    const text = [
      "username;email;officialcode;role;from;to",
      `${good.login};;;5;;`,
      `nobody.here;;;;;`,
      `${good.login};;C-7;;;`,
      `${other.login};;;chief;;`,
      `${other.login};;;5;2026-05-01;2026-04-01`,
      `${other.login};;;5;tomorrow;`,
      `;;;5;;`,
      `${await login(teacher.id)};;;learner;;`,
      `${await login(admin.id)};;;teacher;;`,
      `${good.login.toUpperCase()};;;;;`,
    ].join("\n");
    const expected = [
      [2, "ENROLLED", null],
      [3, "UNKNOWN", "NOBODY_FOUND"],
      [4, "AMBIGUOUS", "SEVERAL_FOUND"],
      [5, "REFUSED", "ROLE_UNKNOWN"],
      [6, "REFUSED", "DATES_ORDER"],
      [7, "REFUSED", "DATE_UNKNOWN"],
      [8, "REFUSED", "NOBODY_NAMED"],
      [9, "REFUSED", "MAIN_TEACHER"],
      [10, "REFUSED", "ADMINISTRATOR"],
      [11, "ALREADY", "TWICE_IN_LIST"],
    ];
    const dry = await run(teacher.client, course.id, text, { dryRun: true });
    expect([dry.actId, outcomes(dry)]).toEqual([null, expected]);
    expect(await app.db.enrolment.count({ where: { courseId: course.id } })).toBe(2);
    const done = await run(teacher.client, course.id, text);
    expect(outcomes(done)).toEqual(expected);
    expect(
      await app.db.enrolment.findMany({
        where: { courseId: course.id, userId: { in: [good.id, other.id] } },
        select: { userId: true, role: true },
      }),
    ).toEqual([{ userId: good.id, role: "LEARNER" }]);
  });

  test("the last teacher is not made a learner by a list, and a session takes no teachers", async () => {
    const course = await buildCourse(app.db);
    const session = await buildSession(app.db, course);
    const teacher = await buildMember(app, course.run, "TEACHER");
    const { login } = await app.db.user.findUniqueOrThrow({ where: { id: teacher.id } });
    expect(outcomes(await run(teacher.client, course.id, `login,role\n${login},learner`))).toEqual([[2, "REFUSED", "LAST_TEACHER"]]);
    const { login: other } = await buildUser(app);
    expect(outcomes(await run(teacher.client, course.id, `login,role\n${other},teacher`, { options: { sessionId: session.id } }))).toEqual([
      [2, "REFUSED", "TEACHER_IN_SESSION"],
    ]);
  });

  test("over the ceiling the surplus lines are named, and the others are in", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    const people = await Promise.all([buildUser(app), buildUser(app), buildUser(app)]);
    await app.db.setting.create({ data: { key: "enrolments", value: { ceiling: 3 } } });
    expect(outcomes(await run(teacher.client, course.id, people.map((user) => user.login).join("\n")))).toEqual([
      [1, "ENROLLED", null],
      [2, "ENROLLED", null],
      [3, "REFUSED", "COURSE_FULL"],
    ]);
    await app.db.setting.deleteMany();
  });
});

test("names, addresses, official codes and ids find people; namesakes are told apart by nobody", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const zoe = await buildUser(app, { givenName: "Zoé", familyName: "Łuç", officialCode: "Z-99" });
  await buildUser(app, { givenName: "Jo", familyName: "Double" });
  await buildUser(app, { givenName: "Jo", familyName: "Double" });
  for (const line of ["zoe luc", "LUÇ Zoé", zoe.email!.toUpperCase(), "Z-99", zoe.id, `x <${zoe.email}>`]) {
    expect([line, (await run(teacher.client, course.id, line, { dryRun: true })).lines[0]]).toMatchObject([
      line,
      { outcome: "ENROLLED", person: { id: zoe.id } },
    ]);
  }
  expect(outcomes(await run(teacher.client, course.id, "Jo Double", { dryRun: true }))).toEqual([[1, "AMBIGUOUS", "SEVERAL_FOUND"]]);
});

test("roles of a list are obeyed, groups are filled, one undo takes all of it back", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const tutor = await buildMember(app, course.run, "TUTOR");
  const fresh = await buildUser(app);
  const group = await app.db.group.create({ data: { courseId: course.id, runId: course.run.id, title: "Blue" } });
  const { login } = await app.db.user.findUniqueOrThrow({ where: { id: tutor.id } });
  const done = await run(teacher.client, course.id, `username\trole\tgroup\n${login}\tétudiant\tblue\n${fresh.login}\t\tNo such group`, {
    options: { role: "TUTOR", notify: true },
  });
  expect(done.lines.map((line) => [line.outcome, line.role, line.reason])).toEqual([
    ["CHANGED", "LEARNER", null],
    ["ENROLLED", "TUTOR", "GROUP_UNKNOWN"],
  ]);
  expect(done.counts.filter((one) => one.count > 0)).toEqual([
    { outcome: "ENROLLED", count: 1 },
    { outcome: "CHANGED", count: 1 },
  ]);
  expect(await app.db.groupMember.findMany({ where: { groupId: group.id }, select: { userId: true } })).toEqual([{ userId: tutor.id }]);
  expect(await app.db.notification.count({ where: { kind: "enrolments.added" } })).toBe(1);
  await teacher.client.run("mutation ($id: ID!) { undoEnrolmentAct(actId: $id) { removedIds } }", { id: done.actId });
  expect(await app.db.enrolment.findMany({ where: { courseId: course.id, userId: { not: teacher.id } }, select: { role: true } })).toEqual([
    { role: "TUTOR" },
  ]);
});

test("500 lines in a few statements, dry and applied", async () => {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER");
  const people = Array.from({ length: 499 }, (_, place) => ({
    id: newId(),
    login: `bulk${place}`,
    givenName: "Bulk",
    familyName: `No ${place}`,
    email: `bulk${place}@example.org`,
  }));
  await app.db.user.createMany({ data: people });
  const text = `username,email\n${people.map((person) => `${person.login},${person.email}`).join("\n")}`;
  const statementsOf = async (dryRun: boolean) => {
    const answer = await teacher.client.send(IMPORT.replace("lines { line text outcome reason role person { id } }", ""), {
      id: course.id,
      text,
      dryRun,
    });
    expect(answer.errors).toEqual([]);
    return answer.statements;
  };
  const [dry, applied] = [await statementsOf(true), await statementsOf(false)];
  expect(await app.db.enrolment.count({ where: { courseId: course.id, role: "LEARNER" } })).toBe(499);
  expect([dry, applied].every((count) => count <= 12)).toBe(true);
});
