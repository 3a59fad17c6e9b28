import { documentLimits } from "@lyceum/shared/inputs/documents";
import { cleanFileName, fileNameKey } from "@lyceum/shared/file-names";
import { Forbidden, Locked, NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { createItem } from "../../kernel/items";
import { DOCUMENT_LIMITS } from "../../core/settings/document-limits";
import { readSettings } from "./settings";
import { TOOL } from "./documents";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Member } from "../../kernel/gate";
import type { DocumentSpace } from "../../generated/prisma/client.ts";

/** Finds the course's own space, and makes it when it is first written to. Statements: 1 or 2. */
export async function courseSpace(tx: Tx, member: Member): Promise<DocumentSpace> {
  const where = { courseId: member.courseId, kind: "COURSE" as const };
  const found = await tx.documentSpace.findFirst({ where });
  if (found) return found;
  await tx.$executeRaw`
    INSERT INTO "DocumentSpace" ("id", "courseId", "runId", "kind") VALUES (${newId()}::uuid, ${member.courseId}::uuid, ${member.baseRunId}::uuid, 'COURSE')
    ON CONFLICT DO NOTHING`;
  return tx.documentSpace.findFirstOrThrow({ where });
}

interface NewSpace {
  kind: "GROUP" | "PERSONAL";
  groupId: string | null;
  ownerId: string | null;
  title: string;
}

/** Makes a group's or a person's space with the folder that holds it; the same call again gives the same space. */
async function makeSpace(tx: Tx, member: Member, wanted: NewSpace): Promise<DocumentSpace> {
  // Two first visits at once must not make two folders.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`documents:${wanted.groupId ?? `${member.runId}:${wanted.ownerId}`}`}, 0))`;
  const where = {
    courseId: member.courseId,
    kind: wanted.kind,
    groupId: wanted.groupId,
    ownerId: wanted.ownerId,
    ...(wanted.ownerId ? { runId: member.runId } : {}),
  };
  const found = await tx.documentSpace.findFirst({ where });
  if (found) return found;
  const shown = wanted.ownerId === null || (await readSettings(tx, member.courseId)).showLearnerFolders;
  const root = await createItem(tx, member, { tool: TOOL, kind: "folder", title: wanted.title, groupId: wanted.groupId });
  if (wanted.ownerId) {
    await tx.itemAudience.create({ data: { itemId: root.id, userId: wanted.ownerId } });
    if (!shown) await tx.item.update({ where: { id: root.id }, data: { audience: "CHOSEN" } });
  }
  const space = await tx.documentSpace.create({
    data: {
      id: newId(),
      courseId: member.courseId,
      runId: member.runId,
      kind: wanted.kind,
      groupId: wanted.groupId,
      ownerId: wanted.ownerId,
      rootId: root.id,
    },
  });
  const name = cleanFileName(wanted.title);
  await tx.document.create({
    data: {
      id: root.id,
      spaceId: space.id,
      courseId: member.courseId,
      runId: member.runId,
      name,
      nameKey: fileNameKey(name),
      mediaType: FOLDER_TYPE,
    },
  });
  return space;
}

export const FOLDER_TYPE = "inode/directory";

/** Opens a group's space (its members, staff) or, without a group, one's own. NOT_FOUND for a group that is not the member's. */
export async function openSpace(ctx: Context, member: Member, groupId: string | null): Promise<DocumentSpace> {
  if (groupId !== null) {
    const group = isId(groupId)
      ? await ctx.db.group.findFirst({ where: { id: groupId, courseId: member.courseId, trashedAt: null } })
      : null;
    const inside =
      group &&
      member.visibleRunIds.includes(group.runId) &&
      (member.isStaff || member.groupIds.includes(group.id) || member.tutoredGroupIds.includes(group.id));
    if (!inside) throw NotFound();
    return ctx.write((tx) =>
      makeSpace(tx, { ...member, runId: group.runId }, { kind: "GROUP", groupId, ownerId: null, title: group.title }),
    );
  }
  if (!member.userId || member.readOnly) throw Forbidden(member.readOnly ?? undefined);
  if (!(await readSettings(ctx.db, member.courseId)).personalFolders) throw Forbidden("PERSONAL_FOLDERS_OFF");
  const owner = await ctx.db.user.findUniqueOrThrow({ where: { id: member.userId } });
  const title = `${owner.givenName} ${owner.familyName}`.trim();
  return ctx.write((tx) => makeSpace(tx, member, { kind: "PERSONAL", groupId: null, ownerId: owner.id, title }));
}

/** How full a space is, in bytes. */
export interface SpaceRoom {
  limit: bigint;
  used: bigint;
  reserved: bigint;
}

interface RoomRow {
  kind: "COURSE" | "GROUP" | "PERSONAL";
  limitBytes: bigint | null;
  courseLimit: bigint;
  used: bigint;
  reserved: bigint;
  /** The campus's limits as they are kept; null = as delivered. */
  limits: unknown;
}

/** Reads a space's room; inside a transaction that has locked it, the answer stands until the commit. `except` leaves one promise out. */
export async function roomOf(tx: Pick<Tx, "$queryRaw">, spaceId: string, except: string | null = null): Promise<SpaceRoom> {
  const [row] = await tx.$queryRaw<RoomRow[]>`
    SELECT s."kind"::text AS "kind", s."limitBytes", c."storageLimitBytes" AS "courseLimit", s."usedBytes" AS "used",
      (SELECT "value" FROM "Setting" WHERE "key" = ${DOCUMENT_LIMITS.key}) AS "limits",
      (SELECT coalesce(sum(u."bytes"), 0)::bigint FROM "UploadReservation" u
        WHERE u."spaceId" = s."id" AND u."expiresAt" > now() AND u."id" IS DISTINCT FROM ${except}::uuid) AS "reserved"
    FROM "DocumentSpace" s JOIN "Course" c ON c."id" = s."courseId" WHERE s."id" = ${spaceId}::uuid`;
  if (!row) throw NotFound();
  const { groupBytes, personalBytes } = documentLimits.parse(row.limits ?? {});
  const ofKind = { COURSE: row.courseLimit, GROUP: BigInt(groupBytes), PERSONAL: BigInt(personalBytes) };
  const limit = row.limitBytes ?? ofKind[row.kind];
  return { limit, used: row.used, reserved: row.reserved };
}

/**
 * Locks the space and refuses unless `bytes` more fit beside what is used and promised: LOCKED, reason QUOTA { limit, used, needed }. The lock
 * makes concurrent uploads wait for each other, so that together they cannot pass the limit.
 */
export async function requireRoom(tx: Tx, spaceId: string, bytes: number | bigint, except: string | null = null): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "DocumentSpace" WHERE "id" = ${spaceId}::uuid FOR UPDATE`;
  const room = await roomOf(tx, spaceId, except);
  const used = room.used + room.reserved;
  if (used + BigInt(bytes) > room.limit) {
    throw Locked([{ code: "QUOTA", params: { limit: Number(room.limit), used: Number(used), needed: Number(bytes) } }]);
  }
}
