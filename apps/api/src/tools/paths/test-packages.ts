import { makeScormPackage, type PackagePlan } from "@lyceum/courseware/make-package";
import { Context } from "../../kernel/context";
import type { TestApp } from "../../test/app";
import { buildCourse, buildEnrolment, type BuiltCourse } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import type { TestClient } from "../../test/client";
import { eventually } from "../../test/eventually";
import { importPackage } from "./import-package";

/** Somebody in a course, with a client that is signed in as them. */
export interface Person {
  id: string;
  client: TestClient;
}

export async function buildMember(
  app: TestApp,
  course: BuiltCourse,
  role: "TEACHER" | "TUTOR" | "LEARNER",
  runId = course.run.id,
): Promise<Person> {
  const user = await buildUser(app);
  await buildEnrolment(app.db, { courseId: course.id, runId, userId: user.id, role });
  return { id: user.id, client: await signInAs(app, user) };
}

/** Imports a package as this person, without upload and job. */
export async function buildPackage(
  app: TestApp,
  by: Person,
  courseId: string,
  plan: Partial<PackagePlan> = {},
  sessionId: string | null = null,
): Promise<string> {
  const zip = await makeScormPackage({ title: "Package", pages: [{ title: "One" }, { title: "Two" }, { title: "Three" }], ...plan });
  return buildPackageOf(app, by, courseId, zip, sessionId);
}

export async function buildPackageOf(
  app: TestApp,
  by: Person,
  courseId: string,
  source: Buffer | string,
  sessionId: string | null = null,
): Promise<string> {
  const ctx = new Context(app.services, { credentials: { onBehalfOf: by.id }, address: "", userAgent: "test" });
  const member = await ctx.enter(courseId, { tool: "paths", sessionId });
  return importPackage(ctx, member, { source, fallbackTitle: "package.zip", report: () => Promise.resolve() });
}

/** A course with a teacher, a learner and a package of three pages. */
export async function buildPackageWorld(
  app: TestApp,
): Promise<{ course: BuiltCourse; teacher: Person; learner: Person; packageId: string }> {
  const course = await buildCourse(app.db);
  const [teacher, learner] = await Promise.all([buildMember(app, course, "TEACHER"), buildMember(app, course, "LEARNER")]);
  return { course, teacher, learner, packageId: await buildPackage(app, teacher, course.id) };
}

const OPEN = `mutation ($packageId: ID!, $sessionId: ID, $takeOver: Boolean! = false, $formerLease: String) {
  openRegistration(packageId: $packageId, sessionId: $sessionId, takeOver: $takeOver, formerLease: $formerLease) { registrationId lease playerUrl launch } }`;
export const COMMIT = `mutation ($registrationId: ID!, $lease: String!, $delta: RuntimeDeltaInput!) {
  commitRuntime(registrationId: $registrationId, lease: $lease, delta: $delta) { lastSeq errors { element code } percent state score maxScore locked } }`;

export interface OpenedNode {
  registrationId: string;
  lease: string;
  playerUrl: string;
  launch: string;
}

export const open = (person: Person, packageId: string, variables: Record<string, unknown> = {}): Promise<OpenedNode> =>
  person.client.run<{ openRegistration: OpenedNode }>(OPEN, { packageId, ...variables }).then((data) => data.openRegistration);

export interface CommittedNode {
  lastSeq: number;
  errors: { element: string; code: number }[];
  percent: number;
  state: string;
  score: number | null;
  locked: string[];
}

/** Elements and events of a delta, as the API takes them. */
export const deltaOf = (seq: number, activityId: string, set: Record<string, string>, events: string[] = []) => ({
  seq,
  activityId,
  at: 0,
  set: Object.entries(set).map(([element, value]) => ({ element, value })),
  events: events.map((event) => event.toUpperCase()),
});

export const commit = (
  person: Person,
  opened: OpenedNode,
  delta: ReturnType<typeof deltaOf> & { calls?: object[] },
): Promise<CommittedNode> =>
  person.client
    .run<{ commitRuntime: CommittedNode }>(COMMIT, { registrationId: opened.registrationId, lease: opened.lease, delta })
    .then((data) => data.commitRuntime);

/** Uploads bytes over tus as this person, and answers the upload's id. */
export async function upload(person: Person, name: string, bytes: Buffer): Promise<string> {
  const metadata = `filename ${Buffer.from(name).toString("base64")}`;
  const made = await person.client.fetch("/uploads", {
    method: "POST",
    headers: {
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": metadata,
      "content-type": "application/offset+octet-stream",
    },
    body: new Uint8Array(bytes),
  });
  if (made.status !== 201) throw new Error(`upload refused: ${made.status}`);
  return made.headers.get("location")!.split("/").at(-1)!;
}

export interface ImportJob {
  id: string;
  state: string;
  progress: number;
  result: {
    package: {
      id: string;
      standard: string;
      edition: string | null;
      title: string;
      activities: { identifier: string; title: string; depth: number; launchable: boolean }[];
      warnings: { code: string; message: string }[];
    };
  } | null;
  failure: { code: string; message: string; issues: { path: string[]; code: string; message: string }[] } | null;
}

const IMPORT = `mutation ($courseId: ID!, $uploadId: ID!, $sessionId: ID) { importPackage(courseId: $courseId, uploadId: $uploadId, sessionId: $sessionId) { id state } }`;
const JOB = `query ($id: ID!) { job(id: $id) { id state progress failure { code message issues { path code message } }
  result { ... on PackageImported { package { id standard edition title activities { identifier title depth launchable } warnings { code message } } } } } }`;

/** Asks for an import and waits for its end. The application's jobs must have been started. */
export async function importOf(
  person: Person,
  courseId: string,
  name: string,
  bytes: Buffer,
  sessionId: string | null = null,
): Promise<ImportJob> {
  const uploadId = await upload(person, name, bytes);
  const { importPackage: asked } = await person.client.run<{ importPackage: { id: string } }>(IMPORT, { courseId, uploadId, sessionId });
  return eventually(async () => {
    const { job } = await person.client.run<{ job: ImportJob }>(JOB, { id: asked.id });
    return ["SUCCEEDED", "FAILED", "CANCELLED"].includes(job.state) ? job : undefined;
  }, 60);
}
