// A small package of our own, uploaded and imported over the public API, and somebody who plays it.
import { setTimeout as wait } from "node:timers/promises";
import { once, rawRequest } from "./load.mjs";

/** One operation as somebody; its data. */
export const ask = async (port, cookie, query, variables = {}) =>
  (await once(port, rawRequest(port, cookie, { query, variables }))).body.data;

/** Sends bytes to `/uploads` in one request; answers the upload's id. */
export async function upload(port, cookie, name, bytes) {
  const headers = {
    cookie,
    "tus-resumable": "1.0.0",
    "upload-length": String(bytes.length),
    "upload-metadata": `filename ${Buffer.from(name).toString("base64")}`,
    "content-type": "application/offset+octet-stream",
  };
  const answer = await fetch(`http://127.0.0.1:${port}/uploads`, { method: "POST", headers, body: bytes });
  if (answer.status !== 201) throw new Error(`upload refused: ${answer.status} ${await answer.text()}`);
  return answer.headers.get("location").split("/").at(-1);
}

/** Imports an uploaded archive as a package and waits for the job; answers the package's id. */
export async function importPackage(port, cookie, courseId, name, bytes, onUploaded = () => {}) {
  const uploadId = await upload(port, cookie, name, bytes);
  onUploaded();
  const begin = "mutation ($courseId: ID!, $uploadId: ID!) { importPackage(courseId: $courseId, uploadId: $uploadId) { id } }";
  const { importPackage: job } = await ask(port, cookie, begin, { courseId, uploadId });
  const look = "query ($id: ID!) { job(id: $id) { state failure { message } result { ... on PackageImported { package { id } } } } }";
  for (;;) {
    const { job: now } = await ask(port, cookie, look, { id: job.id });
    if (now.state === "SUCCEEDED") return now.result.package.id;
    if (now.state === "FAILED" || now.state === "CANCELLED") throw new Error(`the import ${now.state}: ${now.failure?.message}`);
    await wait(20);
  }
}

export const COMMIT = `mutation CommitRuntime($registrationId: ID!, $lease: String!, $delta: RuntimeDeltaInput!) {
  commitRuntime(registrationId: $registrationId, lease: $lease, delta: $delta) { lastSeq locked }
}`;

/** Imports a package and opens it as somebody; `commit()` is the next body that their player sends. */
export async function openPlayer(port, teacher, learner, courseId, zip) {
  const packageId = await importPackage(port, teacher, courseId, "bench.zip", zip);
  const open = "mutation ($packageId: ID!) { openRegistration(packageId: $packageId) { registrationId lease launch } }";
  const { openRegistration: opened } = await ask(port, learner, open, { packageId });
  const activity = JSON.parse(opened.launch).activities.find((one) => one.launchable).identifier;
  let seq = 0;
  const set = () => [
    { element: "cmi.core.lesson_status", value: "incomplete" },
    { element: "cmi.core.lesson_location", value: `page ${seq}` },
    { element: "cmi.suspend_data", value: `state ${seq} ${"x".repeat(800)}` },
  ];
  const commit = () => {
    seq += 1;
    const delta = { seq, activityId: activity, at: seq, set: set(), events: seq === 1 ? ["INITIALIZE"] : [] };
    return {
      operationName: "CommitRuntime",
      query: COMMIT,
      variables: { registrationId: opened.registrationId, lease: opened.lease, delta },
    };
  };
  return { packageId, commit };
}
