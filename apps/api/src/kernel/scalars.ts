import { GraphQLScalarType, Kind } from "graphql";
import { Invalid } from "./errors";

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

function parseTime(value: unknown): Date {
  const at = typeof value === "string" && RFC_3339.test(value) ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) throw Invalid("input", "dateTime.invalid", "A time is written as 2026-11-21T09:30:00Z.");
  return at;
}

/** A moment in UTC, RFC 3339. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "A moment, written in UTC as in RFC 3339: 2026-11-21T09:30:00.000Z.",
  serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
  parseValue: parseTime,
  parseLiteral: (node) => parseTime(node.kind === Kind.STRING ? node.value : null),
});
