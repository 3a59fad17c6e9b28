import { describe, expect, test } from "@jest/globals";
import { startTestApp } from "../../test/app";
import { expectRefusal } from "../../test/client";
import { eventually } from "../../test/eventually";
import { addTerm, buildGlossaryWorld, listAs, RESTORE, STATE, upload, type GlossaryWorld } from "./glossary.factories";
import { decodeText, findDelimiter, joinList, readTermFile, splitList } from "./term-file";
import type { TestClient } from "../../test/client";

const app = await startTestApp();
await app.services.jobs.start();

const IMPORT =
  "mutation ($courseId: ID!, $sessionId: ID, $uploadId: ID!, $strategy: GlossaryImportStrategy!, $dryRun: Boolean, $columns: GlossaryColumnsInput) { importGlossary(courseId: $courseId, sessionId: $sessionId, uploadId: $uploadId, strategy: $strategy, dryRun: $dryRun, columns: $columns) { id } }";
const EXPORT = "mutation ($courseId: ID!, $plain: Boolean) { exportGlossary(courseId: $courseId, format: CSV, plain: $plain) { id } }";
const JOB = `query ($id: ID!) { job(id: $id) { state failure { code issues { path code } } result { ... on FileProduced { url name bytes } ... on GlossaryImported {
  dryRun encoding delimiter hasHeader columns fileColumns { header samples field } counts { added changed same refused removed } rows { line kind term definition issue } trashId } } } }`;

interface Imported {
  encoding: string;
  delimiter: string;
  hasHeader: boolean;
  columns: string[];
  fileColumns: { header: string; samples: string[]; field: string | null }[];
  trashId: string | null;
  counts: Record<"added" | "changed" | "same" | "refused" | "removed", number>;
  rows: { line: number; kind: string; term: string; definition: string; issue: string | null }[];
}
interface JobAnswer<Result> {
  state: string;
  failure: { code: string; issues: { code: string }[] } | null;
  result: Result;
}

async function ended<Result>(client: TestClient, id: string): Promise<JobAnswer<Result>> {
  return eventually(async () => {
    const { job } = await client.run<{ job: JobAnswer<Result> }>(JOB, { id });
    return ["SUCCEEDED", "FAILED", "CANCELLED"].includes(job.state) ? job : undefined;
  }, 150);
}

async function importAs(
  world: GlossaryWorld,
  body: Uint8Array | string,
  strategy: string,
  options: { dryRun?: boolean; sessionId?: string; columns?: object; as?: "teacher" | "sessionTutor" } = {},
): Promise<JobAnswer<Imported>> {
  const client = world.clients[options.as ?? "teacher"];
  const uploadId = await upload(client, body);
  const { importGlossary } = await client.run<{ importGlossary: { id: string } }>(IMPORT, {
    courseId: world.course.id,
    strategy,
    uploadId,
    sessionId: options.sessionId,
    dryRun: options.dryRun,
    columns: options.columns,
  });
  return ended<Imported>(client, importGlossary.id);
}

async function exportAs(world: GlossaryWorld, plain = false): Promise<string> {
  const { exportGlossary } = await world.clients.teacher.run<{ exportGlossary: { id: string } }>(EXPORT, {
    courseId: world.course.id,
    plain,
  });
  const { result } = await ended<{ url: string }>(world.clients.teacher, exportGlossary.id);
  expect((await world.clients.learner.fetch(result.url)).status).toBe(404);
  return Buffer.from(await (await world.clients.teacher.fetch(result.url)).arrayBuffer()).toString("utf8");
}

