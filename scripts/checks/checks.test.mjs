// Each check is shown something wrong, so that none of them passes because it looks at nothing.
import { describe, expect, test } from "@jest/globals";
import { initialFiles, initialSize } from "../build.mjs";
import { partition } from "../codegen/migration.mjs";
import { possibleTypes } from "../codegen/operations.mjs";
import { fromRoot } from "../workspace.mjs";
import { apiSources, gates } from "./gates.mjs";
import { refusals } from "./refusals.mjs";
import { bannedCalls, importArrow, logicalStyles, wordsInMarkup } from "./sources.mjs";
import { settingLabels } from "./setting-labels.mjs";
import { flatten, translations } from "./translations.mjs";

const source = (name, text) => [{ name, file: fromRoot(name), text, lines: text.split("\n") }];

const resolver = (body, decorator = "") => `
@Resolver()
export class ThingResolver {
  ${decorator}@Query(() => Thing, { description: "A thing." })
  async thing(@Arg("id", () => ID, { description: "Its id." }) id: string, @Ctx() ctx: Context): Promise<Thing> {
    ${body}
  }
}
`;

describe("gates", () => {
  const problems = (text) => gates(source("apps/api/src/tools/x/x.resolver.ts", text), new Map());

  test("an operation that only reads is found", () => {
    expect(problems(resolver("return ctx.db.thing.findUnique({ where: { id } });"))).toEqual([
      "apps/api/src/tools/x/x.resolver.ts: thing neither passes a gate nor is marked @Public",
    ]);
  });

  test("a gate in the body, in a called verb, or @Public is enough; a verb that does not enter is not", () => {
    expect(problems(resolver("await ctx.enter(id);"))).toEqual([]);
    expect(
      problems(resolver("return load(ctx, id);") + "async function load(ctx: Context, id: string) {\n  await ctx.enterPlatform(id);\n}\n"),
    ).toEqual([]);
    expect(problems(resolver("return 1;", '@Public("the time")\n  '))).toEqual([]);
    expect(problems(resolver("return load(ctx, id);") + "async function load(ctx: Context, id: string) {\n  return id;\n}\n")).toHaveLength(
      1,
    );
  });

  test("it looks at the real resolvers", () => {
    const found = apiSources().filter(({ text }) => /^ {2}@(Query|Mutation)\(/m.test(text));
    expect(found.length).toBeGreaterThan(10);
    const stripped = found.map(({ name }) => ({ name, text: resolver("return 1;") }));
    expect(gates(stripped, new Map())).toHaveLength(found.length);
  });
});

test("refusals: a code without a sentence is found", () => {
  const text = 'throw Forbidden("NEW"); throw Conflict("NEW", "x"); throw Locked([{ code: "NEW" }]);';
  expect(refusals(source("apps/api/src/a.ts", text), { errors: { FORBIDDEN_NEW: "" }, reasons: {} })).toEqual([
    "apps/api/src/a.ts: NEW has no sentence: add CONFLICT_NEW to errors.json",
    "apps/api/src/a.ts: NEW has no sentence: add NEW to reasons.json",
  ]);
});

describe("sources", () => {
  test("banned calls", () => {
    const text = ["db.$queryRawUnsafe(x)", "process.env.PORT", "// @ts-ignore", "// oxlint-disable"].join("\n");
    expect(bannedCalls(source("apps/api/src/a.ts", text))).toHaveLength(4);
    expect(bannedCalls(source("apps/api/src/env.ts", "process.env.PORT"))).toEqual([]);
  });

  test("logical styles", () => {
    expect(logicalStyles(source("apps/web/src/a.css", ".a { margin-left: 1px; }"))).toHaveLength(1);
    expect(logicalStyles(source("apps/web/src/a.css", ".a { margin-inline-start: 1px; }"))).toEqual([]);
    expect(logicalStyles(source("apps/web/src/a.tsx", '<Box ml="md" />'))).toHaveLength(1);
  });

  test("words in markup", () => {
    expect(wordsInMarkup(source("apps/web/src/a.tsx", "<p>Hello there</p>"))).toHaveLength(1);
    expect(wordsInMarkup(source("apps/web/src/a.tsx", '<img alt="A picture" />'))).toHaveLength(1);
    expect(wordsInMarkup(source("apps/web/src/a.tsx", '<p>{t("hello")}</p>'))).toEqual([]);
  });

  test("the import arrow, and tools that import each other", () => {
    expect(importArrow(source("apps/api/src/kernel/a.ts", 'import { b } from "../core/b";'))).toHaveLength(1);
    expect(importArrow(source("apps/api/src/tools/x/a.ts", 'import { b } from "../y/b";'))).toHaveLength(1);
    expect(importArrow(source("apps/api/src/tools/x/a.ts", 'import { b } from "../../kernel/b";'))).toEqual([]);
  });
});

test("translations: missing, unused, unlike placeholders, and a key that is nowhere", () => {
  const catalogue = (entries) => new Map([["x", flatten(entries, "", new Map())]]);
  const uses = [{ name: "a.tsx", text: 'useTranslation("x"); t("used"); t("nowhere"); t("named")' }];
  const found = translations(
    catalogue({ used: "Used", unused: "Unused", named: "{{name}}" }),
    catalogue({ used: "Utilisé", named: "{{nom}}", extra: "En trop" }),
    uses,
  );
  expect(found.sort()).toEqual([
    "a.tsx: the key x:nowhere is not in en/x.json",
    "en/x.json: extra is missing",
    "en/x.json: unused is used nowhere",
    "fr/x.json: named has other placeholders than English",
    "fr/x.json: unused is missing",
  ]);
});

test("setting labels: each setting and each choice of each tool has words, what no form draws needs none", () => {
  const schema = `
type CourseSettings {
  """Settings of courses."""
  courses: GeneralCourseSettings!
  id: ID!
  words: WordSettings!
}

type WordSettings {
  """
  order: as one likes
  """
  order: WordOrder!
  places: [WordPlace!]!
  first: Boolean!
  person: Person
  version: Int!
}

enum WordOrder {
  """From A to Z."""
  ALPHABETICAL
  MANUAL
}

enum WordPlace {
  TEXTS
}
`;
  const words = { order: { label: "Order", choices: { MANUAL: "By hand" } }, places: { label: "Where" }, choices: { TEXTS: "Texts" } };
  expect(settingLabels(schema, { toolSettings: { words } })).toEqual([
    "en/courses.json: toolSettings.words.order.choices.ALPHABETICAL is missing",
    "en/courses.json: toolSettings.words.first.label is missing",
  ]);
  expect(settingLabels("type Query {\n}\n", {})).toHaveLength(1);
});

describe("build and codegen", () => {
  test("initial JavaScript counts what the entry imports at once, and is refused over the limit", () => {
    const manifest = {
      "index.html": { file: "index.js", isEntry: true, imports: ["_a"], dynamicImports: ["_late"] },
      _a: { file: "a.js", imports: ["_b"] },
      _b: { file: "b.js", imports: ["_a"] },
      _late: { file: "late.js" },
    };
    expect(initialFiles(manifest)).toEqual(["index.js", "a.js", "b.js"]);
    expect(initialSize([100_000, 100_000])).toMatch(/200 of 250 kB/);
    expect(() => initialSize([200_000, 60_000])).toThrow(/260 of 250 kB/);
  });

  test("partitioning a table that is not there is a fault", () => {
    expect(() => partition('CREATE TABLE "A" (\n)\n;', new Map([["B", "id"]]))).toThrow(/no CREATE TABLE "B"/);
    expect(partition('CREATE TABLE "A" (\n  x int\n);', new Map([["A", "x"]]))).toContain('PARTITION BY RANGE ("x")');
  });

  test("the types behind interfaces and unions", async () => {
    const { buildSchema, isAbstractType } = await import("graphql");
    const schema = buildSchema(
      "interface N { id: ID } type B implements N { id: ID } type A implements N { id: ID } union U = A type Query { u: U }",
    );
    expect(possibleTypes(schema, isAbstractType)).toEqual({ N: ["A", "B"], U: ["A"] });
  });
});
