// node packages/client/examples/import-package.mjs DEMO-101 golf.zip: uploads a SCORM or AICC package into a course, and waits until it is there.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { ask } from "./ask.mjs";

const { LYCEUM_URL: url = "http://localhost:4000", LYCEUM_TOKEN: token } = process.env;
const [code, file] = process.argv.slice(2);
const bytes = await readFile(file);

// tus 1.0.0, the whole file with its creation. A client library (tus-js-client) sends large ones in pieces and resumes.
const created = await fetch(`${url}/uploads`, {
  method: "POST",
  headers: {
    authorization: `Bearer ${token}`,
    "tus-resumable": "1.0.0",
    "content-type": "application/offset+octet-stream",
    "upload-length": String(bytes.length),
    "upload-metadata": `filename ${Buffer.from(basename(file)).toString("base64")}`,
  },
  body: bytes,
});
if (created.status !== 201) throw new Error(`the upload was refused: ${created.status} ${await created.text()}`);
const uploadId = created.headers.get("location").split("/").at(-1);

const { courseByCode } = await ask(`query ($code: String!) { courseByCode(code: $code) { id } }`, { code });
const START = `mutation ($courseId: ID!, $uploadId: ID!) { importPackage(courseId: $courseId, uploadId: $uploadId) { id } }`;
const { importPackage } = await ask(START, { courseId: courseByCode.id, uploadId });

const LOOK = `query ($id: ID!) { job(id: $id) { state progress failure { code message } result {
  ... on PackageImported { package { title standard activities { title } } } } } }`;
for (;;) {
  const { job } = await ask(LOOK, { id: importPackage.id });
  if (job.state === "FAILED") throw new Error(`${job.failure.code}: ${job.failure.message}`);
  if (job.state === "SUCCEEDED") {
    const { title, standard, activities } = job.result.package;
    console.log(`${title} (${standard}), ${activities.length} activities`);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
}
