import { COURSE_DOCUMENTS_LIMIT, FOLDER_ENTRIES_LIMIT, type NAME_CLASHES } from "@lyceum/shared/inputs/documents";
import { cleanFileName, fileNameKey, neutralFileName } from "@lyceum/shared/file-names";
import { Invalid, NotFound } from "../../kernel/errors";
import { authorize } from "../../kernel/policy";
import { courseTop, documentPolicy } from "./documents.policy";
import { enterDocument, TOOL, type DocumentRow } from "./documents";
import { courseSpace } from "./spaces";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";

/** Where something new goes. */
export interface PlaceInput {
  courseId: string;
  sessionId?: string | null;
  folderId?: string | null;
}

export interface EnteredPlace {
  member: Member;
  /** Null = the top of the course's own documents. */
  folder: DocumentRow | null;
}

/** A place inside a transaction: the space is there. */
export interface Place {
  folderId: string | null;
  spaceId: string;
  runId: string;
}

export type NameClash = (typeof NAME_CLASHES)[number];

/** Enters the course and finds the folder; NOT_FOUND when it is another course's, or not for the member. */
export async function enterPlace(ctx: Context, input: PlaceInput): Promise<EnteredPlace> {
  const member = await ctx.enter(input.courseId, { tool: TOOL, sessionId: input.sessionId });
  if (!input.folderId) return { member, folder: null };
  const { document } = await enterDocument(ctx, input.folderId, input.sessionId ?? member.sessionId);
  if (document.courseId !== member.courseId || document.kind !== "folder") throw NotFound();
  return { member, folder: document };
}

/** The same for writing: FORBIDDEN where the member may not add anything. */
export async function enterPlaceToAdd(ctx: Context, input: PlaceInput): Promise<EnteredPlace> {
  const place = await enterPlace(ctx, input);
  authorize(place.member, documentPolicy, "add", place.folder ?? courseTop(place.member));
  return place;
}

/** The place's space, made where it is the course's first document; refuses a folder or a course that is full. */
export async function openPlace(tx: Tx, { member, folder }: EnteredPlace, adding = 1): Promise<Place> {
  const spaceId = folder?.spaceId ?? (await courseSpace(tx, member)).id;
  const place = { folderId: folder?.id ?? null, spaceId, runId: member.runId };
  await lockPlace(tx, place);
  const [count] = await tx.$queryRaw<{ here: number; course: number }[]>`
    SELECT (SELECT count(*)::int FROM "Document" WHERE "courseId" = ${member.courseId}::uuid AND "folderId" IS NOT DISTINCT FROM ${place.folderId}::uuid AND "spaceId" = ${spaceId}::uuid AND "live") AS "here",
      (SELECT count(*)::int FROM "Document" WHERE "courseId" = ${member.courseId}::uuid AND "live") AS "course"`;
  if (count!.here + adding > FOLDER_ENTRIES_LIMIT)
    throw Invalid("input.folderId", "folder.full", `A folder has at most ${FOLDER_ENTRIES_LIMIT} entries.`);
  if (count!.course + adding > COURSE_DOCUMENTS_LIMIT)
    throw Invalid("input.courseId", "course.full", `A course has at most ${COURSE_DOCUMENTS_LIMIT} documents.`);
  return place;
}

/** Two writers in one folder take names one after the other. Held until the commit. */
async function lockPlace(tx: Tx, place: Place): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`documents:${place.folderId ?? place.spaceId}:${place.runId}`}, 0))`;
}

export interface TakenName {
  name: string;
  nameKey: string;
  /** What has this name already, where the choice is not to rename. */
  clashId: string | null;
  renamed: boolean;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Cleans a name and settles a clash in its folder: the first free "name (2).ext" for RENAME, else the document that has it. Statements: 1. */
export async function takeName(
  tx: Tx,
  place: Place,
  wanted: string,
  onClash: NameClash = "RENAME",
  self: string = NOBODY,
): Promise<TakenName> {
  const name = neutralFileName(cleanFileName(wanted));
  const nameKey = fileNameKey(name);
  if (onClash === "RENAME") {
    const [free] = await tx.$queryRaw<{ name: string; key: string }[]>`
      SELECT * FROM document_free_name(${place.folderId ?? place.spaceId}::uuid, ${place.runId}::uuid, ${self}::uuid, ${name}, ${nameKey})`;
    return { name: free!.name, nameKey: free!.key, clashId: null, renamed: free!.name !== name };
  }
  const clash = await tx.document.findFirst({
    where: {
      ...(place.folderId ? { folderId: place.folderId } : { folderId: null, spaceId: place.spaceId }),
      runId: place.runId,
      nameKey,
      live: true,
    },
  });
  return { name, nameKey, clashId: clash?.id ?? null, renamed: false };
}
