import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { checkLimits, LIMITS, measureDocument } from "./query-limits";

test("fragments that double at each spread are refused, not walked to their end", () => {
  const links = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
  const document = parse(`{ ...F0 } ${links.join(" ")} fragment F60 on Query { __typename }`);
  expect(() => checkLimits(document, {})).toThrow(/spreads fragments/);
});

test("a fragment that spreads itself is refused too", () => {
  expect(() => checkLimits(parse("{ ...A } fragment A on Query { ...A ...A }"), {})).toThrow(/spreads fragments/);
});

test("a page is as long as its variable says, or the variable's default", () => {
  const document = parse("query ($n: Int = 90) { things(first: $n) { nodes { id } } }");
  expect(measureDocument(document).cost).toBe(1 + 90 + 90);
  expect(measureDocument(document, { n: 3 }).cost).toBe(1 + 3 + 3);
  expect(measureDocument(parse("query ($n: Int) { things(first: $n) { id } }")).cost).toBe(1 + 20);
  expect(() => checkLimits(document, { n: LIMITS.cost })).toThrow(/costs/);
});
