import { describe, expect, test } from "@jest/globals";
import { newId } from "../../kernel/ids";
import { indexTexts } from "../../kernel/search";
import { defineTool } from "../../kernel/manifest";
import { startTestApp } from "../../test/app";
import { expectRefusal, type TestClient } from "../../test/client";
import { buildCourse, buildGroup, buildItem, buildMember, buildSession } from "../../test/course-factories";
import { buildAdministrator, buildUser, signInAs } from "../../test/factories";
import type { CourseRun, Item, Prisma } from "../../generated/prisma/client.ts";
import { SearchResolver } from "./search.resolver";
import { unmark } from "./matching";

const app = await startTestApp();
const COURSE = `query ($id: ID!, $text: String!, $sessionId: ID, $tools: [String!], $first: Int, $after: String) { searchCourse(courseId: $id, text: $text, sessionId: $sessionId, tools: $tools, first: $first, after: $after) {
  nodes { title part courseCode excerpt fuzzy path rowId titleRanges { start end } excerptRanges { start end } } totalCount pageInfo { hasNextPage endCursor } } }`;
const ALL =
  "query ($text: String!) { search(text: $text) { courses { id sessionId } people { person { id name } courseId courseCode } items { title sessionId courseCode } } }";
interface Hits {
  nodes: {
    title: string;
    excerpt: string;
    fuzzy: boolean;
    path: string | null;
    rowId: string;
    titleRanges: { start: number; end: number }[];
    excerptRanges: { start: number; end: number }[];
  }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
const find = (client: TestClient, id: string, text: string, rest: object = {}) =>
  client.run<{ searchCourse: Hits }>(COURSE, { id, text, first: 100, ...rest }).then((data) => data.searchCourse);
const titles = (hits: Hits) => hits.nodes.map((node) => node.title).sort();

async function entry(
  run: CourseRun,
  title: string,
  text = "",
  over: Partial<Prisma.ItemUncheckedCreateInput> = {},
  language = "en",
): Promise<Item> {
  const item = await buildItem(app.db, run, { title, ...over });
  await app.db.$transaction((tx) =>
    indexTexts(tx, [
      { courseId: run.courseId, runId: run.id, tool: item.tool, kind: item.kind, rowId: item.id, itemId: item.id, language, title, text },
    ]),
  );
  return item;
}

test("what a learner may not see is neither found nor counted: states, dates, audiences, groups, sessions, hidden tools, conditions", async () => {
  const course = await buildCourse(app.db);
  const [one, two] = [await buildSession(app.db, course), await buildSession(app.db, course)];
  const [teacher, ana, ben] = [
    await buildMember(app, course.run, "TEACHER"),
    await buildMember(app, course.run, "LEARNER"),
    await buildMember(app, course.run, "LEARNER"),
  ];
  const [inOne, inTwo] = [await buildMember(app, one.run, "LEARNER"), await buildMember(app, two.run, "LEARNER")];
  const [blue, red] = [await buildGroup(app.db, course.run, [ana.id]), await buildGroup(app.db, course.run, [ben.id])];
  const open = await entry(course.run, "zephyr open");
  await entry(course.run, "zephyr draft", "", { state: "DRAFT" });
  await entry(course.run, "zephyr hidden", "", { state: "HIDDEN" });
  await entry(course.run, "zephyr trashed", "", { trashedAt: new Date() });
  await entry(course.run, "zephyr later", "", { opensAt: new Date(Date.now() + 86_400_000) });
  await entry(course.run, "zephyr locked", "", { conditions: { kind: "ITEM_STATE", itemId: open.id, state: "COMPLETED" } });
  const closedFolder = await entry(course.run, "zephyr folder", "", { state: "HIDDEN" });
  await entry(course.run, "zephyr inside", "", { parentId: closedFolder.id });
  await entry(course.run, "zephyr blue", "", { groupId: blue.id });
  await entry(course.run, "zephyr red", "", { groupId: red.id });
  const chosen = await entry(course.run, "zephyr chosen", "", { audience: "CHOSEN" });
  await app.db.itemAudience.create({ data: { itemId: chosen.id, userId: ben.id } });
  await entry(one.run, "zephyr one");
  await entry(two.run, "zephyr two");
  await entry(course.run, "zephyr wiki", "", { tool: "wiki" });
  await app.db.courseTool.create({ data: { courseId: course.id, runId: course.run.id, tool: "wiki", visible: false } });
  const seen = async (client: TestClient, sessionId?: string) => {
    const hits = await find(client, course.id, "zephyr", { sessionId });
    expect(hits.totalCount).toBe(hits.nodes.length);
    return titles(hits).map((title) => title.replace("zephyr ", ""));
  };
  expect(await seen(ana.client)).toEqual(["blue", "open"]);
  expect(await seen(ben.client)).toEqual(["chosen", "open", "red"]);
  expect(await seen(inOne.client, one.id)).toEqual(["one", "open"]);
  expect(await seen(inTwo.client, two.id)).toEqual(["open", "two"]);
  expect(await seen(teacher.client)).toEqual([
    "blue",
    "chosen",
    "draft",
    "folder",
    "hidden",
    "inside",
    "later",
    "locked",
    "open",
    "red",
    "wiki",
  ]);
  await expectRefusal(find(inOne.client, course.id, "zephyr"), "NOT_FOUND");
  await expectRefusal(find(ana.client, course.id, "zephyr", { sessionId: one.id }), "NOT_FOUND");
  await expectRefusal(find(app.client(), course.id, "zephyr"), "NOT_FOUND");
  // Everywhere: the same rule, over all of one's places at once, and never another's.
  const everywhere = async (client: TestClient) =>
    (await client.run<{ search: { items: { title: string }[] } }>(ALL, { text: "zephyr" })).search.items
      .map((item) => item.title.replace("zephyr ", ""))
      .sort();
  expect([
    await everywhere(ana.client),
    await everywhere(inOne.client),
    await everywhere(await signInAs(app, await buildUser(app))),
  ]).toEqual([["blue", "open"], ["one", "open"], []]);
});

test("a hidden tool's rows, and rows without an item, are shown as their tool says", async () => {
  defineTool({
    key: "sonnets",
    resolvers: [SearchResolver],
    rowPages: { sonnet: "/sonnets/read/:id" },
    search: async (_ctx, member, _kind, ids) => new Set(ids.filter((id) => allowed.has(`${member.userId} ${id}`))),
  });
  const allowed = new Set<string>();
  const course = await buildCourse(app.db);
  const [teacher, ana] = [await buildMember(app, course.run, "TEACHER"), await buildMember(app, course.run, "LEARNER")];
  const rows = [newId(), newId()];
  await app.db.$transaction((tx) =>
    indexTexts(
      tx,
      rows.map((rowId, place) => ({
        courseId: course.id,
        runId: course.run.id,
        tool: "sonnets",
        kind: "sonnet",
        rowId,
        language: "en",
        title: `Sonnet ${place}`,
        text: "quillon",
      })),
    ),
  );
  allowed.add(`${ana.id} ${rows[1]}`);
  expect([titles(await find(teacher.client, course.id, "quillon")), titles(await find(ana.client, course.id, "quillon"))]).toEqual([
    ["Sonnet 0", "Sonnet 1"],
    ["Sonnet 1"],
  ]);
  expect((await find(ana.client, course.id, "quillon")).nodes[0]!.path).toBe(`/sonnets/read/${rows[1]}`);
  await app.db.courseTool.create({ data: { courseId: course.id, runId: course.run.id, tool: "sonnets", visible: false } });
  expect((await find(ana.client, course.id, "quillon")).totalCount).toBe(0);
  expect((await find(teacher.client, course.id, "quillon")).totalCount).toBe(2);
});

test("a part of a file is called as the file, with its number", async () => {
  const course = await buildCourse(app.db);
  const ana = await buildMember(app, course.run, "LEARNER");
  const file = await entry(course.run, "Tides");
  const { courseId, id: runId } = course.run;
  await app.db.$transaction((tx) =>
    indexTexts(tx, [
      {
        courseId,
        runId,
        tool: file.tool,
        kind: "page",
        rowId: file.id,
        itemId: file.id,
        part: 3,
        language: "en",
        title: "",
        text: "the zibaldone",
      },
    ]),
  );
  expect((await find(ana.client, course.id, "zibaldone")).nodes).toMatchObject([{ title: "Tides", titleRanges: [], part: 3 }]);
});

describe("matching", () => {
  test("inflections of each language, accents, beginnings, quotes, minus, titles first", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    await entry(course.run, "Mitosis", "Cells are dividing all the time.");
    await entry(course.run, "Dividing cells", "An overview.");
    await entry(course.run, "Les chevaux", "Un cheval galope près de l'écurie.", {}, "fr");
    const ask = async (text: string) => (await find(teacher.client, course.id, text)).nodes.map((node) => node.title);
    expect(await ask("divided cell")).toEqual(["Dividing cells", "Mitosis"]);
    expect(await ask("ECURIE")).toEqual(["Les chevaux"]);
    expect(await ask("galoper")).toEqual(["Les chevaux"]);
    expect(await ask("mitos")).toEqual(["Mitosis"]);
    expect(await ask('"all the time"')).toEqual(["Mitosis"]);
    expect(await ask("cells -overview")).toEqual(["Mitosis"]);
    expect(await ask("mitosis OR chevaux")).toHaveLength(2);
  });

  test("what was mistyped is found by likeness, and said to be", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    await entry(course.run, "Photosynthesis in plants", "Light.");
    expect((await find(teacher.client, course.id, "fotosyntesis")).nodes).toMatchObject([
      { title: "Photosynthesis in plants", fuzzy: true },
    ]);
    expect((await find(teacher.client, course.id, "photosynthesis")).nodes).toMatchObject([{ fuzzy: false }]);
    expect((await find(teacher.client, course.id, "xqzv")).nodes).toEqual([]);
  });

