// Long work and long uploads over a crash.
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { ask, upload } from "../bench/package-player.mjs";
import { cookieOf, rowId } from "../bench/site.mjs";
import { eventually, openCampus } from "./campus.mjs";

jest.setTimeout(240_000);
let campus;
beforeAll(async () => (campus = await openCampus()));
afterAll(() => campus?.stop());

const teacher = cookieOf("teacher-5");

test("a job whose process was killed half-way runs again, and its work is there once", async () => {
  const first = await campus.start();
  const zip = campus.archive("many");
  const uploadId = await upload(first.port, teacher, "big.zip", zip);
  const begin = "mutation ($courseId: ID!, $uploadId: ID!) { importPackage(courseId: $courseId, uploadId: $uploadId) { id } }";
  const { importPackage: job } = await ask(first.port, teacher, begin, { courseId: rowId("course", 5), uploadId });
  await eventually(async () => {
    const [row] = await campus.sql('SELECT "state"::text AS "state", "progress" FROM "Job" WHERE "id" = $1', [job.id]);
    if (row.state === "SUCCEEDED") throw new Error("it was done before it could be killed");
    return row.state === "RUNNING" && row.progress > 0;
  });
  first.child.kill("SIGKILL");
  const second = await campus.start();
  const done = await eventually(async () => {
    const [row] = await campus.sql('SELECT "state"::text AS "state", "attempts" FROM "Job" WHERE "id" = $1', [job.id]);
    return row.state === "SUCCEEDED" || row.state === "FAILED" ? row : undefined;
  }, 120);
  expect(done).toEqual({ state: "SUCCEEDED", attempts: 2 });
  const [{ count }] = await campus.sql(`SELECT count(*)::int FROM "Item" WHERE "kind" = 'package' AND "title" = 'Killed half-way'`);
  expect(count).toBe(1);
  await second.stop();
});

/** Sends a part of an upload and cuts the connection in the middle of it. */
function sendAndCut(port, path, offset, bytes, announced) {
  return new Promise((resolve) => {
    const headers = {
      cookie: teacher,
      "tus-resumable": "1.0.0",
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
      "content-length": String(announced),
    };
    const sending = request({ port, host: "127.0.0.1", path, method: "PATCH", headers });
    sending.on("error", () => undefined);
    sending.on("close", resolve);
    sending.write(bytes, () => setImmediate(() => sending.destroy()));
  });
}

const offsetOf = async (port, path) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: "HEAD", headers: { cookie: teacher, "tus-resumable": "1.0.0" } });
  return answer.status === 200 ? Number(answer.headers.get("upload-offset")) : undefined;
};

test("an upload goes on after a cut line and after kill -9 of the server, and every byte is the same", async () => {
  const first = await campus.start();
  const bytes = randomBytes(12 * 1024 * 1024);
  const made = await fetch(`${first.origin}/uploads`, {
    method: "POST",
    headers: {
      cookie: teacher,
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${Buffer.from("big.bin").toString("base64")}`,
    },
  });
  expect(made.status).toBe(201);
  const path = made.headers.get("location");
  await sendAndCut(first.port, path, 0, bytes.subarray(0, 4 * 1024 * 1024), bytes.length);
  const half = await eventually(async () => (await offsetOf(first.port, path)) || undefined);
  expect(half).toBeLessThan(bytes.length);
  first.child.kill("SIGKILL");
  const second = await campus.start();
  const offset = await offsetOf(second.port, path);
  expect(offset).toBeGreaterThanOrEqual(half);
  const rest = await fetch(`${second.origin}${path}`, {
    method: "PATCH",
    headers: {
      cookie: teacher,
      "tus-resumable": "1.0.0",
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    },
    body: bytes.subarray(offset),
  });
  expect(rest.status).toBe(204);
  const [row] = await campus.sql('SELECT "state"::text AS "state", "sha256", "bytes"::int FROM "Upload" WHERE "id" = $1', [
    path.split("/").at(-1),
  ]);
  expect(row).toEqual({ state: "COMPLETE", sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length });
  await second.stop();
});
