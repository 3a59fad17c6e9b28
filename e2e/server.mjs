// The real built server with the demo campus, on free ports and with a data directory of its own.
import { once } from "node:events";
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../scripts/database.mjs";
import { fromRoot } from "../scripts/workspace.mjs";

const limitMs = 300_000;

async function untilHealthy(origin, child) {
  const end = Date.now() + limitMs;
  while (Date.now() < end && child.exitCode === null) {
    const answer = await fetch(`${origin}/health`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error(`The server did not become healthy at ${origin}:\n${child.output}`);
}

/** Starts the server and waits until it answers; `stop` ends it and removes its data. */
export async function startDemoServer() {
  mkdirSync(fromRoot(".data"), { recursive: true });
  const dataDir = mkdtempSync(fromRoot(".data/e2e-"));
  // A server started by root runs PostgreSQL as another user, who must be able to reach its folder.
  chmodSync(dataDir, 0o755);
  const [port, contentPort] = [await freePort(), await freePort()];
  const own = { NODE_ENV: "production", PORT: String(port), CONTENT_PORT: String(contentPort), DATA_DIR: dataDir, DEMO: "1" };
  const env = { ...process.env, ...own };
  delete env.DATABASE_URL;
  const child = spawn(process.execPath, [fromRoot("scripts/start.mjs")], { env, stdio: ["ignore", "pipe", "pipe"] });
  child.output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (child.output = (child.output + chunk).slice(-20_000)));
  const stop = async () => {
    if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  };
  const origin = `http://localhost:${port}`;
  await untilHealthy(origin, child).catch(async (error) => {
    await stop();
    throw error;
  });
  return { origin, contentOrigin: `http://127.0.0.1:${contentPort}`, stop };
}
