// What of a database is data: every table of ours but the migrations' own, its columns, and where its rows go.
const NOT_DATA = ["_prisma_migrations"];
/** What a row says of the database it was written in, and not of the campus: the database that it is restored into fills it. */
const OF_THE_DATABASE = { Event: ["xid"] };

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** The tables in order of name, partitions inside their parents: `{ name, columns, partitioned }`. */
export async function dataTables(client) {
  const { rows } = await client.query(
    `SELECT c.relname AS "name", c.relkind = 'p' AS "partitioned", array_agg(a.attname::text ORDER BY a.attnum) AS "columns"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL($1)
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     GROUP BY c.relname, c.relkind ORDER BY c.relname COLLATE "C"`,
    [NOT_DATA],
  );
  return rows.map((row) => ({ ...row, columns: row.columns.filter((column) => !OF_THE_DATABASE[row.name]?.includes(column)) }));
}

const columnsOf = ({ columns }) => columns.map(quoted).join(", ");

/** Rows come in the order in which they lie, so that what is restored and copied again is the same, byte for byte. */
export const copyOutText = (table) =>
  table.partitioned
    ? `COPY (SELECT ${columnsOf(table)} FROM ${quoted(table.name)}) TO STDOUT`
    : `COPY ${quoted(table.name)} (${columnsOf(table)}) TO STDOUT`;

export const copyInText = (table) => `COPY ${quoted(table.name)} (${columnsOf(table)}) FROM STDIN`;

/** Sequences that have been used, with their last value. */
export const sequences = async (client) =>
  (
    await client.query(
      `SELECT sequencename AS "name", last_value::text AS "value" FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
    )
  ).rows;

/** The months that the event log has partitions for, as `2026-11-01`. */
export const eventMonths = async (client) =>
  (
    await client.query(
      `SELECT to_char(to_date(substr(c.relname, 7), 'YYYY_MM'), 'YYYY-MM-DD') AS "month" FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = '"Event"'::regclass AND c.relname ~ '^Event_[0-9]{4}_[0-9]{2}$' ORDER BY 1`,
    )
  ).rows.map(({ month }) => month);

/** The migrations of a database: name and checksum. */
export const migrationsOf = async (client) =>
  (
    await client.query(
      `SELECT migration_name AS "name", checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
    )
  ).rows;

/** Runs `work` while no foreign key and no trigger of ours looks at single rows; the keys are checked, all rows at once, when they come back. */
export async function withoutRules(client, tables, work) {
  const { rows: keys } = await client.query(
    `SELECT conrelid::regclass::text AS "table", conname AS "name", pg_get_constraintdef(oid) AS "definition" FROM pg_constraint
     WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  for (const { name } of tables) await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
  await work();
  for (const { name } of tables) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
  for (const { table, name, definition } of keys) await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
}

export const emptyTables = (client, tables) => client.query(`TRUNCATE ${tables.map(({ name }) => quoted(name)).join(", ")}`);
