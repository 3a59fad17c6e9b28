import { Invalid, NotFound, type Refusal } from "./errors";

/** Codes of Node, PostgreSQL (class 57P: shutting down, starting up) and Prisma for a database that cannot be reached or has hung up. */
const AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "08006",
  "08003",
  "P1001",
  "P1002",
  "P1017",
]);
const KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout"]);
const WORDS =
  /Connection terminated|terminating connection|the database system is|Can't reach database server|Client has encountered a connection error/;
const DEPTH = 6;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** An error and what caused it, as far as it says. */
function* chain(error: unknown, depth = 0): Generator<Record<string, unknown>> {
  if (!isRecord(error) || depth > DEPTH) return;
  yield error;
  for (const key of ["cause", "meta", "driverAdapterError"]) yield* chain(error[key], depth + 1);
}

const texts = (error: unknown): string[] => [...chain(error)].flatMap(({ message }) => (typeof message === "string" ? [message] : []));

/** Whether an error, or one that caused it, says that the database is away: what was asked may be tried again. */
export function databaseIsAway(error: unknown): boolean {
  for (const { code, originalCode, kind, message } of chain(error)) {
    if ([code, originalCode].some((one) => typeof one === "string" && AWAY.has(one))) return true;
    if (typeof kind === "string" && KINDS.has(kind)) return true;
    if (typeof message === "string" && WORDS.test(message)) return true;
  }
  return false;
}

/** The refusal of an input that the database cannot read: a text that is no id names nothing, and no text holds NUL or half a character. */
export function unreadableInput(error: unknown): Refusal | null {
  const said = texts(error).join("\n");
  if (/invalid input syntax for type uuid|Error creating UUID/.test(said)) return NotFound();
  const characters = /invalid byte sequence|unsupported Unicode escape|Unicode (?:low|high) surrogate|invalid input syntax for type json/;
  return characters.test(said) ? Invalid("input", "text.characters", "A text holds a character that cannot be kept.") : null;
}
