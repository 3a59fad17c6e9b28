import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import pg from "pg";
import { migrate } from "./migrate";

let folder: string;
let url: string;

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function add(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "migrations-"));
  const base = process.env["DATABASE_URL"] ?? "";
  const name = `lyceum_migrate_${Date.now()}`;
  url = base;
  await query(`CREATE DATABASE "${name}"`);
  url = base.replace(/[^/]+$/, name);
  await add(
    "1_first",
    "CREATE TABLE a (id int); CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;",
  );
});

afterEach(() => rm(folder, { recursive: true }));

test("applies in order, once, and keeps function bodies whole", async () => {
  await add("2_second", "INSERT INTO a VALUES (twice(21));");
  expect(await migrate(url, folder)).toEqual(["1_first", "2_second"]);
  expect(await migrate(url, folder)).toEqual([]);
  expect(await query("SELECT id FROM a")).toEqual([{ id: 42 }]);
});

test("two processes that start at once apply each migration once", async () => {
  const results = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);
  expect(results.flat()).toEqual(["1_first"]);
});

test("refuses a migration that was changed after it was applied", async () => {
  await migrate(url, folder);
  await add("1_first", "CREATE TABLE b (id int);");
  await expect(migrate(url, folder)).rejects.toThrow(/1_first was changed after it was applied/);
});

test("refuses a database that is newer than the program", async () => {
  await add("2_second", "CREATE TABLE b (id int);");
  await migrate(url, folder);
  await rm(path.join(folder, "2_second"), { recursive: true });
  await expect(migrate(url, folder)).rejects.toThrow(/newer than the program.*2_second/);
});

test("a failing migration leaves nothing of itself and blocks the next start", async () => {
  await add("2_second", "CREATE TABLE b (id int); SELECT 1/0;");
  await expect(migrate(url, folder)).rejects.toThrow(/migration failed.*division by zero/i);
  expect(await query("SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
  await expect(migrate(url, folder)).rejects.toThrow(/2_second failed half-way/);
});
