// Figures that need no rival: a large glossary, signing in, a large import.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { pipeline } from "node:stream/promises";
import path from "node:path";
import { fromRoot } from "../scripts/workspace.mjs";
import { once, quantile, rawRequest } from "./load.mjs";
import { importPackage } from "./package-player.mjs";
import { figure } from "./report.mjs";
import { cookieOf, MANY_TERMS, rowId } from "./site.mjs";

async function timed(times, work) {
  const all = [];
  for (let count = -2; count < times; count += 1) {
    const started = performance.now();
    await work(count);
    if (count >= 0) all.push(performance.now() - started);
  }
  return all;
}

/** The first page of a glossary of 10,000 terms. */
export async function largeGlossary({ api, documents }) {
  const body = {
    operationName: "GlossaryPage",
    query: documents.get("GlossaryPage"),
    variables: { courseId: rowId("course", 2), first: 50 },
  };
  const request = rawRequest(api.port, cookieOf("learner-1"), body);
  const times = await timed(30, () => once(api.port, request));
  return [
    figure(
      "single",
      `glossary of ${MANY_TERMS} terms`,
      quantile(times, 0.5),
      "ms",
      ["<=", 100],
      `p95 ${quantile(times, 0.95).toFixed(0)} ms`,
    ),
  ];
}

const REFUSED = 'mutation ($login: String!) { signIn(login: $login, password: "not the password") { viewer { id } } }';

/** Refused sign-ins in turns, each on an account and address of its own so that no limit speaks first. */
export async function signInTimes({ api, sql }) {
  const kinds = { unknown: [], wrong: [], closed: [] };
  for (let round = 0; round < 12; round += 1) {
    for (const [kind, times] of Object.entries(kinds)) {
      await sql('DELETE FROM "Throttle"');
      const login = kind === "unknown" ? `nobody-${round}` : kind === "wrong" ? `learner-${round + 10}` : `learner-${round + 30}`;
      if (kind === "closed") await sql(`UPDATE "User" SET "state" = 'INACTIVE' WHERE "login" = $1`, [login]);
      const started = performance.now();
      const response = await fetch(`${api.origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: REFUSED, variables: { login } }),
      });
      const { errors } = await response.json();
      if (errors?.[0]?.extensions.code !== "UNAUTHENTICATED") throw new Error(`sign-in answered ${JSON.stringify(errors)}`);
      if (round > 1) times.push(performance.now() - started);
      if (kind === "closed") await sql(`UPDATE "User" SET "state" = 'ACTIVE' WHERE "login" = $1`, [login]);
    }
  }
  const middle = Object.fromEntries(Object.entries(kinds).map(([kind, times]) => [kind, quantile(times, 0.25)]));
  const spread = Math.max(...Object.values(middle)) / Math.min(...Object.values(middle));
  const remark = Object.entries(middle)
    .map(([kind, ms]) => `${kind} ${ms.toFixed(0)} ms`)
    .join(", ");
  return [figure("single", "refused sign-ins, slowest of fastest", spread, "", ["<=", 1.25], remark)];
}

/** A package of 100 MB that does not shrink, against `unzip` of the same file. */
export async function largeImport({ api }) {
  const folder = mkdtempSync(fromRoot(".data/bench-import-"));
  try {
    const zip = path.join(folder, "large.zip");
    const { ZipFile } = createRequire(fromRoot("package.json"))("yazl");
    const archive = new ZipFile();
    const manifest = `<?xml version="1.0"?><manifest identifier="large" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata><organizations default="o"><organization identifier="o"><title>Large</title><item identifier="i" identifierref="r"><title>One</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource></resources></manifest>`;
    archive.addBuffer(Buffer.from(manifest), "imsmanifest.xml");
    archive.addBuffer(Buffer.from("<!doctype html><title>Large</title>"), "index.html");
    for (let n = 0; n < 200; n += 1) archive.addBuffer(randomBytes(512 * 1024), `media/${n}.bin`);
    archive.end();
    await pipeline(archive.outputStream, createWriteStream(zip));
    const started = performance.now();
    execFileSync("unzip", ["-q", zip, "-d", path.join(folder, "out")]);
    const unzipMs = performance.now() - started;
    let importedAt = 0;
    const bytes = readFileSync(zip);
    // The upload is the network's time, not the import's.
    await importPackage(api.port, cookieOf("teacher-5"), rowId("course", 5), "large.zip", bytes, () => (importedAt = performance.now()));
    const importMs = performance.now() - importedAt;
    return [
      figure(
        "single",
        "import of 100 MB, of unzip",
        importMs / unzipMs,
        "",
        ["<=", 3],
        `${importMs.toFixed(0)} ms of ${unzipMs.toFixed(0)} ms`,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
