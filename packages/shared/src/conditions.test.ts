import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Condition,
  type ConditionFacts,
  conditionItemIds,
  conditionSchema,
  evaluateCondition,
  findConditionCycle,
} from "./conditions";

const a = "01900000-0000-7000-8000-00000000000a";
const b = "01900000-0000-7000-8000-00000000000b";
const g = "01900000-0000-7000-8000-00000000000c";
const gone = "01900000-0000-7000-8000-00000000000d";
const facts: ConditionFacts = {
  now: new Date("2026-11-21T08:00:00Z"),
  items: new Map([
    [a, { state: "PASSED", percent: 80, criteria: ["viewed", "passed"] }],
    [b, { state: "IN_PROGRESS", percent: null, criteria: [] }],
  ]),
  itemsOfAnySession: new Map([[b, { state: "COMPLETED", percent: 50, criteria: ["viewed"] }]]),
  missingItems: new Set([gone]),
  groupIds: new Set([g]),
  language: "fr-CA",
  fields: new Map([["campus", "north"]]),
};
const yes: Condition = { kind: "GROUP", groupId: g };
const no: Condition = { kind: "GROUP", groupId: a };

const table: [Condition, string[]][] = [
  [{ kind: "ITEM_STATE", itemId: a, state: "PASSED" }, []],
  [{ kind: "ITEM_STATE", itemId: a, state: "COMPLETED" }, []],
  [{ kind: "ITEM_STATE", itemId: a, state: "FAILED" }, ["ITEM_STATE"]],
  [{ kind: "ITEM_STATE", itemId: b, state: "STARTED" }, []],
  [{ kind: "ITEM_STATE", itemId: b, state: "COMPLETED" }, ["ITEM_STATE"]],
  [{ kind: "ITEM_STATE", itemId: b, state: "COMPLETED", anySession: true }, []],
  [{ kind: "ITEM_STATE", itemId: g, state: "STARTED" }, ["ITEM_STATE"]],
  [{ kind: "ITEM_STATE", itemId: gone, state: "PASSED" }, []],
  [{ kind: "NOT", of: { kind: "ITEM_STATE", itemId: gone, state: "PASSED" } }, []],
  [{ kind: "ITEM_SCORE", itemId: a, minPercent: 80 }, []],
  [{ kind: "ITEM_SCORE", itemId: a, minPercent: 81 }, ["ITEM_SCORE"]],
  [{ kind: "ITEM_SCORE", itemId: a, maxPercent: 79 }, ["ITEM_SCORE"]],
  [{ kind: "ITEM_SCORE", itemId: b, minPercent: 0 }, ["ITEM_SCORE"]],
  [{ kind: "ITEM_CRITERION", itemId: a, criterion: "viewed" }, []],
  [{ kind: "ITEM_CRITERION", itemId: a, criterion: "watched" }, ["ITEM_CRITERION"]],
  [{ kind: "DATE_AFTER", at: "2026-11-21T08:00:00Z" }, []],
  [{ kind: "DATE_AFTER", at: "2026-11-21T08:00:01Z" }, ["DATE_AFTER"]],
  [{ kind: "DATE_BEFORE", at: "2026-11-21T08:00:00Z" }, ["DATE_BEFORE"]],
  [{ kind: "DATE_BEFORE", at: "2026-11-21T09:00:01+01:00" }, []],
  [{ kind: "PROFILE_LANGUAGE", language: "fr" }, []],
  [{ kind: "PROFILE_LANGUAGE", language: "f" }, ["PROFILE_LANGUAGE"]],
  [{ kind: "PROFILE_FIELD", field: "campus", value: "north" }, []],
  [{ kind: "PROFILE_FIELD", field: "campus", value: "south" }, ["PROFILE_FIELD"]],
  [{ kind: "NOT", of: yes }, ["NOT_GROUP"]],
  [{ kind: "NOT", of: { kind: "NOT", of: yes } }, []],
  [{ kind: "AND", of: [] }, []],
  [{ kind: "OR", of: [] }, []],
  [{ kind: "AND", of: [yes, no, no] }, ["GROUP", "GROUP"]],
  [{ kind: "OR", of: [no, yes] }, []],
  [{ kind: "OR", of: [no, no] }, ["ONE_OF", "GROUP", "GROUP"]],
  [{ kind: "NOT", of: { kind: "AND", of: [yes, yes] } }, ["ONE_OF", "NOT_GROUP", "NOT_GROUP"]],
  [{ kind: "NOT", of: { kind: "OR", of: [no, yes] } }, ["NOT_GROUP"]],
];

