// pnpm backup FOLDER: the whole campus, database and files that agree, while people work.
import path from "node:path";
import { ensureInstalled, requireNode } from "./install.mjs";

requireNode();
ensureInstalled();
const { withCampus } = await import("./backup/campus.mjs");
const { takeBackup } = await import("./backup/take.mjs");

const [name] = process.argv.slice(2);
try {
  if (!name || name.startsWith("-"))
    throw new Error("Usage: pnpm backup FOLDER   (a new folder; DATA_DIR and DATABASE_URL as the server has them)");
  const folder = path.resolve(name);
  const { secret } = await withCampus({ stopped: false }, (campus) => takeBackup({ ...campus, folder, say: console.log }));
  if (!secret) console.log("The campus's SECRET is not among the files: keep it with this backup.");
  console.log(`The backup is in ${folder}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
