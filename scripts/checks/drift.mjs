// The migrations, applied, must give the same database as the schema: compares the catalogues of two scratch databases.
import pg from "pg";
import { initScript } from "../codegen/migration.mjs";
import { ensureDatabase, startCluster } from "../database.mjs";
import { fromRoot, importTypeScript } from "../workspace.mjs";

const catalogue = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_prisma%'
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%'
  UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%\\_prisma%'
  UNION ALL SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'function ' || p.oid::regprocedure || ' ' || md5(p.prosrc) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;

async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const linesOf = (url) => withClient(url, async (client) => new Set((await client.query(catalogue)).rows.map((row) => row.line)));

export async function schemaDrift() {
  const cluster = await startCluster({ dataDir: fromRoot(".data/check"), test: true });
  const names = ["migrated", "declared"].map((name) => `${name}_${process.pid}`);
  try {
    for (const name of names) await ensureDatabase(cluster, name);
    const [migrated, declared] = names.map((name) => cluster.url(name));
    const { migrate } = await importTypeScript("apps/api/src/kernel/migrate.ts");
    await migrate(migrated, fromRoot("prisma/migrations"));
    const script = await initScript();
    await withClient(declared, (client) => client.query(script));
    const [have, want] = [await linesOf(migrated), await linesOf(declared)];
    const missing = [...want].filter((line) => !have.has(line)).map((line) => `only in the schema: ${line}`);
    const extra = [...have].filter((line) => !want.has(line)).map((line) => `only in the migrations: ${line}`);
    return [...missing, ...extra];
  } finally {
    await withClient(cluster.url("postgres"), async (client) => {
      for (const name of names) await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    });
    await cluster.stop();
  }
}