describe("refusals", () => {
  test("learners, strangers and other people's uploads", async () => {
    const world = await buildGlossaryWorld(app, { learners: "WRITE" });
    const own = await upload(world.clients.learner, "a;b");
    await expectRefusal(
      world.clients.learner.run(IMPORT, { courseId: world.course.id, uploadId: own, strategy: "SKIP_EXISTING" }),
      "FORBIDDEN",
    );
    await expectRefusal(world.clients.learner.run(EXPORT, { courseId: world.course.id }), "FORBIDDEN");
    await expectRefusal(
      world.clients.stranger.run(IMPORT, { courseId: world.course.id, uploadId: own, strategy: "SKIP_EXISTING" }),
      "NOT_FOUND",
    );
    await expectRefusal(
      world.clients.teacher.run(IMPORT, { courseId: world.course.id, uploadId: own, strategy: "SKIP_EXISTING" }),
      "INVALID_INPUT",
    );
  });

  test.each([
    ["a picture named .csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), "file.binary"],
    ["an empty file", "\uFEFF\r\n\r\n", "file.empty"],
    ["a header alone", "term;definition\n", "file.empty"],
    ["10,001 rows", Array.from({ length: 10_001 }, (_, n) => `t${n};d`).join("\n"), "file.tooManyRows"],
  ])("%s fails with a clear line, and nothing changes", async (_name, body, code) => {
    const world = await buildGlossaryWorld(app);
    const job = await importAs(world, body, "REPLACE_ALL");
    expect(job).toMatchObject({ state: "FAILED", failure: { code: "INVALID_INPUT", issues: [{ code }] } });
    expect(await app.db.glossaryTerm.count({ where: { courseId: world.course.id } })).toBe(0);
  });

  test("bad rows are refused one by one, the others stay possible", async () => {
    const world = await buildGlossaryWorld(app);
    const lines = [
      "term;definition;language",
      ";no term",
      "No definition;",
      `${"x".repeat(201)};long`,
      "=HYPERLINK(1);formula",
      "Ok;Fine",
      "OK;twice",
      "Lang;uage;not a tag",
      "Script;<script>alert(1)</script>",
    ];
    const { result } = await importAs(world, lines.join("\n"), "UPDATE_EXISTING");
    expect(result.counts).toEqual({ added: 2, changed: 0, same: 0, refused: 6, removed: 0 });
    expect(result.rows.filter((row) => row.kind === "BAD").map((row) => [row.line, row.issue])).toEqual([
      [2, "row.term"],
      [3, "row.definition"],
      [4, "row.term"],
      [5, "row.formula"],
      [7, "row.twice"],
      [8, "row.language"],
    ]);
    const terms = await listAs(world, "learner");
    expect(terms.map((term) => [term.term, term.definition])).toEqual([
      ["Ok", "<p>Fine</p>"],
      ["Script", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"],
    ]);
  });
});

test("preview, then each strategy", async () => {
  const world = await buildGlossaryWorld(app);
  const kept = await addTerm(world, {
    term: "Kernel",
    definition: "<p>The core.</p>",
    category: "Systems",
    variants: [{ language: "fr", term: "noyau" }],
  });
  await addTerm(world, { term: "Gone", definition: "<p>Old.</p>" });
  await addTerm(world, { term: "Shell", definition: "<p>Same.</p>" });
  const file = 'Term,Definition,Synonyms\nkernel,The heart of it,"core, heart"\nShell,Same.,\nNew,"Brand, new",\n';
  const preview = await importAs(world, file, "REPLACE_ALL", { dryRun: true });
  expect(preview.result).toMatchObject({
    encoding: "UTF-8",
    delimiter: ",",
    hasHeader: true,
    columns: ["term", "definition", "synonyms"],
    counts: { added: 1, changed: 1, same: 1, refused: 0, removed: 1 },
  });
  const words = async () => (await listAs(world, "learner")).map((term) => `${term.term}: ${term.definition}`);
  expect(await words()).toEqual(["Gone: <p>Old.</p>", "Kernel: <p>The core.</p>", "Shell: <p>Same.</p>"]);

  await importAs(world, file, "SKIP_EXISTING");
  expect(await words()).toEqual(["Gone: <p>Old.</p>", "Kernel: <p>The core.</p>", "New: <p>Brand, new</p>", "Shell: <p>Same.</p>"]);
  await importAs(world, file, "UPDATE_EXISTING");
  expect(await words()).toEqual(["Gone: <p>Old.</p>", "kernel: <p>The heart of it</p>", "New: <p>Brand, new</p>", "Shell: <p>Same.</p>"]);
  const [changed] = await listAs(world, "learner", { filter: { query: "noyau heart" } });
  expect(changed).toMatchObject({
    id: kept.id,
    version: 2,
    category: "Systems",
    aliases: [{ text: "core" }, { text: "heart" }],
    variants: [{ term: "noyau" }],
  });
  expect(await app.db.version.count({ where: { kind: "glossaryTerm", rowId: kept.id } })).toBe(1);

  const { result } = await importAs(world, file, "REPLACE_ALL");
  expect(await words()).toEqual(["kernel: <p>The heart of it</p>", "New: <p>Brand, new</p>", "Shell: <p>Same.</p>"]);
  await world.clients.teacher.run(RESTORE, { courseId: world.course.id, trashId: result.trashId });
  expect(await words()).toContain("Gone: <p>Old.</p>");
  const events = await app.db.event.findMany({
    where: { courseId: world.course.id, name: "glossary.list.imported" },
    select: { data: true },
    orderBy: { id: "asc" },
  });
  expect(events.map((event) => event.data)).toEqual([
    { strategy: "SKIP_EXISTING", added: 1, changed: 0, removed: 0 },
    { strategy: "UPDATE_EXISTING", added: 0, changed: 1, removed: 0 },
    { strategy: "REPLACE_ALL", added: 0, changed: 0, removed: 1 },
  ]);
});

test("in a session, base terms that the file words otherwise become the session's wordings", async () => {
  const world = await buildGlossaryWorld(app);
  await addTerm(world, { term: "Kernel", definition: "<p>Base.</p>" });
  await addTerm(world, { term: "Shell", definition: "<p>Same.</p>" });
  const sessionId = world.session.id;
  const { result } = await importAs(world, "Kernel;Ours\nShell;Same.\nOwn;Mine", "REPLACE_ALL", { sessionId, as: "sessionTutor" });
  expect(result.counts).toMatchObject({ added: 1, changed: 1, same: 1, removed: 0 });
  expect((await listAs(world, "sessionLearner", { sessionId })).map((term) => term.definition)).toEqual([
    "<p>Ours</p>",
    "<p>Mine</p>",
    "<p>Same.</p>",
  ]);
  expect((await listAs(world, "learner")).map((term) => term.definition)).toEqual(["<p>Base.</p>", "<p>Same.</p>"]);
});

test("columns that are not found by their headings are what the teacher says; a mapping that makes no sense is INVALID_INPUT", async () => {
  const world = await buildGlossaryWorld(app);
  const list = "No.;Explanatio;Verbum\n1;The core;Kernel\n2;Takes commands;Shell";
  const found = await importAs(world, list, "UPDATE_EXISTING", { dryRun: true });
  expect(found.result.hasHeader).toBe(false);
  expect(found.result.fileColumns.map(({ field }) => field)).toEqual(["TERM", "DEFINITION", "SYNONYMS"]);
  expect(found.result.fileColumns[2]).toEqual({ header: "", samples: ["Verbum", "Kernel", "Shell"], field: "SYNONYMS" });
  const columns = { hasHeader: true, columns: [null, "DEFINITION", "TERM"] };
  const said = await importAs(world, list, "UPDATE_EXISTING", { columns });
  expect(said.result).toMatchObject({ hasHeader: true, counts: { added: 2, refused: 0 }, columns: ["definition", "term"] });
  expect(said.result.fileColumns[0]).toEqual({ header: "No.", samples: ["1", "2"], field: null });
  expect((await listAs(world, "learner")).map(({ term, definition }) => [term, definition])).toEqual([
    ["Kernel", "<p>The core</p>"],
    ["Shell", "<p>Takes commands</p>"],
  ]);
  for (const wrong of [["TERM", null], ["TERM", "DEFINITION", "TERM"], []])
    await expectRefusal(importAs(world, list, "UPDATE_EXISTING", { columns: { hasHeader: true, columns: wrong } }), "INVALID_INPUT");
});

describe("what a file turns out to be", () => {
  test.each<[string, Uint8Array | string, string, string]>([
    ["UTF-8 with a mark", "\uFEFFÉté;La saison", "UTF-8", "Été"],
    ["UTF-8", "Été;La saison", "UTF-8", "Été"],
    ["Windows-1252", Buffer.from("\xc9t\xe9;La saison\n\x93Mot\x94;x", "latin1"), "WINDOWS-1252", "Été"],
    ["UTF-16", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("Été;La saison", "utf16le")]), "UTF-16", "Été"],
  ])("%s: accents arrive whole", (_name, body, encoding, term) => {
    const file = readTermFile(Buffer.from(body as string));
    expect(file.encoding).toBe(encoding);
    expect(file.rows[0]!.cells.term).toBe(term);
  });

  test.each([
    [";", "a;b, c, d\ne;f, g"],
    [",", "a,b\nc,d"],
    ["\t", "a\tb; c\nd\te; f"],
    ["|", "a|b; c\nd|e"],
    [";", '"multi\nline";"quoted ""x"" ; y"\nc;d'],
  ])("the separator %j is found", (delimiter, text) => expect(findDelimiter(text)).toBe(delimiter));

  test.each([
    ["Terme;Définition;Catégorie"],
    ["term;DEFINITION;category"],
    ["Término;Definición;Categoría"],
    ["مصطلح;تعريف;فئة"],
    ["Concept;Description;group"],
  ])("%s is a header", (header) => {
    expect(readTermFile(Buffer.from(`${header}\na;b;c`)).rows).toEqual([{ line: 2, cells: { term: "a", definition: "b", category: "c" } }]);
  });

  test("columns in another order, unknown ones left out", () => {
    expect(readTermFile(Buffer.from("id;definition;term\n7;b;a")).rows[0]!.cells).toEqual({ term: "a", definition: "b" });
  });

  test("control bytes are no text", () => expect(() => decodeText(Buffer.from("PK\u0003\u0004rest"))).toThrow(/no text/));

  test.each([[["a"]], [["a", "b"]], [["a, b"]], [["a; b"]], [["a, b", "c"]], [[]]])("a list in a cell comes back: %j", (list: string[]) =>
    expect(splitList(joinList(list))).toEqual(list),
  );
});

