import { rmSync } from "node:fs";

export default async function globalTeardown() {
  const { cluster, slot } = globalThis.lyceumTestCluster;
  await cluster.stop();
  slot.release();
  rmSync(process.env.DATA_DIR, { recursive: true, force: true });
}
