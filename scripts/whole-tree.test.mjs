// What is said of the whole tree, tried on a copy of it: a stamped tool passes every check and its own tests, and every check can fail.
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { commitAll, copyTree } from "./tree-copy.mjs";
import { wordsOf } from "./new-tool.mjs";
import { fromRoot } from "./workspace.mjs";

// Types and lint of everything, twice: half a minute on an idle machine, minutes on a busy one.
jest.setTimeout(600_000);

const keys = [
  ...readFileSync(fromRoot("packages/shared/src/keys.ts"), "utf8")
    .split("] as const")[0]
    .matchAll(/^ {2}"(\w+)",$/gm),
];
const key = keys
  .map(([, name]) => name)
  .reverse()
  .find((name) => !existsSync(fromRoot("apps/api/src/tools", name)));
const { noun, nouns, Noun, Nouns } = wordsOf(key);
let tree;
beforeAll(() => (tree = copyTree()));
afterAll(() => tree.remove());

/** Runs a script of the copy; answers how it ended and everything that it said. */
function run(script, ...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(tree.folder, script), ...args], { cwd: tree.folder });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** Outcome by check, of what `pnpm check` said. */
const outcomes = (output) => new Map([...output.matchAll(/^(ok|FAILED) +(.+) \(\d/gm)].map(([, outcome, name]) => [name, outcome]));

test("a stamped tool passes every check and its own tests", async () => {
  const stamped = await run("scripts/new-tool.mjs", key);
  expect(stamped).toMatchObject({ code: 0 });
  expect((await run("scripts/new-tool.mjs", key)).output).toContain(`apps/api/src/tools/${key} is there already`);
  commitAll(tree.folder);
  const checked = await run("scripts/check.mjs");
  expect(checked).toMatchObject({ code: 0 });
  expect([...new Set(outcomes(checked.output).values())]).toEqual(["ok"]);
  const tested = await run("scripts/jest.mjs", "--selectProjects", "api", "web", "--", `tools/${key}/`);
  expect(tested).toMatchObject({ code: 0 });
  expect(tested.output).toMatch(/Test Suites: 2 passed, 2 total/);
  const operations = [nouns, noun, ...[`create${Noun}`, `update${Noun}`, `delete${Noun}`, `restore${Nouns}`]];
  const rows = await run("scripts/jest.mjs", "--selectProjects", "api", "-t", `^(${operations.join("|")}) answers`, "--", "test/matrix");
  expect(rows).toMatchObject({ code: 0 });
  expect(rows.output).toMatch(new RegExp(`Tests: .*${operations.length} passed`));
});

/** One defect for each check: where it is planted, what, and by what it is named if not by its file. */
const defects = {
  types: ["packages/shared/src/planted-type.ts", 'export const planted: number = "one";\n'],
  lint: [
    "apps/api/src/planted-promise.ts",
    "const later = async (): Promise<void> => undefined;\nexport function planted(): void {\n  later();\n}\n",
  ],
  format: ["packages/shared/src/planted-format.ts", "export const planted   =   1\n"],
  "import arrow": ["apps/api/src/kernel/planted-arrow.ts", 'export { coreModules } from "../core/index";\n'],
  "banned calls": ["apps/api/src/planted-environment.ts", 'export const planted = process.env["HOME"];\n'],
  "logical styles": ["apps/web/src/ui/planted.css", ".planted {\n  margin-left: 1px;\n}\n"],
  gates: [
    "apps/api/src/core/planted.resolver.ts",
    `import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../kernel/context";

@Resolver()
export class PlantedResolver {
  @Query(() => Number, { description: "How many people there are." })
  planted(@Ctx() ctx: Context): Promise<number> {
    return ctx.db.user.count();
  }
}
`,
  ],
  "refusals have words": [
    "apps/api/src/planted-refusal.ts",
    'import { Forbidden } from "./kernel/errors";\n\nexport const planted = () => Forbidden("PLANTED");\n',
  ],
  "words in code": ["apps/web/src/ui/planted.tsx", "export const Planted = () => <p>Words that nobody translates</p>;\n"],
  translations: ["packages/shared/locales/en/planted.json", '{ "planted": "Said in English only" }\n'],
  "setting labels": [
    "apps/api/src/tools/glossary/glossary.types.ts",
    '\nField(() => Boolean, { description: "Planted." })(GlossarySettingsNode.prototype, "planted");\n',
    "toolSettings.glossary.planted.label",
  ],
  settings: ["docs/operating.md", "\n| `PLANTED` | 1 | read nowhere |\n"],
  deployment: ["Dockerfile", "COPY scripts/planted.mjs /app/planted.mjs\n"],
  "generated files": ["apps/api/schema.graphql", "# Written by hand.\n"],
  // PostgreSQL's catalogue knows no files: it is the table that is named.
  "schema drift": [
    "prisma/migrations/29990101000000_planted/migration.sql",
    'CREATE TABLE "Planted" ("id" uuid PRIMARY KEY);\n',
    "Planted",
  ],
};

test("every check fails when its defect is there, and names it", async () => {
  for (const [file, text] of Object.values(defects)) {
    mkdirSync(path.dirname(path.join(tree.folder, file)), { recursive: true });
    appendFileSync(path.join(tree.folder, file), text);
  }
  commitAll(tree.folder);
  const { code, output } = await run("scripts/check.mjs");
  expect(code).toBe(1);
  const names = [...outcomes(output).keys()];
  expect([...outcomes(output)].filter(([, outcome]) => outcome === "ok")).toEqual([]);
  expect([...names].sort()).toEqual(Object.keys(defects).sort());
  const said = (name) => output.split(`\n${name}:\n`)[1]?.split(new RegExp(`\n(?:${names.join("|")}):\n`))[0] ?? "";
  const marks = Object.entries(defects).map(([name, [file, , mark]]) => [name, mark ?? path.basename(file)]);
  for (const [name, mark] of marks) expect([name, said(name)]).toEqual([name, expect.stringContaining(mark)]);
});
