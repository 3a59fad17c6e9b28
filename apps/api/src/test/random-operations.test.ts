import { expect, test } from "@jest/globals";
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from "graphql";
import { newId } from "../kernel/ids";
import { makeSchema } from "../schema";
import { startTestApp } from "./app";
import { buildWorld, matrixParts, ROLES, type World } from "./matrix-world";

/** How many operations are tried: a few hundred in `npm test`, 10,000 by `pnpm test:reliability`. A long run takes a new seed, and says which; `RANDOM_SEED` repeats it. */
const COUNT = Number(process.env["RANDOM_OPERATIONS"] ?? 300);
const SEED = Number(process.env["RANDOM_SEED"] ?? (COUNT > 1_000 ? Date.now() % 1_000_000 : 7));
/** After so many the world is new: what was deleted or closed is there again. */
const RENEW = 250;
const DEPTH = 4;

const app = await startTestApp({ logLevel: "error" });
const schema = makeSchema();
const parts = await matrixParts();

// A small generator of its own (mulberry32), so that a seed gives the same operations whatever answers come.
let state = SEED;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
const chance = (share: number): boolean => random() < share;

const TEXTS = [
  "",
  " ",
  "plain words",
  '\'; DROP TABLE "User"; --',
  '" OR 1=1 --',
  "%_\\",
  "\\x00\u0000",
  "<script>alert(1)</script>",
  "=HYPERLINK(1)",
  "../../etc/passwd",
  "\u202egnp.exe",
  "😀".repeat(40),
  "\ud800",
  "a".repeat(3_000),
  "{{constructor}}",
  "__proto__",
  "en",
  "2026-13-45",
  "(a+)+$",
];
const NUMBERS = [0, 1, 2, -1, 50, 100, 101, 2_147_483_647, -2_147_483_648];
const DATES = ["2026-11-21T09:00:00.000Z", "1970-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"];

function scalar(name: string, world: World): unknown {
  switch (name) {
    case "ID":
      return chance(0.8) ? oneOf(Object.values(world.ids)) : oneOf([newId(), "none", "", "1"]);
    case "Int":
      return oneOf(NUMBERS);
    case "Float":
      return oneOf([...NUMBERS, 0.5, 1e308, -1e-300]);
    case "Boolean":
      return chance(0.5);
    case "DateTime":
      return oneOf(DATES);
    default:
      return chance(0.7) ? oneOf(TEXTS) : oneOf(Object.values(world.ids));
  }
}

function value(type: GraphQLInputType, world: World, depth = 0): unknown {
  if (isNonNullType(type)) return value(type.ofType, world, depth);
  if (isListType(type)) return Array.from({ length: Math.floor(random() * 4) }, () => value(type.ofType, world, depth + 1));
  if (isEnumType(type)) return oneOf(type.getValues()).name;
  if (!isInputObjectType(type)) return scalar(type.name, world);
  const fields = Object.values(type.getFields());
  if (type.isOneOf) {
    const field = oneOf(fields);
    return { [field.name]: value(field.type, world, depth + 1) };
  }
  const given = fields.filter((field) => isNonNullType(field.type) || (depth < 3 && chance(0.4)));
  return Object.fromEntries(given.map((field) => [field.name, value(field.type, world, depth + 1)]));
}

interface Variables {
  declared: string[];
  values: Record<string, unknown>;
}

function argumentsOf(args: readonly GraphQLArgument[], world: World, variables: Variables): string {
  const given = args.filter((argument) => isNonNullType(argument.type) || chance(0.5));
  const passed = given.map((argument) => {
    const name = `v${variables.declared.length}`;
    variables.declared.push(`$${name}: ${String(argument.type)}`);
    variables.values[name] = value(argument.type, world);
    return `${argument.name}: $${name}`;
  });
  return passed.length > 0 ? `(${passed.join(", ")})` : "";
}

function selection(type: GraphQLOutputType, world: World, variables: Variables, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  if (isAbstractType(named)) {
    const inner = oneOf(schema.getPossibleTypes(named));
    return ` { __typename ... on ${inner.name}${selection(inner, world, variables, depth)} }`;
  }
  if (!isObjectType(named)) return "";
  const fields = Object.values(named.getFields()).filter((field) => isLeafType(getNamedType(field.type)) || depth < DEPTH);
  const chosen = fields.filter((field) => chance(isLeafType(getNamedType(field.type)) ? 0.5 : 0.3));
  return ` { __typename ${chosen.map((field) => fieldText(field, world, variables, depth + 1)).join(" ")} }`;
}

const fieldText = (field: GraphQLField<unknown, unknown>, world: World, variables: Variables, depth: number): string =>
  `${field.name}${argumentsOf(field.args, world, variables)}${selection(field.type, world, variables, depth)}`;

const roots = [
  ...Object.values(schema.getQueryType()!.getFields()).map((field) => ["query", field] as const),
  ...Object.values(schema.getMutationType()!.getFields()).map((field) => ["mutation", field] as const),
];

function operation(world: World): { text: string; variables: Record<string, unknown>; name: string } {
  const [root, field] = oneOf(roots);
  const variables: Variables = { declared: [], values: {} };
  const body = fieldText(field, world, variables, 1);
  const declared = variables.declared.length > 0 ? `(${variables.declared.join(", ")})` : "";
  return { text: `${root} Random${declared} { ${body} }`, variables: variables.values, name: field.name };
}

test(
  `${COUNT} random valid operations without an internal error`,
  async () => {
    const faults: unknown[] = [];
    const answered = { ok: 0, refused: 0, malformed: 0 };
    let world = await buildWorld(app, parts);
    for (let count = 0; count < COUNT; count += 1) {
      if (count % RENEW === RENEW - 1) world = await buildWorld(app, parts);
      const { text, variables, name } = operation(world);
      const role = oneOf(ROLES);
      const { status, errors } = await world.clients[role].send(text, variables);
      const codes = errors.map((error) => error.extensions.code);
      if (status >= 500 || codes.includes("INTERNAL")) faults.push({ name, role, status, text, variables, errors: errors.slice(0, 2) });
      // An operation that validation refuses has tried nothing: the generator must not make many.
      if (errors.some((error) => error.extensions["graphqlCode"] === "GRAPHQL_VALIDATION_FAILED")) answered.malformed += 1;
      else answered[errors.length > 0 ? "refused" : "ok"] += 1;
    }
    expect({ seed: SEED, faults: faults.slice(0, 20).map((fault) => JSON.stringify(fault)), count: faults.length }).toEqual({
      seed: SEED,
      faults: [],
      count: 0,
    });
    expect(answered.ok).toBeGreaterThan(COUNT / 20);
    expect(answered.malformed).toBeLessThan(COUNT / 20);
  },
  COUNT * 400 + 60_000,
);
