import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "../generated/prisma/client.ts";

export { Prisma };
export type Db = PrismaClient;
/** A transaction's client: what `ctx.write` hands out. */
export type Tx = Prisma.TransactionClient;

/** The SQL statements of one operation, counted for budgets; BEGIN, COMMIT and ROLLBACK are not. */
export class StatementCount {
  readonly texts: string[] = [];
  get count(): number {
    return this.texts.length;
  }
}

const counting = new AsyncLocalStorage<StatementCount>();
const uncounted = /^\s*(begin|commit|rollback|savepoint|release)/i;

/** Runs `work` with its own count of SQL statements. */
export function countStatements<T>(work: (count: StatementCount) => Promise<T>): Promise<T> {
  const count = new StatementCount();
  return counting.run(count, () => work(count));
}

/** Runs `work` so that what it starts later counts for no operation. */
export const withoutCounting = <T>(work: () => T): T => counting.exit(work);

class CountingClient extends pg.Client {
  // pg's overloads cannot be restated one by one, so the arguments are handed on as they came.
  override query = ((...args: unknown[]) => {
    const first = args[0] as string | { text?: string } | undefined;
    const text = typeof first === "string" ? first : (first?.text ?? "");
    const count = counting.getStore();
    if (count && !uncounted.test(text)) count.texts.push(text);
    return (pg.Client.prototype.query as (...all: unknown[]) => unknown).apply(this, args);
  }) as pg.Client["query"];
}

/** Texts that are prepared, each once on a connection: PostgreSQL keeps their plan. Enough for every operation, and an end for texts that vary. */
const PREPARED_MAX = 1_000;
const prepared = new Map<string, string>();

function statementName(sql: string): string {
  const known = prepared.get(sql);
  if (known) return known;
  // The empty name is PostgreSQL's unnamed statement, planned each time.
  if (prepared.size >= PREPARED_MAX) return "";
  const name = `lyceum_${prepared.size}`;
  prepared.set(sql, name);
  return name;
}

export interface Database {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens the pool (at most `max` connections) and Prisma on it. */
export function openDatabase(url: string, max: number): Database {
  const pool = new pg.Pool({ connectionString: url, max, Client: CountingClient } as pg.PoolConfig);
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  const db = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) }) });
  return {
    db,
    pool,
    async close() {
      await db.$disconnect();
      await pool.end().catch(() => undefined);
    },
  };
}
