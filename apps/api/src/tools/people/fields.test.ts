import { afterAll, describe, expect, test } from "@jest/globals";
import { newId } from "../../kernel/ids";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildMember } from "../../test/course-factories";
import { eventually } from "../../test/eventually";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import type { Prisma } from "../../generated/prisma/client.ts";

const app = await startTestApp();
await app.services.jobs.start();
afterAll(() => app.services.jobs.stop());

const LIST = `query ($id: ID!, $filter: CourseUsersFilter, $by: ID, $descending: Boolean, $first: Int, $after: String, $fieldIds: [ID!]!) {
  courseUsers(courseId: $id, filter: $filter, orderByField: $by, descending: $descending, first: $first, after: $after) {
    nodes { user { id } profileValues(fieldIds: $fieldIds) { fieldId value } } pageInfo { endCursor hasNextPage } totalCount } }`;
interface Listed {
  nodes: { user: { id: string }; profileValues: { fieldId: string; value: string }[] }[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
  totalCount: number;
}
const list = async (client: TestClient, id: string, variables: object = {}): Promise<Listed> =>
  (await client.run<{ courseUsers: Listed }>(LIST, { id, fieldIds: [], ...variables })).courseUsers;

const field = (kind: Prisma.ExtraFieldCreateInput["kind"], label: string, over: Partial<Prisma.ExtraFieldCreateInput> = {}) =>
  app.db.extraField.create({ data: { kind, labels: { en: label }, sight: "STAFF", ...over } });

/** A course whose four learners' fields say something, each to other eyes. */
async function world() {
  const course = await buildCourse(app.db);
  const teacher = await buildMember(app, course.run, "TEACHER", { main: true });
  const [ana, ben, cleo, dan] = await Promise.all(
    ["Ana", "Ben", "Cleo", "Dan"].map((givenName) => buildMember(app, course.run, "LEARNER", {}, { givenName })),
  );
  const shirt = await field("CHOICE", "Shirt, size", { choices: ["S", "M", "XL"], mayChooseSight: false });
  const height = await field("NUMBER", "Height");
  const motto = await field("TEXT", "Motto", { sight: "COURSE" });
  const secret = await field("TEXT", "Secret", { sight: "NOBODY", mayChooseSight: false });
  const say = (fieldId: string, values: [string, string][]) =>
    app.db.profileValue.createMany({ data: values.map(([userId, value]) => ({ userId, fieldId, value })) });
  await say(shirt.id, [
    [ana!.id, "XL"],
    [ben!.id, "S"],
    [cleo!.id, "M"],
  ]);
  await say(height.id, [
    [ana!.id, "9.5"],
    [ben!.id, "-2"],
    [cleo!.id, "100"],
    [dan!.id, "7"],
  ]);
  await say(motto.id, [
    [ana!.id, "Élan vital"],
    [ben!.id, "100% 'mine'"],
  ]);
  await say(secret.id, [
    [ana!.id, "aaa"],
    [ben!.id, "bbb"],
  ]);
  // Dan's height is nobody's business, by his own choice.
  await app.db.user.update({ where: { id: dan!.id }, data: { sights: { [height.id]: "NOBODY", [shirt.id]: "COURSE" } } });
  return { course, teacher, ana: ana!, ben: ben!, cleo: cleo!, dan: dan!, shirt, height, motto, secret };
}

const said = ({ nodes }: Listed, userId: string) => nodes.find((node) => node.user.id === userId)!.profileValues.map(({ value }) => value);

describe("refusals", () => {
  test("learners do not sort or filter by a field; nobody asks for too many", async () => {
    const { course, ana, teacher, shirt } = await world();
    const filter = { fields: [{ fieldId: shirt.id, value: "S" }] };
    await expectRefusal(list(ana.client, course.id, { by: shirt.id }), "FORBIDDEN");
    await expectRefusal(list(ana.client, course.id, { filter }), "FORBIDDEN");
    const six = { fields: Array.from({ length: 6 }, () => filter.fields[0]) };
    await expectRefusal(list(teacher.client, course.id, { filter: six }), "INVALID_INPUT");
    const fieldIds = Array.from({ length: 51 }, newId);
    await expectRefusal(list(teacher.client, course.id, { fieldIds }), "INVALID_INPUT");
  });

  test("a field goes as far as it may: in cells, in the order, in filters", async () => {
    const { course, teacher, ana, ben, dan, secret, height, motto, shirt } = await world();
    const fieldIds = [secret.id, height.id, motto.id, "nonsense", newId()];
    const forTeacher = await list(teacher.client, course.id, { fieldIds });
    expect([said(forTeacher, ana.id).sort(), said(forTeacher, dan.id)]).toEqual([["9.5", "Élan vital"], []]);
    const forBen = await list(ben.client, course.id, { fieldIds });
    expect([said(forBen, ana.id), said(forBen, ben.id).sort()]).toEqual([["Élan vital"], ["-2", "100% 'mine'", "bbb"]]);
    const administrator = await signInAs(app, await buildAdministrator(app));
    expect(said(await list(administrator, course.id, { fieldIds }), dan.id)).toEqual(["7"]);
    // Where the campus has fixed who sees a field, a former choice counts for nothing.
    await app.db.profileValue.create({ data: { userId: dan.id, fieldId: shirt.id, value: "XL" } });
    expect(said(await list(ben.client, course.id, { fieldIds: [shirt.id] }), dan.id)).toEqual([]);
    const found = (value: string, fieldId: string) => list(teacher.client, course.id, { filter: { fields: [{ fieldId, value }] } });
    expect([(await found("aaa", secret.id)).totalCount, (await found("7", height.id)).totalCount]).toEqual([0, 0]);
    expect((await found("", secret.id)).totalCount).toBe(5);
    const order = async (descending: boolean) =>
      (await list(teacher.client, course.id, { by: secret.id, descending })).nodes.map((node) => node.user.id);
    expect((await order(false)).reverse()).toEqual(await order(true));
    const sorted = (await list(teacher.client, course.id, { by: height.id })).nodes.map((node) => node.user.id);
    expect(sorted.indexOf(dan.id)).toBeLessThan(2);
  });

  test("only staff are told which fields there are, and only of those that somebody lets them read", async () => {
    const { course, teacher, ana, secret, height, shirt } = await world();
    await app.db.extraField.update({ where: { id: shirt.id }, data: { archivedAt: new Date() } });
    const fields = async (client: TestClient) =>
      (
        await client.run<{ people: { fields: { id: string }[] } }>("query ($id: ID!) { people(courseId: $id) { fields { id } } }", {
          id: course.id,
        })
      ).people.fields.map(({ id }) => id);
    expect(await fields(ana.client)).toEqual([]);
    const seen = await fields(teacher.client);
    expect([seen.includes(secret.id), seen.includes(height.id), seen.includes(shirt.id)]).toEqual([false, true, false]);
    expect(await fields(await signInAs(app, await buildAdministrator(app)))).toContain(secret.id);
    expect((await list(teacher.client, course.id, { fieldIds: [shirt.id] })).nodes.flatMap((node) => node.profileValues)).toEqual([]);
  });
});

test("numbers are sorted by their size and choices in their order, page by page", async () => {
  const { course, teacher, ana, ben, cleo, dan, shirt, height } = await world();
  const walk = async (by: string, descending: boolean) => {
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Listed = await list(teacher.client, course.id, { by, descending, first: 2, after });
      ids.push(...page.nodes.map((node) => node.user.id));
      if (!page.pageInfo.hasNextPage) return ids;
      after = page.pageInfo.endCursor;
    }
  };
  expect((await walk(height.id, false)).slice(2)).toEqual([ben.id, ana.id, cleo.id]);
  expect((await walk(height.id, true)).slice(0, 3)).toEqual([cleo.id, ana.id, ben.id]);
  expect((await walk(shirt.id, false)).slice(2)).toEqual([ben.id, cleo.id, ana.id]);
  expect((await walk(shirt.id, false)).slice(0, 2).sort()).toEqual([teacher.id, dan.id].sort());
});

