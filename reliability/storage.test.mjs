// A disk that takes no more: people are told what is the matter, and nothing half-written is left.
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../scripts/database.mjs";
import { fromRoot } from "../scripts/workspace.mjs";
import { cookieOf } from "../bench/site.mjs";
import { openCampus } from "./campus.mjs";

jest.setTimeout(120_000);
let campus;
beforeAll(async () => (campus = await openCampus()));
afterAll(() => campus?.stop());

const teacher = cookieOf("teacher-5");

async function startLimited(command, options = {}) {
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    CONTENT_PORT: String(await freePort()),
    DATA_DIR: campus.files,
    DATABASE_URL: campus.url,
    DEMO: "0",
    LOG_LEVEL: "error",
    SECRET: "s".repeat(40),
  };
  const child = spawn("sh", ["-c", `${command} exec "${process.execPath}" "${fromRoot("apps/api/dist/main.js")}"`], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  for (let tries = 0; !output.includes("is ready at"); tries += 1) {
    if (child.exitCode !== null || tries > 600) throw new Error(`it did not start:\n${output}`);
    await wait(50);
  }
  return {
    port,
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function send(port, bytes) {
  const headers = {
    cookie: teacher,
    "tus-resumable": "1.0.0",
    "upload-length": String(bytes.length),
    "upload-metadata": `filename ${Buffer.from("a.bin").toString("base64")}`,
    "content-type": "application/offset+octet-stream",
  };
  const answer = await fetch(`http://127.0.0.1:${port}/uploads`, { method: "POST", headers, body: bytes });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

const blobs = () => readdirSync(campus.files, { recursive: true }).filter((name) => /[0-9a-f]{64}$/.test(name)).length;

test("a full disk: LOCKED with STORAGE_FULL, no blob, and the server goes on", async () => {
  // A process that may write no file over 2 MB meets the same refusal of the system as a full disk.
  const api = await startLimited("ulimit -f 4096;");
  const before = blobs();
  const refused = await send(api.port, Buffer.alloc(8 * 1024 * 1024, 7));
  expect(refused.status).toBe(423);
  expect(refused.body).toMatchObject({ code: "LOCKED", reasons: [{ code: "STORAGE_FULL" }] });
  expect(blobs()).toBe(before);
  expect((await send(api.port, Buffer.alloc(64 * 1024, 7))).status).toBe(201);
  expect((await fetch(`http://127.0.0.1:${api.port}/health`)).status).toBe(200);
  await api.stop();
});

test("read-only storage: LOCKED with STORAGE_READ_ONLY; reading goes on", async () => {
  // Root may write everywhere, so the server runs as somebody else.
  const options = process.getuid() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const uploads = `${campus.files}/uploads`;
  mkdirSync(uploads, { recursive: true });
  const probe = `${uploads}/probe`;
  writeFileSync(probe, "");
  rmSync(probe);
  chmodSync(uploads, 0o555);
  const api = await startLimited("", options);
  const refused = await send(api.port, Buffer.alloc(64 * 1024, 9));
  expect(refused.status).toBe(423);
  expect(refused.body).toMatchObject({ code: "LOCKED", reasons: [{ code: "STORAGE_READ_ONLY" }] });
  const read = await fetch(`http://127.0.0.1:${api.port}/graphql`, {
    method: "POST",
    headers: { cookie: teacher, "content-type": "application/json" },
    body: '{"query":"{ viewer { id } }"}',
  });
  expect((await read.json()).data.viewer.id).toBeTruthy();
  chmodSync(uploads, 0o755);
  await api.stop();
});
