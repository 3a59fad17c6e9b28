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

/** Whether an error, or one that caused it, says that the database is away: what was asked may be tried again. */
export function databaseIsAway(error: unknown, depth = 0): boolean {
  if (!isRecord(error) || depth > DEPTH) return false;
  const { code, originalCode, kind, message } = error;
  if ([code, originalCode].some((one) => typeof one === "string" && AWAY.has(one))) return true;
  if (typeof kind === "string" && KINDS.has(kind)) return true;
  if (typeof message === "string" && WORDS.test(message)) return true;
  return [error["cause"], error["meta"], error["driverAdapterError"]].some((one) => databaseIsAway(one, depth + 1));
}
