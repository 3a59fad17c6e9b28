import { Prisma } from "../../apps/api/src/generated/prisma/client.ts";
import type { CampusApi } from "./campus-api";
import type { MadeCourse } from "./make-course";
import type { DemoLogin } from "./people";
import { playPackage } from "./play-package";

const READ = `mutation ($id: ID!, $sessionId: ID, $input: RecordReadingInput!) { recordReading(id: $id, sessionId: $sessionId, input: $input) { id } }`;
const COME_IN = `query ($courseId: ID!, $sessionId: ID) { courseHome(courseId: $courseId, sessionId: $sessionId) { __typename } }`;
const SEEN = `mutation ($courseId: ID!, $sessionId: ID) { markNewsSeen(courseId: $courseId, sessionId: $sessionId) }`;
const LOOK_UP = `mutation ($courseId: ID!, $sessionId: ID) { viewGlossary(courseId: $courseId, sessionId: $sessionId) }`;

interface Courses {
  sky: MadeCourse;
  photo: MadeCourse;
  aid: MadeCourse;
  winter: string;
}

/** One evening of one person: so many days ago, in this course, with what they did. */
interface Visit {
  ago: number;
  who: DemoLogin;
  course: "sky" | "photo" | "aid";
  inSession?: boolean;
  /** Units of the package played to their end, with which score and how many minutes each. */
  played?: [units: number, score: number, minutes: number];
  /** Which pages were read, by number. */
  read?: number[];
}

// In the order of days; nobody plays the same package twice, since a second evening would go on from the first.
const visits: Visit[] = [
  { ago: 29, who: "priya", course: "sky", read: [0] },
  { ago: 28, who: "learner", course: "aid", played: [4, 92, 8] },
  { ago: 27, who: "hana", course: "aid", played: [4, 100, 6], read: [0, 1, 2] },
  { ago: 26, who: "learner", course: "aid", read: [0, 2] },
  { ago: 24, who: "chidinma", course: "sky", played: [4, 88, 7], read: [0, 1] },
  { ago: 23, who: "priya", course: "sky", played: [4, 95, 5] },
  { ago: 21, who: "minhanh", course: "photo", played: [5, 90, 12], read: [0, 1, 2] },
  { ago: 20, who: "chidinma", course: "aid", played: [3, 85, 9] },
  { ago: 18, who: "mateo", course: "photo", read: [0] },
  { ago: 17, who: "omar", course: "aid", played: [2, 70, 14], read: [0] },
  { ago: 15, who: "learner2", course: "photo", played: [3, 84, 11], read: [0, 1] },
  { ago: 13, who: "omar", course: "sky", inSession: true, played: [1, 80, 6] },
  { ago: 12, who: "hana", course: "sky", played: [3, 100, 4], read: [0, 1] },
  { ago: 10, who: "minhanh", course: "sky", inSession: true, played: [4, 96, 5], read: [0, 1] },
  { ago: 9, who: "mateo", course: "photo", played: [1, 60, 20] },
  { ago: 7, who: "priya", course: "aid", played: [1, 90, 7] },
  { ago: 6, who: "learner2", course: "sky", inSession: true, played: [1, 75, 9] },
  { ago: 4, who: "learner", course: "photo", read: [0] },
  { ago: 2, who: "learner", course: "sky", played: [2, 100, 4], read: [0] },
  { ago: 1, who: "hana", course: "aid", read: [1] },
];

/** Everybody's evenings, one after the other, each put back to its day: at most a month ago. */
export async function liveThroughAMonth(api: CampusApi, people: Record<DemoLogin, string>, courses: Courses): Promise<void> {
  await backdateCourses(api);
  for (const visit of visits) {
    const began = new Date();
    await live(api, people[visit.who], visit, courses);
    await backdate(api, people[visit.who], visit, began);
  }
}

async function live(api: CampusApi, userId: string, visit: Visit, courses: Courses): Promise<void> {
  const { courseId, packageIds, pageIds } = courses[visit.course];
  const sessionId = visit.inSession ? courses.winter : undefined;
  await api.run(userId, COME_IN, { courseId, sessionId });
  if (visit.played) {
    const [units, score, minutes] = visit.played;
    await playPackage(api, userId, packageIds[0]!, { units, score, minutes, sessionId });
  }
  for (const page of visit.read ?? []) {
    await api.run(userId, READ, { id: pageIds[page], sessionId, input: { position: 1, seconds: 120 } });
  }
  await api.run(userId, LOOK_UP, { courseId, sessionId });
}

/** Nothing of all this is news any more: what the teachers add from now on is. */
export async function markAllSeen(api: CampusApi): Promise<void> {
  const seats = await api.services.db.enrolment.findMany({
    select: { userId: true, courseId: true, run: { select: { sessionId: true } } },
  });
  for (const { userId, courseId, run } of seats) await api.run(userId, SEEN, { courseId, sessionId: run.sessionId });
}

/** Courses were made before anybody came: two days before the first visit. */
async function backdateCourses({ services: { db } }: CampusApi): Promise<void> {
  const past = Prisma.sql`interval '31 days'`;
  await db.$executeRaw`UPDATE "Item" SET "createdAt" = "createdAt" - ${past}, "updatedAt" = "updatedAt" - ${past}`;
  await db.$executeRaw`UPDATE "Enrolment" SET "createdAt" = "createdAt" - ${past}`;
  await db.$executeRaw`UPDATE "User" SET "createdAt" = "createdAt" - ${past}`;
}

/** What this visit has written of the person happened so many days ago, an hour or so in the evening. The event log keeps the truth. */
async function backdate({ services: { db } }: CampusApi, userId: string, { ago, who }: Visit, began: Date): Promise<void> {
  const past = Prisma.sql`make_interval(days => ${ago}, mins => ${(who.length * 17 + ago * 7) % 90})`;
  const mine = Prisma.sql`"userId" = ${userId}::uuid`;
  for (const [table, columns] of Object.entries({
    Progress: ["firstAt", "lastAt", "completedAt"],
    Registration: ["startedAt", "lastAt", "launchedAt"],
    DocumentReading: ["firstAt", "lastAt"],
    Enrolment: ["firstAccessAt", "lastAccessAt"],
  })) {
    for (const column of columns) {
      const name = Prisma.raw(`"${column}"`);
      await db.$executeRaw`UPDATE ${Prisma.raw(`"${table}"`)} SET ${name} = ${name} - ${past} WHERE ${mine} AND ${name} >= ${began}`;
    }
  }
  await db.$executeRaw`
    UPDATE "ProgressFact" f SET "firstAt" = CASE WHEN f."firstAt" >= ${began} THEN f."firstAt" - ${past} ELSE f."firstAt" END, "lastAt" = f."lastAt" - ${past}
    FROM "Progress" p WHERE p."id" = f."progressId" AND p.${mine} AND f."lastAt" >= ${began}`;
  await db.$executeRaw`UPDATE "User" SET "lastSeenAt" = now() - ${past} WHERE "id" = ${userId}::uuid`;
}
