import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as binding from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

type Exports = Record<string, unknown>;
type Binding = typeof binding & { __wbg_set_wasm(exports: Exports): void };
type SchemaEngine = Awaited<ReturnType<typeof binding.SchemaEngine.new>>;

// Node has it; only the DOM's type library declares it.
declare const WebAssembly: { instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }> };

// The binding keeps one engine per process in module state, also when two bundles hold a copy of this file.
const once = Symbol.for("lyceum.schema-engine");
const shared = globalThis as { [once]?: Promise<void> };

/** The engine leaves a ten-second timer behind after taking its lock, which must not keep a process alive. */
function quietTimers(): Record<string, unknown> {
  const names = Object.keys(binding).filter((name) => name.startsWith("__wbg_setTimeout_"));
  const schedule = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  return Object.fromEntries(names.map((name) => [name, schedule]));
}

async function loadEngine(): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bytes = await readFile(path.join(folder, "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": { ...binding, ...quietTimers() } };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  (binding as Binding).__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
}

interface Seen {
  adapters: SqlDriverAdapter[];
  scriptError?: unknown;
}

/** The stock adapter splits scripts at every semicolon, which breaks function bodies: send the whole script instead. */
function wholeScripts(connectionString: string, seen: Seen): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg({ connectionString });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    seen.adapters.push(adapter);
    const executeScript: SqlDriverAdapter["executeScript"] = async (script) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      try {
        await client.query(script);
      } catch (error) {
        seen.scriptError = error;
        throw error;
      } finally {
        await client.end();
      }
    };
    return Object.assign(adapter, { executeScript });
  };
  return factory;
}

/** For comparing schema files: the engine asks a server's version and schema on opening, and nothing after that. */
function offline(): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg({ connectionString: "postgresql://nobody@127.0.0.1/none" });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw: SqlDriverAdapter["queryRaw"] = async () => ({
      columnNames: ["exists", "version", "numeric_version"],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, "PostgreSQL 18.0", 180_000]],
    });
    return Object.assign(adapter, { queryRaw, executeRaw: async () => 0, executeScript: async () => undefined });
  };
  return factory;
}

/** A schema engine and what ends its connections. */
export interface OpenEngine {
  engine: SchemaEngine;
  close(): Promise<void>;
  /** What the database said about the script that failed; the engine itself reports only where in its own code it was. */
  scriptError(): unknown;
}

/**
 * Opens Prisma's schema engine (WebAssembly).
 * @param connectionString of the database that the engine may change; null for comparing schema files without a database.
 */
export async function openSchemaEngine(connectionString: string | null): Promise<OpenEngine> {
  shared[once] ??= loadEngine();
  await shared[once];
  const seen: Seen = { adapters: [] };
  const factory = connectionString ? wholeScripts(connectionString, seen) : offline();
  const engine = await binding.SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
  const close = async () => {
    engine.free();
    for (const adapter of seen.adapters) await adapter.dispose();
  };
  return { engine, close, scriptError: () => seen.scriptError };
}
