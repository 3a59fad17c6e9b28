import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { promisify } from "node:util";
import { apiBundle, fromRoot, hashFiles, isStamped, stamp, writeIfChanged } from "../workspace.mjs";

const run = promisify(execFile);
const entry = fromRoot("apps/api/src/emit-schema.ts");

/** schema.graphql, as committed. */
export const schemaFile = fromRoot("apps/api/schema.graphql");

/**
 * Writes apps/api/schema.graphql: bundles apps/api/src/emit-schema.ts, runs it, and takes what it prints.
 * The bundle's inputs decide whether it has to run again.
 */
export async function emitGraphqlSchema() {
  if (!existsSync(entry)) return "no emit-schema.ts yet";
  const { build } = await import("esbuild");
  const outfile = fromRoot("apps/api/.cache/emit-schema.mjs");
  await build({ ...apiBundle, entryPoints: [entry], outfile, sourcemap: "inline", logLevel: "warning" });
  const hash = hashFiles([outfile, ...(existsSync(schemaFile) ? [schemaFile] : [])]);
  if (existsSync(schemaFile) && isStamped("graphql-schema", hash)) return "unchanged";
  const env = { ...process.env, NODE_OPTIONS: "--enable-source-maps" };
  const { stdout } = await run(process.execPath, [outfile], { cwd: fromRoot("apps/api"), env, maxBuffer: 64 * 1024 * 1024 });
  if (!stdout.includes("type Query")) throw new Error("emit-schema.ts must print the schema to standard output");
  const changed = writeIfChanged(schemaFile, `${stdout.trim()}\n`);
  stamp("graphql-schema", hashFiles([outfile, schemaFile]));
  rmSync(`${outfile}.map`, { force: true });
  return changed ? "made" : "unchanged";
}
