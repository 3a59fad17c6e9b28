import { afterAll, expect, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { makeSchema } from "../schema";
import { buildPackageWorld, COMMIT, deltaOf, open } from "../tools/paths/test-packages";
import { startTestApp } from "./app";
import { requestOf } from "./matrix";
import { buildWorld, matrixParts, type Role } from "./matrix-world";

/** SQL statements of each operation, session and gate included, BEGIN and COMMIT not. `UPDATE_STATEMENTS=1` writes the table anew. */
const root = path.resolve(import.meta.dirname, "../../../..");
const file = path.join(root, "bench/statements.json");
type Table = Record<"pages" | "queries" | "writes", Record<string, number>>;
const committed = JSON.parse(readFileSync(file, "utf8")) as Table;
const seen: Table = { pages: {}, queries: {}, writes: {} };
/** What an operation may take that is not in the table yet. */
const UNLISTED = 12;
const update = process.env["UPDATE_STATEMENTS"] === "1";

const app = await startTestApp();
const parts = await matrixParts();
const world = await buildWorld(app, parts);
const { pageDocuments } = (await import(pathToFileURL(path.join(root, "bench/operations.mjs")).href)) as {
  pageDocuments: () => Map<string, string>;
};
const documents = pageDocuments();

function holds(kind: keyof Table, name: string, statements: number): void {
  seen[kind][name] = statements;
  if (update) return;
  const most = committed[kind][name] ?? UNLISTED;
  expect({ name, statements: Math.max(statements, most) }).toEqual({ name, statements: most });
}

const courseId = world.ids["course"];
const pages: [operation: string, role: Role, variables: Record<string, unknown>][] = [
  ["SessionViewer", "learner", {}],
  ["MyHome", "learner", {}],
  ["MyCourses", "learner", {}],
  ["CourseHome", "learner", { courseId }],
  ["CourseHome", "teacher", { courseId }],
  ["GlossaryPage", "learner", { courseId, first: 50 }],
  ["GlossaryPage", "teacher", { courseId, first: 50 }],
  ["DocumentFolder", "learner", { courseId }],
  ["DocumentFolder", "teacher", { courseId }],
  ["PeoplePage", "learner", { courseId }],
  ["PeoplePage", "teacher", { courseId }],
  ["MyProfile", "learner", {}],
  ["MyPlaces", "learner", {}],
  ["MySecurity", "learner", {}],
  ["MyDevices", "learner", {}],
  ["AdminUsers", "administrator", {}],
];

test.each(pages)("%s as %s takes no more statements than the table says", async (operation, role, variables) => {
  holds("pages", `${operation} as ${role}`, await world.clients[role].statementsOf(documents.get(operation)!, variables));
});

const queries = Object.values(makeSchema().getQueryType()!.getFields())
  .map((field) => ({ root: "query" as const, field }))
  .sort((a, b) => a.field.name.localeCompare(b.field.name));

test("every query that a teacher or an administrator may ask takes no more statements than the table says", async () => {
  for (const query of queries) {
    const { text, variables } = requestOf(query, world, parts);
    for (const role of ["teacher", "administrator"] as const) {
      const { errors, statements } = await world.clients[role].send(text, variables);
      if (errors.length > 0) continue;
      holds("queries", query.field.name, statements);
      break;
    }
  }
  expect(Object.keys(seen.queries).length).toBeGreaterThan(queries.length / 2);
});

test("a package's commit takes no more statements than the table says", async () => {
  const { learner, packageId } = await buildPackageWorld(app);
  const opened = await open(learner, packageId);
  const activity = (JSON.parse(opened.launch) as { activities: { identifier: string; launchable: boolean }[] }).activities.find(
    ({ launchable }) => launchable,
  )!;
  const commitOf = (seq: number) => ({
    registrationId: opened.registrationId,
    lease: opened.lease,
    delta: deltaOf(seq, activity.identifier, { "cmi.core.lesson_location": `${seq}` }, seq === 1 ? ["initialize"] : []),
  });
  await learner.client.run(COMMIT, commitOf(1));
  holds("writes", "commitRuntime", await learner.client.statementsOf(COMMIT, commitOf(2)));
});

afterAll(() => {
  if (update) writeFileSync(file, `${JSON.stringify(seen, null, 2)}\n`);
});
