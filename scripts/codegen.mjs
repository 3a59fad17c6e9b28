// Writes everything that is made from something else: the Prisma client, the init migration, schema.graphql,
// the web's typed operations. Each step is skipped when its inputs are the same as last time.
// Usage: pnpm codegen [--frozen-init]   (from then on, new migrations come from `pnpm db:migrate NAME`)
import { pathToFileURL } from "node:url";
import { freezeInit, writeInitMigration } from "./codegen/migration.mjs";
import { generateOperations } from "./codegen/operations.mjs";
import { generatePrismaClient } from "./codegen/prisma-client.mjs";
import { emitGraphqlSchema } from "./codegen/graphql-schema.mjs";

const steps = [
  ["prisma client", generatePrismaClient],
  ["init migration", writeInitMigration],
  ["graphql schema", emitGraphqlSchema],
  ["web operations", generateOperations],
];

/** Runs every step. Each answers "made", "unchanged", or why there is nothing to do. */
export async function codegen(log = console.log) {
  for (const [name, step] of steps) {
    const start = performance.now();
    const outcome = await step();
    log(`${name}: ${outcome} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await codegen();
    if (process.argv.includes("--frozen-init")) freezeInit();
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exitCode = 1;
  }
}
