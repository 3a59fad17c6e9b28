// Before the API tests: an own PostgreSQL on a free port, with one migrated template database.
import { mkdirSync, mkdtempSync } from "node:fs";
import { ensureFreeSlot } from "./slot.mjs";
import { prepareTemplate } from "./template.mjs";
import { startCluster } from "../../../../scripts/database.mjs";
import { fromRoot } from "../../../../scripts/workspace.mjs";

export default async function globalSetup() {
  mkdirSync(fromRoot(".data/test"), { recursive: true });
  const slot = ensureFreeSlot(fromRoot(".data/test"));
  const cluster = await startCluster({ dataDir: slot.dataDir, test: true });
  globalThis.lyceumTestCluster = { cluster, slot };
  try {
    process.env.LYCEUM_TEST_TEMPLATE = await prepareTemplate(cluster);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  process.env.LYCEUM_TEST_CLUSTER = cluster.url("{database}");
  process.env.DATA_DIR = mkdtempSync(fromRoot(".data/test/files-"));
}
