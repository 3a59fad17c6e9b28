import type { BrowserContext, Frame, Page } from "playwright-core";
import { appOrigin, ask } from "./browser";

/** The innermost frame: the package's own page, which talks to the player around it. */
export async function contentFrame(page: Page): Promise<Frame> {
  await page.waitForFunction(() => document.querySelector("iframe") !== null);
  for (let tries = 0; tries < 200; tries += 1) {
    const found = page.frames().find((frame) => /\/p\//.test(frame.url()) && frame.parentFrame()?.url().includes("/_player"));
    if (found) return found;
    await page.waitForEvent("framenavigated", { timeout: 1_000 }).catch(() => undefined);
  }
  throw new Error("no content came");
}

/** A new course of the teacher who is signed in, with these learners in it. */
export async function buildCourse(teacher: BrowserContext, learnerIds: string[]): Promise<{ id: string; code: string }> {
  const { createCourse } = await ask<{ createCourse: { id: string; code: string } }>(
    teacher,
    "mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id code } }",
    { input: { title: "Packages" } },
  );
  if (learnerIds.length > 0) {
    await ask(teacher, "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { id } }", {
      input: { courseId: createCourse.id, userIds: learnerIds, role: "LEARNER" },
    });
  }
  return createCourse;
}

/** Who is signed in in this context. */
export async function viewerId(context: BrowserContext): Promise<string> {
  return (await ask<{ viewer: { id: string } }>(context, "{ viewer { id } }")).viewer.id;
}

interface ImportJob {
  state: string;
  failure: { message: string } | null;
  result: { package: { id: string; standard: string } } | null;
}

/** Uploads and imports a package; answers its id. */
export async function importBytes(teacher: BrowserContext, courseId: string, bytes: Buffer): Promise<{ id: string; standard: string }> {
  const made = await teacher.request.post(`${appOrigin()}/uploads`, {
    headers: {
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${Buffer.from("package.zip").toString("base64")}`,
      "content-type": "application/offset+octet-stream",
      "apollo-require-preflight": "true",
    },
    data: bytes,
  });
  const uploadId = made.headers()["location"]?.split("/").at(-1);
  const asked = await ask<{ importPackage: { id: string } }>(
    teacher,
    "mutation ($courseId: ID!, $uploadId: ID!) { importPackage(courseId: $courseId, uploadId: $uploadId) { id } }",
    { courseId, uploadId },
  );
  for (let tries = 0; tries < 300; tries += 1) {
    const { job } = await ask<{ job: ImportJob }>(
      teacher,
      "query ($id: ID!) { job(id: $id) { state failure { message } result { ... on PackageImported { package { id standard } } } } }",
      { id: asked.importPackage.id },
    );
    if (job.result) return job.result.package;
    if (job.failure) throw new Error(job.failure.message);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the import did not end");
}

export interface ShownAttempt {
  id: string;
  state: string;
  percent: number;
  score: number | null;
  maxScore: number | null;
  activities: {
    activityId: string;
    state: string;
    score: number | null;
    reportedSeconds: number;
    location: string;
    interactionCount: number;
  }[];
}

/** The attempts of whoever is signed in. */
export async function attemptsOf(context: BrowserContext, packageId: string): Promise<ShownAttempt[]> {
  const { packageAttempts } = await ask<{ packageAttempts: ShownAttempt[] }>(
    context,
    `query ($packageId: ID!) { packageAttempts(packageId: $packageId) { id state percent score maxScore
      activities { activityId state score reportedSeconds location interactionCount } } }`,
    { packageId },
  );
  return packageAttempts;
}

/** Opens a package's player and waits for its content. */
export async function play(page: Page, code: string, packageId: string): Promise<Frame> {
  await page.goto(`/c/${code}/paths/packages/${packageId}/play`);
  return contentFrame(page);
}
