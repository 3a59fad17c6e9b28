import { once } from "node:events";
import { rmSync } from "node:fs";

export default async function globalTeardown() {
  const { child, dataDir } = globalThis.lyceumServer;
  if (child.exitCode === null) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  rmSync(dataDir, { recursive: true, force: true });
}
