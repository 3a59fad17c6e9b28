import { expect, test } from "@jest/globals";
import { compareTitles, indexLetter, termKey, withoutArticle } from "./collation";

test.each([
  ["en", "The shell", "shell"],
  ["en", "Theory", "Theory"],
  ["en", "A", "A"],
  ["fr", "L'été", "été"],
  ["fr", "Les mots", "mots"],
  ["fr", "Lésion", "Lésion"],
  ["es", "El árbol", "árbol"],
  ["ar", "الكتاب", "كتاب"],
  ["xx", "The x", "The x"],
])("%s: %j without its article is %j", (language, term, bare) => expect(withoutArticle(language, term)).toBe(bare));

test("order follows the language, numbers by value, articles where asked", () => {
  const sorted = (language: string, words: string[], ignore = false) =>
    [...words].sort((one, other) => compareTitles(language, one, other, ignore));
  expect(sorted("sv", ["ö", "z", "a"])).toEqual(["a", "z", "ö"]);
  expect(sorted("de", ["z", "ö", "p"])).toEqual(["ö", "p", "z"]);
  expect(sorted("es", ["nz", "ñ", "o"])).toEqual(["nz", "ñ", "o"]);
  expect(sorted("en", ["file 10", "file 9"])).toEqual(["file 9", "file 10"]);
  expect(sorted("fr", ["La zone", "L'arbre", "mot"], true)).toEqual(["L'arbre", "mot", "La zone"]);
});

test.each([
  ["fr", "été", "E"],
  ["es", "ñandú", "Ñ"],
  ["sv", "ö", "Ö"],
  ["de", "öl", "O"],
  ["en", "404", "#"],
  ["en", "(x)", "#"],
  ["ar", "كتاب", "ك"],
  ["en", "", "#"],
])("%s: %j stands under %j", (language, term, letter) => expect(indexLetter(language, term)).toBe(letter));

test("keys unite case, width and blanks, not accents", () => {
  expect(termKey(" Data  Base ")).toBe(termKey("ｄａｔａ base"));
  expect(termKey("côte")).not.toBe(termKey("cote"));
});
