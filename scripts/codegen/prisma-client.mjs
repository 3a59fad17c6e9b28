import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { fromRoot, hashFiles, isStamped, listFiles, stamp } from "../workspace.mjs";

const run = promisify(execFile);

/** The schema is a folder: schema.prisma (generator, datasource) and models/*.prisma. */
export const prismaFiles = () => listFiles(fromRoot("prisma"), (file) => file.endsWith(".prisma"));

/** Generates the client into apps/api/src/generated/prisma. */
export async function generatePrismaClient() {
  const files = prismaFiles();
  if (files.length === 0) return "no schema";
  const output = fromRoot("apps/api/src/generated/prisma/client.ts");
  const hash = hashFiles([...files, fromRoot("package.json")]);
  if (isStamped("prisma-client", hash) && existsSync(output)) return "unchanged";
  // Generating needs no schema engine, but the command looks for one and would download it: any executable satisfies it.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" };
  const args = [fromRoot("node_modules/prisma/build/index.js"), "generate", "--schema", fromRoot("prisma"), "--no-hints"];
  try {
    await run(process.execPath, args, { cwd: fromRoot(), env });
  } catch (error) {
    throw new Error(`prisma generate failed:\n${error.stderr || error.stdout || error.message}`);
  }
  if (!existsSync(output))
    throw new Error("prisma generate wrote nothing to apps/api/src/generated/prisma: check the generator's output in prisma/schema.prisma");
  stamp("prisma-client", hash);
  return "made";
}
