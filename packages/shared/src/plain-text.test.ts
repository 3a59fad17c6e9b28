import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { cleanLines, cleanTitle, codePoints, foldAccents, foldText, truncateText } from "./plain-text";

test.each([
  ["  a \t b\n", "a b"],
  ["e\u0301t\u00e9", "\u00e9t\u00e9"],
  ["a\u0000b\u202Ec", "abc"],
  ["a\ud800", "a\ufffd"],
  ["👩‍🏫", "👩‍🏫"],
  ["", ""],
])("cleanTitle(%j) is %j", (text, clean) => expect(cleanTitle(text)).toBe(clean));

test.each([
  ["a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ["a\tb\u0007", "a\tb"],
])("cleanLines(%j) is %j", (text, clean) => expect(cleanLines(text)).toBe(clean));

test.each([
  ["Straße", "STRASSE"],
  ["GROẞ", "gross"],
  ["ΣΊΣΥΦΟΣ", "σίσυφος"],
  ["ﬁle", "FILE"],
  ["Ａｄａ", "ada"],
])("foldText takes %j and %j for one", (one, other) => expect(foldText(one)).toBe(foldText(other)));

test("foldText keeps accents, foldAccents does not", () => {
  expect(foldText("Été")).toBe("été");
  expect(foldAccents("Été")).toBe("ete");
});

test("lengths and cuts count code points", () => {
  expect(codePoints("a😀")).toBe(2);
  expect(truncateText("😀😀😀", 2)).toBe("😀😀");
  expect(truncateText("ab", 5)).toBe("ab");
});

test("cleaning and folding twice is cleaning and folding once", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), (text) => {
      for (const clean of [cleanTitle, cleanLines, foldText, foldAccents]) expect(clean(clean(text))).toBe(clean(text));
    }),
    { numRuns: 2000 },
  );
});
