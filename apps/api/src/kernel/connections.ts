import { Field, Int, ObjectType, type ClassType } from "type-graphql";
import { Invalid } from "./errors";
import { isId } from "./ids";

@ObjectType({ description: "Where a page of a list stands.", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether more rows follow." })
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: "The cursor of the last row here: give it as `after` for the next page." })
  endCursor!: string | null;
}

export interface Page<Row> {
  nodes: Row[];
  edges: { cursor: string; node: Row }[];
  pageInfo: PageInfo;
  /** Computed only when somebody asks for it. */
  totalCount: () => Promise<number>;
}

export const PAGE_DEFAULT = 20;
export const PAGE_MAX = 100;

/** Makes the edge and connection types of a node: `connectionType("GlossaryTerm", GlossaryTerm)`. */
export function connectionType<Row extends object>(name: string, node: () => ClassType<Row> | object): ClassType<Page<Row>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} and its place in the list.`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: "Opaque, stable while rows come and go." })
    cursor!: string;
    @Field(node as () => ClassType<Row>, { description: "The row." })
    node!: Row;
  }
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    @Field(() => [node() as ClassType<Row>], { description: "The rows of this page.", simple: true })
    nodes!: Row[];
    @Field(() => [Edge], { description: "The rows with their cursors.", simple: true })
    edges!: Edge[];
    @Field(() => PageInfo, { description: "Whether more follow, and from where.", simple: true })
    pageInfo!: PageInfo;
    // graphql-js calls a property that is a function, so the count runs only when the field is asked for.
    @Field(() => Int, { description: "How many rows the whole list has; counted only when asked for.", simple: true })
    totalCount!: number;
  }
  return Connection as unknown as ClassType<Page<Row>>;
}

/** The number of rows asked for: 20 when absent; more than 100, or less than 1, is refused. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? PAGE_DEFAULT;
  if (size < 1 || size > PAGE_MAX) throw Invalid("first", "page.size", `Ask for 1 to ${PAGE_MAX} rows.`);
  return size;
}

type Key = string | number | boolean | Date | bigint | null;

export const encodeKey = (values: Key[]): string =>
  Buffer.from(JSON.stringify(values.map((value) => (typeof value === "bigint" ? value.toString() : value)))).toString("base64url");

/** What a key of a list is: a cursor comes from outside, and the database is asked with its values. */
const KINDS = {
  text: (value: unknown) => typeof value === "string" && !value.includes("\0"),
  id: isId,
  number: (value: unknown) => Number.isFinite(value),
  integer: (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  flag: (value: unknown) => typeof value === "boolean",
} as const;
export type KeyKind = keyof typeof KINDS;

/** The key values inside a cursor of a list that is sorted by keys of these kinds, or null without one; INVALID_INPUT when it is not one of ours. */
export function decodeKey(after: string | null | undefined, kinds: readonly KeyKind[]): Key[] | null {
  if (!after) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(after, "base64url").toString());
    if (Array.isArray(values) && values.length === kinds.length && kinds.every((kind, place) => KINDS[kind](values[place])))
      return values as Key[];
  } catch {
    // Refused below, with the same words as a cursor of another list.
  }
  throw Invalid("after", "cursor.unknown", "This cursor is not of this list.");
}

/** Makes a page of `first` rows out of up to `first + 1` that were read. */
export function pageOf<Row extends object>(
  rows: Row[],
  first: number,
  keyOf: (row: Row) => Key[],
  totalCount: () => Promise<number>,
): Page<Row> {
  const nodes = rows.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: encodeKey(keyOf(node)), node }));
  return { nodes, edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null }, totalCount };
}

/**
 * The Prisma `where` that continues a list sorted by `keys` (all in one direction, the last one unique) behind a cursor:
 * for keys a, b: `a > x OR (a = x AND b > y)`. Null keys are not supported: sort by columns that have none.
 */
export function behind(keys: string[], values: Key[] | null, direction: "asc" | "desc" = "asc"): object {
  if (!values) return {};
  const operator = direction === "asc" ? "gt" : "lt";
  return {
    OR: keys.map((key, index) => ({
      ...Object.fromEntries(keys.slice(0, index).map((former, place) => [former, values[place]])),
      [key]: { [operator]: values[index] },
    })),
  };
}
