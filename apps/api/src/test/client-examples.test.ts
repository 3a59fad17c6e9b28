import { afterAll, expect, test } from "@jest/globals";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { makeScormPackage } from "@lyceum/courseware/make-package";
import { startTestApp } from "./app";
import type { TestClient } from "./client";
import { buildCourse, buildMember } from "./course-factories";
import { eventually } from "./eventually";

// What docs/api.md shows is run here: by a program of its own, with a token, over the network.
const app = await startTestApp();
await app.services.jobs.start();
const course = await buildCourse(app.db);
const teacher = await buildMember(app, course.run, "TEACHER");
const folder = await mkdtemp(path.join(tmpdir(), "lyceum-examples-"));
afterAll(() => rm(folder, { recursive: true }));

const example = (name: string) => path.resolve("packages/client/examples", `${name}.mjs`);
const token = async (client: TestClient, scopes: string[]) =>
  (
    await client.run<{ createApiToken: { secret: string } }>(
      `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }`,
      { input: { name: scopes.join(), scopes } },
    )
  ).createApiToken.secret;
const environment = (secret: string) => ({ ...process.env, LYCEUM_URL: app.origin, LYCEUM_TOKEN: secret });
const run = async (secret: string, name: string, ...args: string[]) =>
  (await promisify(execFile)(process.execPath, [example(name), ...args], { env: environment(secret) })).stdout;

const reader = await token(teacher.client, ["read"]);
const writer = await token(teacher.client, ["read", "write"]);

test("a token that may only read is refused a change, with the code", async () => {
  await writeFile(
    path.join(folder, "walk.zip"),
    await makeScormPackage({ title: "A walk", pages: [{ title: "Shoes" }, { title: "Map" }] }),
  );
  await expect(run(reader, "import-package", course.code, path.join(folder, "walk.zip"))).rejects.toThrow(/FORBIDDEN|refused/);
});

test("courses are listed", async () => {
  expect(await run(reader, "list-courses")).toBe(`${course.code}\tTEACHER\t${course.title}\n`);
});

test("a package is uploaded and imported", async () => {
  expect(await run(writer, "import-package", course.code, path.join(folder, "walk.zip"))).toBe("A walk (SCORM_12), 2 activities\n");
});

test("changes are heard as they happen", async () => {
  const ADD = `mutation ($courseId: ID!, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, input: $input) { id } }`;
  const add = (term: string) => teacher.client.run(ADD, { courseId: course.id, input: { term, definition: "<p>Of use outdoors.</p>" } });
  await add("Map");
  const before = app.services.realtime.begun;
  const program = spawn(process.execPath, [example("listen"), course.code], {
    env: environment(reader),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  program.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  try {
    await eventually(async () => app.services.realtime.begun > before || undefined, 30);
    await add("Compass");
    await eventually(async () => said.includes("\n") || undefined, 30);
    expect(said).toBe("CREATED\tCompass\n");
  } finally {
    program.kill();
  }
});