test("texts are found by a part, without accents and with signs as they are; all else as a whole", async () => {
  const { course, teacher, ana, ben, motto, shirt } = await world();
  const found = async (fieldId: string, value: string) =>
    (await list(teacher.client, course.id, { filter: { fields: [{ fieldId, value }] } })).nodes.map((node) => node.user.id);
  expect(await found(motto.id, "elan")).toEqual([ana.id]);
  expect(await found(motto.id, "0% 'm")).toEqual([ben.id]);
  expect(await found(motto.id, "%l%")).toEqual([]);
  expect([await found(shirt.id, "X"), await found(shirt.id, "XL")]).toEqual([[], [ana.id]]);
});

test("a page costs one statement more for any number of fields", async () => {
  const { course, teacher, shirt, height, motto } = await world();
  const cost = (fieldIds: string[]) => teacher.client.statementsOf(LIST, { id: course.id, first: 50, fieldIds });
  const none = await cost([]);
  expect([await cost([shirt.id]), await cost([shirt.id, height.id, motto.id])]).toEqual([none + 1, none + 1]);
  expect(none + 1).toBeLessThanOrEqual(7);
});

test("a view keeps columns, order and filter of fields; an unknown column is refused", async () => {
  const { course, teacher, shirt, height } = await world();
  const SAVE = `mutation ($id: ID!, $input: PeopleViewInput!) { savePeopleView(courseId: $id, input: $input) {
    columns orderBy orderByField count filter { fields { fieldId value } } } }`;
  const input = {
    name: "Small shirts",
    columns: ["ROLE", shirt.id, "LOGIN", height.id],
    filter: { fields: [{ fieldId: shirt.id, value: "S" }] },
    orderBy: "NAME",
    orderByField: height.id,
    descending: true,
    shared: true,
  };
  const { savePeopleView } = await teacher.client.run<{ savePeopleView: object }>(SAVE, { id: course.id, input });
  const { name: _name, descending: _descending, shared: _shared, ...kept } = input;
  expect(savePeopleView).toEqual({ ...kept, count: 1 });
  await expectRefusal(teacher.client.run(SAVE, { id: course.id, input: { ...input, columns: ["SHOE"] } }), "INVALID_INPUT");
});

