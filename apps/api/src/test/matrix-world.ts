import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { newId } from "../kernel/ids";
import { buildCourse, buildGroup, buildItem, buildSession } from "./course-factories";
import { buildUsers, signInAs } from "./factories";
import type { Enrolment, PlatformRole } from "../generated/prisma/client.ts";
import type { ToolManifest } from "../kernel/manifest";
import type { TestApp } from "./app";
import type { TestClient } from "./client";

/** As whom each operation is tried, all on the same course. */
export const ROLES = ["anonymous", "stranger", "otherTeacher", "sessionLearner", "learner", "tutor", "teacher", "administrator"] as const;
export type Role = (typeof ROLES)[number];
const SIGNED_IN = ROLES.filter((role) => role !== "anonymous");
const CAMPUS_ROLES: Partial<Record<Role, PlatformRole[]>> = {
  otherTeacher: ["TEACHER"],
  teacher: ["TEACHER"],
  administrator: ["ADMINISTRATOR"],
};

/** A course with one of everything, and the people who look at it. `ids` name rows: `course`, `session`, `item`, `victim` … and what tools add. */
export interface World {
  app: TestApp;
  ids: Record<string, string>;
  clients: Record<Role, TestClient>;
}

/** What a folder says of its operations: the rows they need (of the course and its people; not of other folders' rows), and arguments that a generator could not guess. */
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
  const [course, other] = await Promise.all([buildCourse(app.db, { listed: true }), buildCourse(app.db)]);
  const [session, users] = await Promise.all([
    buildSession(app.db, course),
    buildUsers(app, [...SIGNED_IN.map((role) => CAMPUS_ROLES[role] ?? []), []]),
  ]);
  const clients = await Promise.all(SIGNED_IN.map((_, index) => signInAs(app, users[index]!)));
  const person = (role: (typeof SIGNED_IN)[number]) => users[SIGNED_IN.indexOf(role)]!.id;
  const victim = users.at(-1)!;
  const enrol = (userId: string, runId: string, role: Enrolment["role"], courseId = course.id) => ({
    id: newId(),
    courseId,
    runId,
    userId,
    role,
    sources: ["MANUAL" as const],
  });
  const enrolment = enrol(victim.id, course.run.id, "LEARNER");
  await app.db.enrolment.createMany({
    data: [
      enrolment,
      enrol(person("learner"), course.run.id, "LEARNER"),
      enrol(person("tutor"), course.run.id, "TUTOR"),
      enrol(person("teacher"), course.run.id, "TEACHER"),
      enrol(person("otherTeacher"), other.run.id, "TEACHER", other.id),
      enrol(person("sessionLearner"), session.run.id, "LEARNER"),
    ],
  });
  const [group, item] = await Promise.all([
    buildGroup(app.db, course.run, [victim.id]),
    buildItem(app.db, course.run, { tool: "courses", kind: "section" }),
  ]);
  const ids: World["ids"] = {
    course: course.id,
    courseCode: course.code,
    run: course.run.id,
    session: session.id,
    item: item.id,
    victim: victim.id,
    enrolment: enrolment.id,
    group: group.id,
  };
  const signedIn = Object.fromEntries(SIGNED_IN.map((role, index) => [role, clients[index]!]));
  const world: World = { app, ids, clients: { anonymous: app.client(), ...signedIn } as World["clients"] };
  Object.assign(ids, ...(await Promise.all(parts.map(async (part) => part.rows?.(world)))));
  return world;
}