  test("highlights are ranges of plain text, whatever the text contains", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    await entry(course.run, "<b>Owls</b> & more", "\uE000fake\uE001 marks and <script>alert(1)</script> about owls at night 🦉 owls.");
    const [hit] = (await find(teacher.client, course.id, "owl")).nodes;
    expect(hit!.title).toBe("<b>Owls</b> & more");
    expect(hit!.titleRanges.map(({ start, end }) => hit!.title.slice(start, end))).toEqual(["Owls"]);
    expect(new Set(hit!.excerptRanges.map(({ start, end }) => hit!.excerpt.slice(start, end)))).toEqual(new Set(["owls"]));
    expect(hit!.excerpt).not.toMatch(/[\uE000\uE001]/u);
    expect(unmark("a\uE000b\uE001c\uE001\uE000")).toEqual({ text: "abc", ranges: [{ start: 1, end: 2 }] });
  });

  test.each([
    "",
    "   ",
    "'",
    '"',
    "\\",
    "!&|()",
    ":*",
    "a:*b",
    "<->",
    "%_",
    "' OR 1=1 --",
    "\u0000",
    "🦉",
    "a".repeat(5_000),
    "((((((",
    "-",
    "-a",
  ])("%j is answered, not an error", async (text) => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    expect((await find(teacher.client, course.id, text)).nodes).toEqual([]);
    await teacher.client.run(ALL, { text });
  });

  test("pages continue exactly, in both ways of finding, and by tool", async () => {
    const course = await buildCourse(app.db);
    const teacher = await buildMember(app, course.run, "TEACHER");
    for (let place = 0; place < 7; place += 1)
      await entry(course.run, `Marble ${place}`, "marble ".repeat(place % 3), { tool: place % 2 ? "wiki" : "documents" });
    for (const text of ["marble", "marbel"]) {
      const whole = (await find(teacher.client, course.id, text)).nodes.map((node) => node.rowId);
      expect(whole).toHaveLength(7);
      const walked: string[] = [];
      for (let after: string | null = null; ;) {
        const page: Hits = await find(teacher.client, course.id, text, { first: 3, after });
        walked.push(...page.nodes.map((node) => node.rowId));
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(walked).toEqual(whole);
    }
    expect((await find(teacher.client, course.id, "marble", { tools: ["wiki"] })).totalCount).toBe(3);
  });
});

