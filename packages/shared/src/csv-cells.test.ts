import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { matchHeaders, neutralCell, originalCell } from "./csv-cells";

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd", "'+cmd"],
  ["-x", "'-x"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\rx", "'\rx"],
  ["\n=x", "'\n=x"],
  [" =x", "' =x"],
  ["\uFF1D1", "'\uFF1D1"],
  ["-12.5", "-12.5"],
  ["+3", "+3"],
  ["-2+3", "'-2+3"],
  ["a=b", "a=b"],
  ["", ""],
])("neutralCell(%j) is %j", (text, cell) => expect(neutralCell(text)).toBe(cell));

test("no neutral cell begins a formula, and the text comes back", () => {
  const text = fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", " ", "'", ""), fc.string()).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (value) => {
      const cell = neutralCell(value);
      expect(/^[=+\-@\t\r]/.test(cell) && !/^[+-]\d+(?:[.,]\d+)?%?$/.test(cell)).toBe(false);
      if (!value.startsWith("'")) expect(originalCell(cell)).toBe(value);
    }),
  );
});

test("headers are known in any language and spelling", () => {
  const spellings = { term: ["Terme", "Término", "مصطلح"], definition: ["Définition", "Definición"] };
  expect(matchHeaders(["\uFEFFTERME", "definicion ", "x", "term"], spellings)).toEqual(["term", "definition", undefined, undefined]);
});
