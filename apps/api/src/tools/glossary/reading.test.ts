import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { buildItem } from "../../test/course-factories";
import { indexTexts } from "../../kernel/search";
import {
  addTerm,
  buildGlossaryWorld,
  fillGlossary,
  LIST,
  listAs,
  MATCHES,
  setGlossarySettings,
  SETTINGS,
  STATE,
  TERM_BY_ID,
  UPDATE,
  VIEW,
  type Term,
} from "./glossary.factories";

const app = await startTestApp();
const VIEWED = "mutation ($courseId: ID!, $sessionId: ID) { viewGlossary(courseId: $courseId, sessionId: $sessionId) }";
const OCCURRENCES =
  "query ($id: ID!, $first: Int, $after: String) { termOccurrences(id: $id, first: $first, after: $after) { nodes { id title excerpt } totalCount pageInfo { hasNextPage endCursor } } }";
type Letters = { glossary: { letters: { letter: string; count: number }[] } };

describe("order", () => {
  test.each([
    [
      "fr",
      ["zèbre", "Émile", "étude", "eau", "cote", "côte", "coté", "chapitre 10", "chapitre 9"],
      ["chapitre 9", "chapitre 10", "cote", "coté", "côte", "eau", "Émile", "étude", "zèbre"],
      "C E Z",
    ],
    ["es", ["ñandú", "nube", "nada", "oso", "ola"], ["nada", "nube", "ñandú", "ola", "oso"], "N Ñ O"],
    ["ar", ["كتاب", "باب", "درس"], ["باب", "درس", "كتاب"], "ب د ك"],
  ])("alphabetical in %s, accents after their letter, digits by value", async (language, terms, expected, letters) => {
    const world = await buildGlossaryWorld(app, {}, language);
    for (const term of terms) await addTerm(world, { term });
    expect((await listAs(world, "learner")).map((term) => term.term)).toEqual(expected);
    const { glossary } = await world.clients.learner.run<Letters>(VIEW, { courseId: world.course.id });
    expect(glossary.letters.map((letter) => letter.letter).join(" ")).toBe(letters);
  });

  test("pages follow each other without a gap or a repetition, in both orders, while a term comes in", async () => {
    const world = await buildGlossaryWorld(app);
    await fillGlossary(world, 60);
    for (const orderBy of ["ALPHABETICAL", "MANUAL"]) {
      const all = (await listAs(world, "learner", { orderBy })).map((term) => term.term);
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const { glossaryTerms: page }: { glossaryTerms: { nodes: Term[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
          await world.clients.learner.run(LIST, {
            courseId: world.course.id,
            orderBy,
            first: 7,
            after,
          });
        seen.push(...page.nodes.map((term) => term.term));
        if (!page.pageInfo.hasNextPage) break;
        if (after === null) await addTerm(world, { term: `0 ${orderBy}` });
        after = page.pageInfo.endCursor;
      }
      expect(seen.filter((term) => term !== `0 ${orderBy}`)).toEqual(all);
    }
  });

  test("leading articles are passed over when the settings say so, and the letters follow", async () => {
    const world = await buildGlossaryWorld(app);
    for (const term of ["The zebra", "An ape", "Lion"]) await addTerm(world, { term });
    expect((await listAs(world, "learner")).map((term) => term.term)).toEqual(["An ape", "Lion", "The zebra"]);
    await world.clients.teacher.run(SETTINGS, { courseId: world.course.id, input: { ignoreArticles: true } });
    await addTerm(world, { term: "The bear" });
    expect((await listAs(world, "learner")).map((term) => `${term.term}/${(term as Term & { letter: string }).letter}`)).toEqual([
      "An ape/A",
      "The bear/B",
      "Lion/L",
      "The zebra/Z",
    ]);
  });
});

test("search looks through terms, synonyms, variants and definitions; case and accents do not count", async () => {
  const world = await buildGlossaryWorld(app);
  await addTerm(world, {
    term: "Été",
    definition: "<p>La saison <em>chaude</em>.</p>",
    aliases: [{ kind: "SYNONYM", text: "Belle saison" }],
    variants: [{ language: "en", term: "summer" }],
  });
  await addTerm(world, { term: "100 %_x", definition: "<p>All.</p>" });
  const found = async (query: string) => (await listAs(world, "learner", { filter: { query } })).map((term) => term.term);
  for (const query of ["ete", "ÉTÉ", "chaud", "belle", "Summer", "saison ete", "SAI"])
    expect([query, await found(query)]).toEqual([query, ["Été"]]);
  for (const query of ["hiver", "été hiver", "<em>", "%%", "100_%"]) expect([query, await found(query)]).toEqual([query, []]);
  expect(await found("%_x")).toEqual(["100 %_x"]);
});

test("nothing that runs is kept, in any field", async () => {
  const world = await buildGlossaryWorld(app);
  const attack =
    '<img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">x</a><svg onload=alert(4)></svg>"\'><iframe srcdoc=x></iframe>';
  const term = await addTerm(world, {
    term: attack,
    definition: `<p>x</p>${attack}`,
    category: attack.slice(0, 90),
    aliases: [{ kind: "SYNONYM", text: attack }],
    variants: [{ language: "fr", term: attack, definition: attack }],
  });
  const { glossaryTerm } = await world.clients.learner.run<{
    glossaryTerm: Term & { category: string; variants: { term: string; definition: string }[] };
  }>(TERM_BY_ID, {
    id: term.id,
  });
  for (const html of [glossaryTerm.definition, glossaryTerm.variants[0]!.definition])
    expect(html).not.toMatch(/onerror|script|javascript|svg|iframe|srcdoc/i);
  // Plain text fields keep the characters: they are shown as text.
  expect([glossaryTerm.term, glossaryTerm.aliases[0]!.text, glossaryTerm.variants[0]!.term]).toEqual([attack, attack, attack]);
  expect(
    (await world.clients.teacher.run<{ updateGlossaryTerm: Term }>(UPDATE, { id: term.id, input: { definition: attack } }))
      .updateGlossaryTerm.definition,
  ).not.toMatch(/onerror|script|javascript|svg/i);
});

describe("the match list", () => {
  test("comes once per version; hidden, proposed, switched-off and trashed terms are not in it", async () => {
    const world = await buildGlossaryWorld(app, { highlight: "AUTOMATIC" });
    const shown = await addTerm(world, { term: "Shown", aliases: [{ kind: "PLURAL", text: "Showns" }] });
    const hidden = await addTerm(world, { term: "Hidden" });
    await addTerm(world, { term: "Off", highlight: "OFF" });
    await world.clients.teacher.run(STATE, { courseId: world.course.id, ids: [hidden.id], state: "HIDDEN" });
    const read = async (version?: string) =>
      (
        await world.clients.learner.run<{
          glossaryMatches: { version: string; mode: string; terms: { id: string; aliases: object[] }[] | null };
        }>(MATCHES, {
          courseId: world.course.id,
          version,
        })
      ).glossaryMatches;
    const first = await read();
    expect(first).toMatchObject({ mode: "AUTOMATIC", terms: [{ id: shown.id, aliases: [{ kind: "PLURAL", text: "Showns" }] }] });
    expect(await read(first.version)).toMatchObject({ version: first.version, terms: null });
    await addTerm(world, { term: "New" });
    const second = await read(first.version);
    expect(second.version).not.toBe(first.version);
    expect(second.terms).toHaveLength(2);
    await setGlossarySettings(app, world.course.id, { highlight: "OFF" });
    expect(await read(second.version)).toMatchObject({ mode: "OFF", terms: [] });
  });

  test("of 10,000 terms has at most 400 KB gzipped and comes within the time", async () => {
    const { gzipSync } = await import("node:zlib");
    const world = await buildGlossaryWorld(app, { highlight: "AUTOMATIC" });
    await fillGlossary(world, 9_999);
    await app.db.$executeRaw`ANALYZE`;
    const response = await world.clients.learner.fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: MATCHES, variables: { courseId: world.course.id } }),
    });
    const size = gzipSync(await response.text()).length;
    for (let n = 0; n < 12; n += 6) {
      await world.clients.learner.run(LIST.replace(" totalCount", ""), {
        courseId: world.course.id,
        first: 50,
        orderBy: "ALPHABETICAL",
        ...(n > 5 ? { filter: { query: "word 0499" } } : {}),
      });
    }
    expect(size).toBeLessThan(400 * 1024);
  }, 180_000);
});

