// A campus is backed up while people write in it, and put back into an empty one.
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { ask, upload } from "../bench/package-player.mjs";
import { cookieOf, rowId } from "../bench/site.mjs";
import { fromRoot } from "../scripts/workspace.mjs";
import { attempt, CREATE_TERM, eventually, openCampus } from "./campus.mjs";

jest.setTimeout(240_000);
let campus;
beforeAll(async () => (campus = await openCampus()));
afterAll(() => campus?.stop());

const teacher = cookieOf("teacher-5");
const courseId = rowId("course", 5);
const manifestOf = (folder) => JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));

/** A command as an operator gives it, for the campus of a database and a data folder; its output, or what it said when it refused. */
async function command(script, args, { url, files }) {
  const env = { ...process.env, NODE_ENV: "production", DATABASE_URL: url, DATA_DIR: files };
  return promisify(execFile)(process.execPath, [fromRoot(`scripts/${script}.mjs`), ...args], { env }).then(
    ({ stdout }) => ({ ok: true, said: stdout }),
    (error) => ({ ok: false, said: error.stderr }),
  );
}

async function documentWith(port, bytes) {
  const uploadId = await upload(port, teacher, "kept.bin", bytes);
  const attach = "mutation ($input: AttachUploadInput!) { attachUpload(input: $input) { document { ... on DocumentFile { url } } } }";
  return (await ask(port, teacher, attach, { input: { courseId, uploadId } })).attachUpload.document.url;
}

/** A web process alone takes the job and does not run it. */
async function waitingJob(port) {
  const uploadId = await upload(port, teacher, "small.zip", campus.archive("small"));
  const begin = "mutation ($courseId: ID!, $uploadId: ID!) { importPackage(courseId: $courseId, uploadId: $uploadId) { id } }";
  return (await ask(port, teacher, begin, { courseId, uploadId })).importPackage.id;
}

/** Teachers write until `stop()`; what was acknowledged before that. */
function writers(port) {
  const acknowledged = [];
  let running = true;
  const one = async (n) => {
    for (let turn = 0; running; turn += 1) {
      const variables = { courseId: rowId("course", n), term: `backed up ${n} ${turn}`, definition: "<p>Written meanwhile.</p>" };
      acknowledged.push((await attempt(port, cookieOf(`teacher-${n}`), CREATE_TERM, variables)).data.createGlossaryTerm.id);
    }
  };
  const all = Promise.all([3, 4, 6, 7].map(one));
  return { acknowledged, stop: () => ((running = false), all) };
}

/** Terms without their event, and events without their term: a transaction of which half was seen. */
const TORN = `SELECT (SELECT count(*) FROM "GlossaryTerm" t WHERE "term" LIKE 'backed up %' AND NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."rowId" = t."id"))::int
  + (SELECT count(*) FROM "Event" e WHERE e."name" = 'glossary.term.created' AND NOT EXISTS (SELECT 1 FROM "GlossaryTerm" t WHERE t."id" = e."rowId") AND e."rowId" IS NOT NULL)::int AS "count"`;

test("a backup taken under writes is whole: restored it is the campus of one moment, and a backup of that is the same", async () => {
  const api = await campus.start({ ROLE: "web" });
  const bytes = randomBytes(3_000_000);
  const url = await documentWith(api.port, bytes);
  const jobId = await waitingJob(api.port);
  const work = writers(api.port);
  await eventually(() => work.acknowledged.length > 20);
  const before = [...work.acknowledged];
  const folder = campus.place("backup");
  const taken = await command("backup", [folder], campus);
  const during = work.acknowledged.length - before.length;
  await work.stop();
  expect(taken).toEqual({ ok: true, said: expect.stringContaining(folder) });
  expect(during).toBeGreaterThan(0);
  // Where somebody works, nothing is put back, whatever is asked.
  expect((await command("restore", [folder, "--replace"], campus)).said).toContain("stop the server first");
  await api.stop();

  const empty = await campus.vacant("restored");
  const back = await command("restore", [folder], empty);
  expect(back).toEqual({ ok: true, said: expect.stringContaining("1 jobs wait") });
  const manifest = manifestOf(folder);
  for (const { name, rows } of manifest.tables) {
    expect({ name, rows: (await empty.sql(`SELECT count(*)::int AS "count" FROM "${name}"`))[0].count }).toEqual({ name, rows });
  }
  const found = await empty.sql('SELECT "id"::text FROM "GlossaryTerm" WHERE "id" = ANY($1::uuid[])', [before]);
  expect(found).toHaveLength(before.length);
  expect((await empty.sql(TORN))[0].count).toBe(0);

  const again = campus.place("again");
  expect((await command("backup", [again], empty)).ok).toBe(true);
  const facts = ({ tables, sequences, files, migrations, secret }) => ({ tables, sequences, files, migrations, secret });
  expect(facts(manifestOf(again))).toEqual(facts(manifest));

  const restored = await campus.start({ DATABASE_URL: empty.url, DATA_DIR: empty.files });
  const opened = await fetch(`${restored.origin}${url}`, { headers: { cookie: teacher } });
  expect(
    createHash("sha256")
      .update(Buffer.from(await opened.arrayBuffer()))
      .digest("hex"),
  ).toBe(createHash("sha256").update(bytes).digest("hex"));
  await eventually(
    async () => (await empty.sql('SELECT "state"::text AS "state" FROM "Job" WHERE "id" = $1', [jobId]))[0].state === "SUCCEEDED",
    120,
  );
  const made = await attempt(restored.port, teacher, CREATE_TERM, { courseId, term: "after the restore", definition: "<p>x</p>" });
  expect(made.data.createGlossaryTerm.id).toBeTruthy();
  await restored.stop();

  // People are in it now: it is not written over unless that is said.
  const refused = await command("restore", [folder], empty);
  expect(refused).toEqual({ ok: false, said: expect.stringContaining("nothing was changed") });
  expect(await empty.sql(`SELECT 1 FROM "GlossaryTerm" WHERE "term" = 'after the restore'`)).toHaveLength(1);
  expect((await command("restore", [folder, "--replace"], empty)).ok).toBe(true);
  expect(await empty.sql(`SELECT 1 FROM "GlossaryTerm" WHERE "term" = 'after the restore'`)).toHaveLength(0);
});

test("a damaged backup is refused before anything is changed", async () => {
  const folder = campus.place("damaged");
  expect((await command("backup", [folder], campus)).ok).toBe(true);
  expect((await command("restore", [folder, "--check"], campus)).said).toContain("is whole");
  const empty = await campus.vacant("untouched");
  const file = `${folder}/tables/User.copy.gz`;
  const bytes = readFileSync(file);
  for (const harm of [Buffer.concat([bytes.subarray(0, -20), randomBytes(20)]), bytes.subarray(0, bytes.length / 2)]) {
    writeFileSync(file, harm);
    expect(await command("restore", [folder], empty)).toEqual({ ok: false, said: expect.any(String) });
  }
  writeFileSync(file, bytes);
  const [name] = readFileSync(`${folder}/files.txt`, "utf8").split("\n");
  rmSync(`${folder}/blobs/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`);
  expect((await command("restore", [folder], empty)).said).toContain(`the file ${name} is missing`);
  expect(await empty.sql(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
  expect(existsSync(`${empty.files}/secret`)).toBe(false);
  expect((await command("backup", [folder], campus)).said).toContain("is not empty");
});
