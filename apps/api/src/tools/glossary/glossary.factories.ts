import type { GlossarySettings } from "@lyceum/shared/inputs/glossary";
import { buildCourse, buildEnrolment, buildSession, type BuiltCourse, type BuiltSession } from "../../test/course-factories";
import { buildUser, signInAs } from "../../test/factories";
import type { TestApp } from "../../test/app";
import type { TestClient } from "../../test/client";

export const TERM =
  "id term definition language letter position state highlight category aliases { kind text } variants { language term definition } version inSession baseTermId viewerCan { update delete hide reword decide }";
export const CREATE = `mutation ($courseId: ID!, $sessionId: ID, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, sessionId: $sessionId, input: $input) { ${TERM} } }`;
export const PROPOSE = `mutation ($courseId: ID!, $sessionId: ID, $input: CreateGlossaryTermInput!) { proposeGlossaryTerm(courseId: $courseId, sessionId: $sessionId, input: $input) { ${TERM} } }`;
export const UPDATE = `mutation ($id: ID!, $sessionId: ID, $input: UpdateGlossaryTermInput!, $expectedVersion: Int) { updateGlossaryTerm(id: $id, sessionId: $sessionId, input: $input, expectedVersion: $expectedVersion) { ${TERM} } }`;
export const LIST = `query ($courseId: ID!, $sessionId: ID, $filter: GlossaryTermFilter, $orderBy: GlossaryOrder, $first: Int, $after: String) {
  glossaryTerms(courseId: $courseId, sessionId: $sessionId, filter: $filter, orderBy: $orderBy, first: $first, after: $after) { nodes { ${TERM} author { name } } pageInfo { hasNextPage endCursor } totalCount } }`;
export const TERM_BY_ID = `query ($id: ID!, $sessionId: ID) { glossaryTerm(id: $id, sessionId: $sessionId) { ${TERM} related { id term } } }`;
export const DELETE =
  "mutation ($courseId: ID!, $sessionId: ID, $ids: [ID!]!) { deleteGlossaryTerms(courseId: $courseId, sessionId: $sessionId, ids: $ids) { trashId termIds } }";
export const RESTORE =
  "mutation ($courseId: ID!, $sessionId: ID, $trashId: ID!) { restoreGlossaryTerms(courseId: $courseId, sessionId: $sessionId, trashId: $trashId) { id term } }";
export const STATE =
  "mutation ($courseId: ID!, $sessionId: ID, $ids: [ID!]!, $state: GlossaryShownState!) { setTermsState(courseId: $courseId, sessionId: $sessionId, ids: $ids, state: $state) { id term state } }";
export const REORDER =
  "mutation ($courseId: ID!, $sessionId: ID, $ids: [ID!]!, $beforeId: ID) { reorderGlossaryTerms(courseId: $courseId, sessionId: $sessionId, ids: $ids, beforeId: $beforeId) { id position } }";
export const DECIDE =
  "mutation ($id: ID!, $decision: ProposalDecision!, $reason: String) { decideProposal(id: $id, decision: $decision, reason: $reason) { id state } }";
export const SETTINGS =
  "mutation ($courseId: ID!, $input: UpdateGlossarySettingsInput!, $expectedVersion: Int) { updateGlossarySettings(courseId: $courseId, input: $input, expectedVersion: $expectedVersion) { view order highlight learners ignoreArticles version } }";
export const MATCHES =
  "query ($courseId: ID!, $sessionId: ID, $version: String) { glossaryMatches(courseId: $courseId, sessionId: $sessionId, version: $version) { version mode places firstOnly terms { id term language highlight aliases { kind text } } } }";
export const HOVER =
  "query ($courseId: ID!, $sessionId: ID, $ids: [ID!]!) { glossaryTermsByIds(courseId: $courseId, sessionId: $sessionId, ids: $ids) { id term definition } }";
export const VIEW =
  "query ($courseId: ID!, $sessionId: ID) { glossary(courseId: $courseId, sessionId: $sessionId) { version proposalCount categories letters { letter count } settings { learners version } viewerCan { create propose manage configure } } }";

export interface Term {
  id: string;
  term: string;
  definition: string;
  state: string;
  version: number;
  position: number;
  language: string;
  aliases: { kind: string; text: string }[];
  viewerCan: Record<"update" | "delete" | "hide" | "reword" | "decide", boolean>;
}

/** A course with one person of each role, and a session with its own tutor and learner. */
export interface GlossaryWorld {
  app: TestApp;
  course: BuiltCourse;
  session: BuiltSession;
  clients: Record<"anonymous" | "stranger" | "learner" | "classmate" | "teacher" | "sessionTutor" | "sessionLearner", TestClient>;
  ids: Record<"learner" | "classmate" | "teacher" | "sessionTutor" | "sessionLearner", string>;
}

