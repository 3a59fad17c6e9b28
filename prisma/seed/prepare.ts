import pg from "pg";
import type { Services } from "../../apps/api/src/kernel/services";
import { makeDemoCampus } from "./demo-campus";
import { makeFirstAdministrator } from "./people";

/** The advisory lock of whoever makes the first people: of two processes that start together, one does. */
const LOCK = 77_002;
const MARK = "campus.seed";

/** Removes every row of our tables, not the tables; files' bytes are collected later, as unused ones always are. */
export async function emptyCampus(services: Services): Promise<void> {
  const tables = await services.db.$queryRaw<{ list: string }[]>`
    SELECT string_agg(format('%I', c.relname), ', ') AS list FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT LIKE '\\_prisma%'`;
  await services.pool.query(`TRUNCATE ${tables[0]?.list ?? ""} CASCADE`);
}

/** Fills an empty campus: the demo, or one administrator. A demo that was cut off half-way is made anew. */
export async function prepare(services: Services, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: services.env.databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    const mark = await services.db.setting.findUnique({ where: { key: MARK } });
    if (mark) await emptyCampus(services);
    else if ((await services.db.user.count()) > 0) return;
    await fill(services, say);
  } finally {
    // The lock goes with the connection.
    await client.end();
  }
}

async function fill(services: Services, say: (line: string) => void): Promise<void> {
  if (!services.env.demo) {
    const password = await makeFirstAdministrator(services);
    say(`Sign in as admin with the one-time password ${password}`);
    return;
  }
  await services.db.setting.create({ data: { key: MARK, value: {} } });
  await makeDemoCampus(services);
  await services.db.setting.delete({ where: { key: MARK } });
}
