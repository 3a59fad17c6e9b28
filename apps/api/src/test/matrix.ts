import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLField,
  type GraphQLInputType,
} from "graphql";
import { newId } from "../kernel/ids";
import { ApiError, type TestClient } from "./client";
import { eventually } from "./eventually";
import { listenAs } from "./live-client";
import type { MatrixPart, World } from "./matrix-world";

export interface Operation {
  root: "query" | "mutation" | "subscription";
  field: GraphQLField<unknown, unknown>;
}

const byName = (name: string, world: World): string => {
  const ids = world.ids;
  const known: Record<string, string | undefined> = {
    courseId: ids["course"],
    sessionId: ids["session"],
    userId: ids["victim"],
    itemId: ids["item"],
    groupId: ids["group"],
    enrolmentId: ids["enrolment"],
  };
  return known[name] ?? newId();
};

/** A value of an input type that passes its shape: ids of the world by their argument's name, the first of an enum, required fields only. */
export function example(type: GraphQLInputType, name: string, world: World): unknown {
  if (isNonNullType(type)) return example(type.ofType, name, world);
  if (isListType(type)) return [example(type.ofType, name.replace(/Ids$/, "Id").replace(/^ids$/, "id"), world)];
  if (isEnumType(type)) return type.getValues()[0]!.value;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || field.name === "courseId");
    return Object.fromEntries(fields.map((field) => [field.name, example(field.type, field.name, world)]));
  }
  if (!isScalarType(type)) throw new Error(`no example of ${String(type)}`);
  switch (type.name) {
    case "ID":
      return byName(name, world);
    case "Boolean":
      return false;
    case "Int":
    case "Float":
      return 1;
    case "DateTime":
      return "2026-11-21T09:00:00.000Z";
    default:
      return name === "code" ? world.ids["courseCode"] : `Text ${newId().slice(-6)}`;
  }
}

/** The text and variables of one operation, asking for nothing but the type. Optional arguments are left out but for what an example gives. */
export function requestOf(operation: Operation, world: World, parts: MatrixPart[]): { text: string; variables: Record<string, unknown> } {
  const { field } = operation;
  const given = parts.map((part) => part.examples?.[field.name]).find(Boolean)?.(world);
  const args = field.args.filter((argument) => (given ? argument.name in given : isNonNullType(argument.type)));
  const variables = Object.fromEntries(
    args.map((argument) => [argument.name, given ? given[argument.name] : example(argument.type, argument.name, world)]),
  );
  const declared = args.length > 0 ? `(${args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(", ")})` : "";
  const passed = args.length > 0 ? `(${args.map((argument) => `${argument.name}: $${argument.name}`).join(", ")})` : "";
  const selection = isLeafType(getNamedType(field.type)) ? "" : " { __typename }";
  return { text: `${operation.root} Tried${declared} { ${field.name}${passed}${selection} }`, variables };
}

/** Tries one operation as one caller: `ok`, or the code of its refusal. */
export async function attempt(operation: Operation, client: TestClient, world: World, parts: MatrixPart[]): Promise<string> {
  const { text, variables } = requestOf(operation, world, parts);
  if (operation.root === "subscription") return subscribe(client, world, text, variables);
  try {
    await client.run(text, variables);
    return "ok";
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.code ?? "?";
  }
}

/** A stream is accepted once the server listens for it, which it does after the gate; a refused one ends with its code instead. */
async function subscribe(client: TestClient, world: World, text: string, variables: Record<string, unknown>): Promise<string> {
  const { realtime } = world.app.services;
  const before = realtime.begun;
  const stream = listenAs(client, text, variables);
  let refused: string | null | undefined;
  void stream.ended.then((code) => (refused = code));
  const outcome = await eventually(async () => (refused !== undefined ? (refused ?? "ended") : realtime.begun > before ? "ok" : undefined));
  stream.stop();
  return outcome;
}