test("everywhere: courses, sessions and people of one's own, people as each course shows them", async () => {
  const course = await buildCourse(app.db, { title: "Ornithology", code: `ORN-${newId().slice(-6)}` });
  const other = await buildCourse(app.db, { title: "Ornithology elsewhere" });
  const session = await buildSession(app.db, course, { title: "Ornithology in spring" });
  const ana = await buildMember(app, course.run, "LEARNER");
  const ben = await buildMember(app, course.run, "LEARNER", {}, { givenName: "Benedict", familyName: "Wagtail" });
  await buildMember(app, other.run, "LEARNER", {}, { givenName: "Beatrix", familyName: "Wagtail" });
  const cem = await buildMember(app, session.run, "LEARNER", {}, { givenName: "Cem", familyName: "Wagtail" });
  interface All {
    search: { courses: { id: string; sessionId: string | null }[]; people: { person: { id: string } }[]; items: object[] };
  }
  const ask = (client: TestClient, text: string) => client.run<All>(ALL, { text }).then((data) => data.search);
  expect((await ask(ana.client, "ornitho")).courses).toEqual([{ id: course.id, sessionId: null }]);
  expect((await ask(cem.client, "ornitho")).courses).toEqual([{ id: course.id, sessionId: session.id }]);
  expect((await ask(await signInAs(app, await buildAdministrator(app)), "ornitho")).courses).toHaveLength(2);
  expect((await ask(ana.client, "wagtail")).people).toMatchObject([{ person: { id: ben.id }, courseCode: course.code }]);
  await app.db.courseSettings.create({ data: { courseId: course.id, tool: "people", body: { othersShown: "NOBODY" } } });
  expect((await ask(ana.client, "wagtail")).people).toEqual([]);
  expect(await ask(ana.client, "w")).toEqual({ courses: [], people: [], items: [] });
  await expectRefusal(app.client().run(ALL, { text: "wagtail" }), "UNAUTHENTICATED");
});

test("the statements of a search do not grow with what is found", async () => {
  const course = await buildCourse(app.db);
  const learner = await buildMember(app, course.run, "LEARNER");
  await entry(course.run, "Pebble", "");
  const [few, fewAll] = [
    await learner.client.statementsOf(COURSE, { id: course.id, text: "pebble" }),
    await learner.client.statementsOf(ALL, { text: "pebble" }),
  ];
  for (let place = 0; place < 12; place += 1) await entry(course.run, `Pebble ${place}`, "");
  expect([
    await learner.client.statementsOf(COURSE, { id: course.id, text: "pebble" }),
    await learner.client.statementsOf(ALL, { text: "pebble" }),
  ]).toEqual([few, fewAll]);
  expect([few <= 7, fewAll <= 10]).toEqual([true, true]);
});