test("what is written out comes back the same, formulas cannot run in a spreadsheet", async () => {
  const world = await buildGlossaryWorld(app);
  await addTerm(world, {
    term: "+SUM(1)",
    definition: '<p>@SUM(A1) &amp; <strong>bold</strong> <a href="https://example.org/?a=1&amp;b=2">link</a></p><ul><li>x</li></ul>',
    category: "-1+2",
    aliases: [
      { kind: "SYNONYM", text: "a, b" },
      { kind: "ABBREVIATION", text: "AB" },
    ],
  });
  await addTerm(world, {
    term: 'Zeile "mit"; Zeichen',
    definition: "<p>Umbruch<br />hier</p>",
    language: "de",
    highlight: "EXACT_CASE",
    aliases: [
      { kind: "PLURAL", text: "Zeilen" },
      { kind: "FORM", text: "Zeile" },
    ],
  });
  const first = await exportAs(world);
  expect(first.startsWith("\uFEFFterm;definition;")).toBe(true);
  expect(first).toContain("'+SUM(1);");
  expect(first).toContain("'-1+2;");
  const again = await importAs(world, first, "REPLACE_ALL", { dryRun: true });
  expect(again.result.counts).toEqual({ added: 0, changed: 0, same: 2, refused: 0, removed: 0 });
  const other = await buildGlossaryWorld(app);
  await importAs(other, first, "REPLACE_ALL");
  expect(await exportAs(other)).toBe(first);
  expect(await exportAs(other, true)).toContain("@SUM(A1) & bold link");
});

