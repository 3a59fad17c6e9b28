// The words and lists of a stamped tool; that a whole stamped tool passes everything is seen in whole-tree.test.mjs.
import { expect, test } from "@jest/globals";
import { nameInApi, nameInModel, nameInWeb, render, singular, wordsOf } from "./new-tool.mjs";

test.each([
  ["surveys", "survey"],
  ["quizzes", "quiz"],
  ["glossaries", "glossary"],
  ["links", "link"],
  ["wiki", "wiki"],
  ["glass", "glass"],
])("the singular of %s is %s", (key, noun) => expect(singular(key)).toBe(noun));

test("words are made of the key, or given; what cannot be a name is refused", () => {
  expect(wordsOf("surveys")).toEqual({
    key: "surveys",
    noun: "survey",
    nouns: "surveys",
    Noun: "Survey",
    Nouns: "Surveys",
    NOUN: "SURVEY",
  });
  expect(wordsOf("wiki")).toMatchObject({ noun: "wiki", nouns: "wikis" });
  expect(wordsOf("attendance", "sheet", "sheets")).toMatchObject({ key: "attendance", Noun: "Sheet", nouns: "sheets" });
  expect(() => wordsOf("a-b")).toThrow(/letters only/);
  expect(() => wordsOf("Surveys")).toThrow(/letters only/);
  expect(() => wordsOf("news", "news", "news")).toThrow(/name both/);
});

test("a template's holes are filled, and what is no hole stays", () => {
  expect(render("__Noun__Row of __nouns__, __typename, import.meta.__dirname__", wordsOf("surveys"))).toBe(
    "SurveyRow of surveys, __typename, import.meta.__dirname__",
  );
});

test("a tool is named where the keys' order has it", () => {
  const list = 'import { a } from "./a/a.tool";\nimport { c } from "./c/c.tool";\n\n/** Said. */\nexport const tools: T[] = [a, c];\n';
  expect(nameInApi(list, "b", ["a", "b", "c"])).toBe(
    'import { a } from "./a/a.tool";\nimport { c } from "./c/c.tool";\nimport { b } from "./b/b.tool";\n\n/** Said. */\nexport const tools: T[] = [a, b, c];\n',
  );
  expect(nameInWeb("const routes = {\n  a: 1,\n};\n", "b")).toBe(
    'const routes = {\n  a: 1,\n  b: () => import("./b/b.routes").then((file) => file.bRoutes),\n};\n',
  );
  expect(nameInModel("model Item {\n  id String\n\n  @@index([id])\n}\n", wordsOf("surveys"))).toBe(
    "model Item {\n  id String\n  survey      Survey?\n\n  @@index([id])\n}\n",
  );
});
