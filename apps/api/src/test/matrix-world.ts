import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildCourse, buildEnrolment, buildGroup, buildItem, buildSession } from "./course-factories";
import { buildAdministrator, buildUser, signInAs } from "./factories";
import type { ToolManifest } from "../kernel/manifest";
import type { TestApp } from "./app";
import type { TestClient } from "./client";

/** As whom each operation is tried, all on the same course. */
export const ROLES = ["anonymous", "stranger", "otherTeacher", "sessionLearner", "learner", "tutor", "teacher", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** A course with one of everything, and the people who look at it. `ids` name rows: `course`, `session`, `item`, `victim` … and what tools add. */
export interface World {
  app: TestApp;
  ids: Record<string, string>;
  clients: Record<Role, TestClient>;
}

/** What a folder says of its operations: the rows they need, and arguments that a generator could not guess. */
export interface MatrixPart {
  rows?: (world: World) => Promise<Record<string, string>>;
  examples?: Record<string, (world: World) => Record<string, unknown>>;
}

const sources = path.resolve(import.meta.dirname, "..");

/** Reads every `*.matrix.ts` of the core modules and the tools. */
export async function matrixParts(): Promise<MatrixPart[]> {
  const files = moduleFiles(".matrix.ts");
  return Promise.all(files.map((file) => import(pathToFileURL(file).href) as Promise<MatrixPart>));
}

/** The folder of each module by its resolver classes: an operation's reviewed row stands beside the code that answers it. */
export async function resolverFolders(): Promise<Map<unknown, string>> {
  const folders = new Map<unknown, string>();
  for (const file of moduleFiles(".tool.ts")) {
    const manifests = Object.values((await import(pathToFileURL(file).href)) as Record<string, ToolManifest>);
    for (const manifest of manifests) for (const resolver of manifest.resolvers ?? []) folders.set(resolver, path.dirname(file));
  }
  return folders;
}

const moduleFiles = (ending: string): string[] =>
  ["core", "tools"].flatMap((folder) =>
    readdirSync(path.join(sources, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(ending))
      .sort()
      .map((file) => path.join(sources, folder, file)),
  );

/** Builds a new world: a teacher's course with a learner, a tutor, a session with its own learner, and a victim to act upon. */
export async function buildWorld(app: TestApp, parts: MatrixPart[]): Promise<World> {
  const course = await buildCourse(app.db, { listed: true });
  const other = await buildCourse(app.db);
  const session = await buildSession(app.db, course);
  const people = {
    stranger: await buildUser(app),
    otherTeacher: await buildUser(app, { roles: ["TEACHER"] }),
    sessionLearner: await buildUser(app),
    learner: await buildUser(app),
    tutor: await buildUser(app),
    teacher: await buildUser(app, { roles: ["TEACHER"] }),
    administrator: await buildAdministrator(app),
  };
  const victim = await buildUser(app);
  const enrol = (userId: string, runId: string, role: "TEACHER" | "TUTOR" | "LEARNER", courseId = course.id) =>
    buildEnrolment(app.db, { courseId, runId, userId, role });
  await enrol(people.learner.id, course.run.id, "LEARNER");
  await enrol(people.tutor.id, course.run.id, "TUTOR");
  await enrol(people.teacher.id, course.run.id, "TEACHER");
  await enrol(people.otherTeacher.id, other.run.id, "TEACHER", other.id);
  await enrol(people.sessionLearner.id, session.run.id, "LEARNER");
  const enrolment = await enrol(victim.id, course.run.id, "LEARNER");
  const group = await buildGroup(app.db, course.run, [victim.id]);
  const item = await buildItem(app.db, course.run, { tool: "courses", kind: "section" });
  const world: World = {
    app,
    ids: {
      course: course.id,
      courseCode: course.code,
      run: course.run.id,
      session: session.id,
      item: item.id,
      victim: victim.id,
      enrolment: enrolment.id,
      group: group.id,
    },
    clients: { anonymous: app.client() } as World["clients"],
  };
  for (const [role, user] of Object.entries(people)) world.clients[role as Role] = await signInAs(app, user);
  for (const part of parts) Object.assign(world.ids, await part.rows?.(world));
  return world;
}