describe("evaluateCondition", () => {
  test.each(table)("%j waits for %j", (tree, codes) => {
    const answer = evaluateCondition(tree, facts);
    expect(answer.reasons.map((reason) => reason.code)).toEqual(codes);
    expect(answer.open).toBe(codes.length === 0 && JSON.stringify(tree) !== JSON.stringify({ kind: "OR", of: [] }));
  });

  test("reasons carry the data of their sentence", () => {
    expect(evaluateCondition({ kind: "ITEM_SCORE", itemId: a, minPercent: 90 }, facts).reasons).toEqual([
      { code: "ITEM_SCORE", params: { itemId: a, minPercent: 90 } },
    ]);
    expect(evaluateCondition(null, facts)).toEqual({ open: true, reasons: [] });
  });

  test("agrees with plain logic on random trees", () => {
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(yes, no),
        fc.record({ kind: fc.constant("AND" as const), of: fc.array(tie("tree"), { maxLength: 3 }) }),
        fc.record({ kind: fc.constant("OR" as const), of: fc.array(tie("tree"), { maxLength: 3 }) }),
        fc.record({ kind: fc.constant("NOT" as const), of: tie("tree") }),
      ),
    }));
    const plain = (node: Condition): boolean => {
      if (node.kind === "AND") return node.of.every(plain);
      if (node.kind === "OR") return node.of.some(plain);
      return node.kind === "NOT" ? !plain(node.of) : node === yes;
    };
    fc.assert(
      fc.property(tree, (node) => {
        const answer = evaluateCondition(node, facts);
        expect(answer.open).toBe(plain(node));
        if (answer.open) expect(answer.reasons).toEqual([]);
      }),
    );
  });
});

describe("conditionSchema", () => {
  test("takes a good tree and lists its items", () => {
    const tree = conditionSchema.parse({
      kind: "AND",
      of: [
        { kind: "ITEM_STATE", itemId: a, state: "PASSED" },
        { kind: "NOT", of: { kind: "ITEM_SCORE", itemId: a } },
      ],
    });
    expect(conditionItemIds(tree)).toEqual([a]);
  });

  const nest = (depth: number): unknown => (depth === 0 ? yes : { kind: "NOT", of: nest(depth - 1) });
  test.each([
    [{ kind: "XOR", of: [] }],
    [{ kind: "ITEM_STATE", itemId: "1", state: "PASSED" }],
    [{ kind: "DATE_AFTER", at: "tomorrow" }],
    [{ kind: "GROUP", groupId: g, extra: 1 }],
    [nest(7)],
    [nest(5000)],
    [{ kind: "OR", of: Array.from({ length: 51 }, () => yes) }],
    [
      {
        kind: "AND",
        of: [
          { kind: "OR", of: Array.from({ length: 30 }, () => yes) },
          { kind: "OR", of: Array.from({ length: 30 }, () => yes) },
        ],
      },
    ],
    [null],
  ])("refuses bad tree %#", (tree) => expect(conditionSchema.safeParse(tree).success).toBe(false));
});

describe("findConditionCycle", () => {
  const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));
  test.each([
    [{}, null],
    [{ a: ["b"], b: ["c"], c: [] }, null],
    [{ a: ["b", "c"], b: ["d"], c: ["d"] }, null],
    [{ a: ["a"] }, ["a", "a"]],
    [{ x: ["a"], a: ["b"], b: ["c"], c: ["a"] }, ["a", "b", "c", "a"]],
  ])("%j: %j", (edges, cycle) => expect(findConditionCycle(graph(edges))).toEqual(cycle));

  test("10,000 items in a row do not exhaust the stack", () => {
    const row = new Map(Array.from({ length: 10_000 }, (_, index) => [String(index), [String(index + 1)]]));
    expect(findConditionCycle(row)).toBeNull();
    expect(findConditionCycle(row.set("10000", ["0"]))).toHaveLength(10_002);
  });
});