test("a file has the asked fields as columns behind the others, and comes back as it is", async () => {
  const { course, teacher, ana, shirt, secret } = await world();
  const EXPORT = "mutation ($id: ID!, $fieldIds: [ID!]) { exportCourseUsers(courseId: $id, format: CSV, fieldIds: $fieldIds) { id } }";
  await expectRefusal(ana.client.run(EXPORT, { id: course.id, fieldIds: [shirt.id] }), "FORBIDDEN");
  await expectRefusal(teacher.client.run(EXPORT, { id: course.id, fieldIds: ["nonsense"] }), "INVALID_INPUT");
  const { exportCourseUsers: job } = await teacher.client.run<{ exportCourseUsers: { id: string } }>(EXPORT, {
    id: course.id,
    fieldIds: [secret.id, shirt.id],
  });
  const url = await eventually(async () => {
    const done = await teacher.client.run<{ job: { result: { url: string } | null } }>(
      "query ($id: ID!) { job(id: $id) { result { ... on FileProduced { url } } } }",
      job,
    );
    return done.job.result?.url;
  });
  const text = await (await teacher.client.fetch(url)).text();
  const [header, ...lines] = text.trim().split("\r\n");
  expect(header!.endsWith(",maxscore,profile: Shirt size")).toBe(true);
  expect(lines.map((line) => line.split(",").at(-1)).sort()).toEqual(["", "", "M", "S", "XL"]);
  const IMPORT =
    "mutation ($id: ID!, $text: String!) { importEnrolments(courseId: $id, text: $text, dryRun: true) { counts { outcome count } } }";
  const back = await teacher.client.run<{ importEnrolments: { counts: { outcome: string; count: number }[] } }>(IMPORT, {
    id: course.id,
    text,
  });
  expect(back.importEnrolments.counts.filter(({ count }) => count > 0)).toEqual([{ outcome: "ALREADY", count: 5 }]);
});

describe("the search of the campus", () => {
  const SEARCH =
    "query ($id: ID!, $text: String!, $fields: [ProfileFieldFilterInput!]) { searchPeople(courseId: $id, text: $text, fields: $fields) { person { id } } }";
  const find = async (client: TestClient, id: string, fields: object[], text = "") =>
    (await client.run<{ searchPeople: { person: { id: string } }[] }>(SEARCH, { id, text, fields })).searchPeople.map(
      ({ person }) => person.id,
    );

  test("finds by fields that administrators opened for it, and not whom hides theirs", async () => {
    const { course, teacher, ana } = await world();
    const opened = await field("CHOICE", "Track", { choices: ["Sciences", "Arts"], findable: true });
    const closed = await field("CHOICE", "Diet", { choices: ["A", "B"], sight: "COURSE" });
    const [eve, finn, gwen] = await Promise.all([
      buildUser(app, { familyName: "Track" }),
      buildUser(app, { familyName: "Track", sights: { [opened.id]: "NOBODY" } }),
      buildUser(app, { familyName: "Other" }),
    ]);
    await app.db.profileValue.createMany({
      data: [eve, finn, gwen].flatMap(({ id: userId }) => [
        { userId, fieldId: opened.id, value: "Arts" },
        { userId, fieldId: closed.id, value: "A" },
      ]),
    });
    const arts = { fieldId: opened.id, value: "Arts" };
    await expectRefusal(find(ana.client, course.id, [arts]), "FORBIDDEN");
    await expectRefusal(find(teacher.client, course.id, []), "INVALID_INPUT");
    await expectRefusal(find(teacher.client, course.id, [arts], "x"), "INVALID_INPUT");
    await expectRefusal(find(teacher.client, course.id, [{ fieldId: opened.id, value: " " }]), "INVALID_INPUT");
    expect(await find(teacher.client, course.id, [{ fieldId: closed.id, value: "A" }])).toEqual([]);
    expect(await find(teacher.client, course.id, [{ fieldId: opened.id, value: "Sciences" }])).toEqual([]);
    expect((await find(teacher.client, course.id, [arts])).sort()).toEqual([eve.id, gwen.id].sort());
    expect(await find(teacher.client, course.id, [arts], "track")).toEqual([eve.id]);
  });
});