export async function buildGlossaryWorld(app: TestApp, settings: Partial<GlossarySettings> = {}, language = "en"): Promise<GlossaryWorld> {
  const course = await buildCourse(app.db, { language });
  const session = await buildSession(app.db, course);
  const enrolled = async (runId: string, role: "TEACHER" | "TUTOR" | "LEARNER") => {
    const user = await buildUser(app);
    await buildEnrolment(app.db, { courseId: course.id, runId, userId: user.id, role });
    return user;
  };
  const people = {
    learner: await enrolled(course.run.id, "LEARNER"),
    classmate: await enrolled(course.run.id, "LEARNER"),
    teacher: await enrolled(course.run.id, "TEACHER"),
    sessionTutor: await enrolled(session.run.id, "TUTOR"),
    sessionLearner: await enrolled(session.run.id, "LEARNER"),
  };
  await setGlossarySettings(app, course.id, settings);
  const clients = { anonymous: app.client(), stranger: await signInAs(app, await buildUser(app)) } as GlossaryWorld["clients"];
  for (const [name, user] of Object.entries(people)) clients[name as keyof typeof people] = await signInAs(app, user);
  return {
    app,
    course,
    session,
    clients,
    ids: Object.fromEntries(Object.entries(people).map(([name, user]) => [name, user.id])) as GlossaryWorld["ids"],
  };
}

/** Writes the course's settings straight into the database. */
export async function setGlossarySettings(app: TestApp, courseId: string, body: Partial<GlossarySettings>): Promise<void> {
  await app.db.courseSettings.upsert({
    where: { courseId_tool: { courseId, tool: "glossary" } },
    create: { courseId, tool: "glossary", body },
    update: { body, version: { increment: 1 } },
  });
}

/** Adds a term through the API. */
export async function addTerm(
  world: GlossaryWorld,
  input: Record<string, unknown>,
  as: keyof GlossaryWorld["clients"] = "teacher",
  sessionId?: string,
): Promise<Term> {
  const { createGlossaryTerm } = await world.clients[as].run<{ createGlossaryTerm: Term }>(CREATE, {
    courseId: world.course.id,
    sessionId,
    input: { definition: `<p>What ${String(input["term"])} means.</p>`, ...input },
  });
  return createGlossaryTerm;
}

/** The terms that somebody sees, in the order of the list. */
export async function listAs(
  world: GlossaryWorld,
  as: keyof GlossaryWorld["clients"],
  variables: Record<string, unknown> = {},
): Promise<Term[]> {
  const { glossaryTerms } = await world.clients[as].run<{ glossaryTerms: { nodes: Term[] } }>(LIST, {
    courseId: world.course.id,
    first: 100,
    ...variables,
  });
  return glossaryTerms.nodes;
}

/** Adds many terms straight into the database: `Term 00001` …, each with two aliases and a variant. */
export async function fillGlossary(world: GlossaryWorld, count: number): Promise<void> {
  await addTerm(world, { term: "Zero" });
  await world.app.db.$executeRaw`
    WITH g AS (SELECT "id", "courseId", "runId" FROM "Glossary" WHERE "courseId" = ${world.course.id}::uuid LIMIT 1),
    made AS (INSERT INTO "GlossaryTerm" ("glossaryId", "courseId", "runId", "term", "termKey", "definition", "language", "letter", "sortText", "searchText", "position", "authorId")
      SELECT g."id", g."courseId", g."runId", w, lower(w), '<p>The meaning of ' || w || ', in a sentence of ordinary length for a glossary.</p>', 'en', upper(left(w, 1)), w,
        lower(w) || ' ¦ the meaning of ' || lower(w) || ', in a sentence of ordinary length', n + 1, ${world.ids.teacher}::uuid
      FROM g, generate_series(1, ${count}::int) n, LATERAL (SELECT chr(97 + n % 26) || 'ord ' || lpad(n::text, 5, '0') AS w) x RETURNING "id", "term"),
    aliased AS (INSERT INTO "GlossaryAlias" ("termId", "kind", "text", "position")
      SELECT "id", 'SYNONYM', 'also ' || "term" || k, k FROM made, generate_series(1, 2) k RETURNING "id")
    INSERT INTO "GlossaryVariant" ("termId", "language", "term", "definition") SELECT "id", 'fr', 'mot ' || "term", '<p>Le sens.</p>' FROM made`;
}

/** Uploads bytes as this person; gives the upload's id. */
export async function upload(client: TestClient, body: Uint8Array | string, name = "terms.csv"): Promise<string> {
  const bytes = Buffer.from(body as string);
  const tus = { "tus-resumable": "1.0.0" };
  const created = await client.fetch("/uploads", {
    method: "POST",
    headers: { ...tus, "upload-length": String(bytes.length), "upload-metadata": `filename ${Buffer.from(name).toString("base64")}` },
  });
  const place = created.headers.get("location")!;
  await client.fetch(place, {
    method: "PATCH",
    headers: { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
    body: bytes as unknown as BodyInit,
  });
  return place.split("/").at(-1)!;
}