test("10,000 rows arrive", async () => {
  const world = await buildGlossaryWorld(app);
  const body = Array.from(
    { length: 10_000 },
    (_, n) =>
      `Term number ${n};The meaning of <em>term ${n}</em>, which takes a sentence or two to explain. And here is the second.;alias ${n}|other ${n};Category ${n % 20};en`,
  ).join("\n");
  const { result } = await importAs(world, `term;definition;synonyms;category;language\n${body}`, "REPLACE_ALL");
  expect(result.counts.added).toBe(10_000);
}, 180_000);

test("a hidden term that a file rewords stays hidden, and unknown to search until it is shown", async () => {
  const world = await buildGlossaryWorld(app);
  const courseId = world.course.id;
  const { id } = await addTerm(world, { term: "Kernel", definition: "<p>The core.</p>" });
  const entries = () => app.db.searchEntry.findMany({ where: { kind: "glossaryTerm", rowId: id }, select: { text: true } });
  await world.clients.teacher.run(STATE, { courseId, ids: [id], state: "HIDDEN" });
  const { result } = await importAs(world, "Kernel;The very middle.\nShell;New.", "UPDATE_EXISTING");
  expect(result.counts).toMatchObject({ added: 1, changed: 1 });
  expect(await entries()).toEqual([]);
  expect((await listAs(world, "learner")).map((term) => term.term)).toEqual(["Shell"]);
  await world.clients.teacher.run(STATE, { courseId, ids: [id], state: "PUBLISHED" });
  expect(await entries()).toEqual([{ text: "The very middle." }]);
});
