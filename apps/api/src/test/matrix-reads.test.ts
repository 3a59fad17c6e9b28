import { expect, test } from "@jest/globals";
import { allOperations, readRows, tryOperations } from "./matrix-table";

await tryOperations(({ root }) => root !== "mutation");

test("the tables name no operation that is gone", async () => {
  const operations = await allOperations();
  const files = new Set(operations.map(({ file }) => file));
  const named = [...files].flatMap((file) => Object.keys(readRows(file)).map((name) => `${file}: ${name}`));
  const there = new Set(operations.map(({ file, field }) => `${file}: ${field.name}`));
  expect(named.filter((name) => !there.has(name))).toEqual([]);
});