test("where a term occurs: only items that the member may open, by title, page by page", async () => {
  const world = await buildGlossaryWorld(app);
  const term = await addTerm(world, { term: "shell", aliases: [{ kind: "SYNONYM", text: "command line" }] });
  const item = async (title: string, text: string, more: object = {}) => {
    const made = await buildItem(app.db, world.course.run, { title, kind: "glossary", tool: "documents", ...more });
    await app.db.glossary.create({ data: { id: made.id, courseId: world.course.id, runId: made.id } });
    await app.db.$transaction((tx) =>
      indexTexts(tx, [
        {
          courseId: world.course.id,
          runId: world.course.run.id,
          tool: "documents",
          kind: "file",
          rowId: made.id,
          itemId: made.id,
          language: "en",
          title,
          text,
        },
      ]),
    );
    return made.id;
  };
  const open = await item("A page", "You type into the Shells of this world.");
  const alias = await item("B page", "On the command line, nobody hears you.");
  await item("Draft", "The shell.", { state: "DRAFT" });
  await item("Other", "A line of command.");
  type Found = {
    termOccurrences: {
      nodes: { id: string; excerpt: string }[];
      totalCount: number;
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
  };
  const { termOccurrences: seen } = await world.clients.learner.run<Found>(OCCURRENCES, { id: term.id });
  expect(seen.nodes.map((node) => node.id)).toEqual([open, alias]);
  expect(seen.totalCount).toBe(2);
  expect(seen.nodes[0]!.excerpt).toContain("into the Shells");
  expect((await world.clients.teacher.run<Found>(OCCURRENCES, { id: term.id })).termOccurrences.nodes).toHaveLength(3);
  const { termOccurrences: first } = await world.clients.learner.run<Found>(OCCURRENCES, { id: term.id, first: 1 });
  const { termOccurrences: second } = await world.clients.learner.run<Found>(OCCURRENCES, {
    id: term.id,
    first: 1,
    after: first.pageInfo.endCursor,
  });
  expect([first.nodes[0]!.id, first.pageInfo.hasNextPage, second.nodes[0]!.id, second.pageInfo.hasNextPage]).toEqual([
    open,
    true,
    alias,
    false,
  ]);
});

test("search entries are there for published terms only, without markup", async () => {
  const world = await buildGlossaryWorld(app);
  const term = await addTerm(world, { term: "Kernel", definition: "<p>The <b>core</b>.</p>" });
  const entries = () =>
    app.db.searchEntry.findMany({ where: { kind: "glossaryTerm", rowId: term.id }, select: { title: true, text: true } });
  expect(await entries()).toEqual([{ title: "Kernel", text: "The core." }]);
  await world.clients.teacher.run(STATE, { courseId: world.course.id, ids: [term.id], state: "HIDDEN" });
  expect(await entries()).toEqual([]);
});

test("looking at the glossary is progress, once for each person and run; staff and visitors have none", async () => {
  const world = await buildGlossaryWorld(app);
  const { learner, teacher, sessionLearner } = world.clients;
  const courseId = world.course.id;
  expect(await learner.run(VIEWED, { courseId })).toEqual({ viewGlossary: false });
  await addTerm(world, { term: "Kernel" });
  await learner.run(VIEWED, { courseId });
  await learner.run(VIEWED, { courseId });
  await sessionLearner.run(VIEWED, { courseId, sessionId: world.session.id });
  expect(await teacher.run(VIEWED, { courseId })).toEqual({ viewGlossary: false });
  const rows = await app.db.progress.findMany({ include: { facts: true }, where: { item: { courseId } }, orderBy: { firstAt: "asc" } });
  expect(rows.map((row) => [row.userId, row.runId, row.state, row.facts[0]?.criterion])).toEqual([
    [world.ids.learner, world.course.run.id, "COMPLETED", "viewed"],
    [world.ids.sessionLearner, world.session.run.id, "COMPLETED", "viewed"],
  ]);
});
