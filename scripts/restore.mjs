// pnpm restore FOLDER: puts a backup back into an empty campus; `--replace` over another, `--check` only looks whether it is whole.
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled, requireNode } from "./install.mjs";

requireNode();
ensureInstalled();
const { codegen } = await import("./codegen.mjs");
const { withCampus } = await import("./backup/campus.mjs");
const { checkBackup, putBack } = await import("./backup/put-back.mjs");
const { fromRoot, importTypeScript } = await import("./workspace.mjs");

async function restore(folder, replace) {
  await codegen(() => undefined);
  await withCampus({ stopped: true }, async (campus) => {
    await putBack({ ...campus, folder, replace, say: console.log });
    process.chdir(fromRoot());
    Object.assign(process.env, { DATABASE_URL: campus.url, DATA_DIR: campus.dataDir, LOG_LEVEL: "warn" });
    const { jobsAfterRestore } = await importTypeScript("apps/api/src/core/jobs/after-restore.ts");
    console.log(`${await jobsAfterRestore()} jobs wait to be run.`);
  });
  console.log("The campus is restored: npm start.");
}

try {
  const options = { replace: { type: "boolean", default: false }, check: { type: "boolean", default: false } };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (positionals.length !== 1) throw new Error("Usage: pnpm restore FOLDER [--replace] [--check]");
  const folder = path.resolve(positionals[0]);
  if (!values.check) await restore(folder, values.replace);
  else {
    const { manifest, blobs } = await checkBackup(folder);
    console.log(`The backup of ${manifest.takenAt} is whole: ${manifest.tables.length} tables, ${blobs.length} files.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
