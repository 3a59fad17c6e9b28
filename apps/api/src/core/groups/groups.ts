import type { z } from "zod";
import type { createGroupInput } from "@lyceum/shared/inputs/sessions";
import { Conflict, InvalidInput, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { authorize, definePolicy } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import type { Group } from "../../generated/prisma/client.ts";
import type { CourseGroup } from "./groups.types";

/** More groups than this no course or session has; one list shows them all. */
const GROUPS_MAX = 1000;

/** Staff manage groups where they stand: teachers everywhere, tutors in their session, or in the base where they edit it. */
export const groupPolicy = definePolicy<{ id: string | null }>()({
  manage: (member) => member.isStaff && (member.sessionRunId !== null || member.editsBase),
  seeMembers: (member, group) => member.isStaff || (group.id !== null && member.groupIds.includes(group.id)),
});

/** A group and the member as whom the caller enters its run; NOT_FOUND for learners who are not in it. */
export async function enterGroup(ctx: Context, groupId: string): Promise<{ group: Group; member: Member }> {
  const group = isId(groupId) ? await ctx.db.group.findUnique({ where: { id: groupId } }) : null;
  if (!group || group.trashedAt) throw NotFound();
  const run = await ctx.db.courseRun.findUniqueOrThrow({ where: { id: group.runId } });
  const member = await ctx.enter(group.courseId, { sessionId: run.sessionId });
  if (!member.isStaff && !member.groupIds.includes(group.id)) throw NotFound();
  return { group, member };
}

interface Seats {
  userIds: string[];
  tutorIds: string[];
}

/** Makes a group at the end of the run's list. Statements: 5 and the events. */
export async function createGroup(ctx: Context, input: z.output<typeof createGroupInput>): Promise<CourseGroup> {
  const member = await ctx.enter(input.courseId, { sessionId: input.sessionId });
  authorize(member, groupPolicy, "manage", { id: null });
  const seats = { userIds: input.userIds ?? [], tutorIds: input.tutorIds ?? [] };
  await requireEnrolled(ctx, member.runId, seats);
  const group = await ctx.write(async (tx, emit) => {
    const last = await tx.group.aggregate({ _max: { position: true }, _count: true, where: { runId: member.runId, trashedAt: null } });
    if (last._count >= GROUPS_MAX) throw Conflict("TOO_MANY", `At most ${GROUPS_MAX} groups.`);
    const made = await tx.group.create({
      data: { courseId: member.courseId, runId: member.runId, title: input.title, position: (last._max.position ?? 0) + 1 },
    });
    await seatMembers(tx, made.id, seats);
    emit("groups.group.created", made);
    tellMembers(emit, made, [...seats.userIds, ...seats.tutorIds]);
    return made;
  });
  return groupNode(ctx, member, group.id);
}

/** Replaces the people of a group; who leaves loses its content within a second. Statements: constant in the people. */
export async function setGroupMembers(ctx: Context, groupId: string, seats: Seats): Promise<CourseGroup> {
  const { group, member } = await enterGroup(ctx, groupId);
  authorize(member, groupPolicy, "manage", group);
  await requireEnrolled(ctx, group.runId, seats);
  await ctx.write(async (tx, emit) => {
    const former = await tx.groupMember.findMany({ where: { groupId } });
    await tx.groupMember.deleteMany({ where: { groupId } });
    await seatMembers(tx, groupId, seats);
    const tutors = new Set(seats.tutorIds);
    const now = new Set([...seats.userIds, ...seats.tutorIds]);
    const stays = new Set(
      former.filter((seat) => now.has(seat.userId) && seat.tutor === tutors.has(seat.userId)).map((seat) => seat.userId),
    );
    tellMembers(
      emit,
      group,
      [...new Set([...now, ...former.map((seat) => seat.userId)])].filter((userId) => !stays.has(userId)),
    );
    emit("groups.members.changed", group);
  });
  return groupNode(ctx, member, groupId);
}

/** Renames a group, or puts it into the trash. */
export async function changeGroup(ctx: Context, groupId: string, change: { title?: string; trashedAt?: Date }): Promise<Group> {
  const { group, member } = await enterGroup(ctx, groupId);
  authorize(member, groupPolicy, "manage", group);
  return ctx.write((tx, emit) => {
    emit(change.trashedAt ? "groups.group.deleted" : "groups.group.updated", group);
    return tx.group.update({ where: { id: groupId }, data: change });
  });
}

/** The groups of a run: all to staff, their own to learners, with one statement. */
export function groupsOfRun(ctx: Context, member: Member, groupId?: string): Promise<CourseGroup[]> {
  return ctx.db.$queryRaw<CourseGroup[]>`
    SELECT g."id", g."courseId", g."title", (SELECT count(*)::int FROM "GroupMember" m WHERE m."groupId" = g."id") AS "memberCount",
      g."id" = ANY(${member.groupIds}::uuid[]) AS "viewerIsMember"
    FROM "Group" g WHERE g."runId" = ${member.sessionRunId ?? member.baseRunId}::uuid AND g."trashedAt" IS NULL AND (${member.isStaff} OR g."id" = ANY(${member.groupIds}::uuid[]))
      AND (${groupId ?? null}::uuid IS NULL OR g."id" = ${groupId ?? null}::uuid)
    ORDER BY g."position", lower(g."title"), g."id" LIMIT ${GROUPS_MAX}`;
}

export async function groupNode(ctx: Context, member: Member, groupId: string): Promise<CourseGroup> {
  const [node] = await groupsOfRun(ctx, member, groupId);
  if (!node) throw NotFound();
  return node;
}

async function requireEnrolled(ctx: Context, runId: string, seats: Seats): Promise<void> {
  const asked = [...new Set([...seats.userIds, ...seats.tutorIds])];
  const rows = await ctx.db.enrolment.findMany({
    where: { runId, userId: { in: asked.filter(isId) }, state: { not: "ENDED" } },
    select: { userId: true },
  });
  const inside = new Set(rows.map((row) => row.userId));
  const issues = (["userIds", "tutorIds"] as const).flatMap((field) =>
    seats[field].flatMap((id, index) =>
      inside.has(id)
        ? []
        : [{ path: ["input", field, String(index)], code: "user.notEnrolled", message: "This person is not in the course or session." }],
    ),
  );
  if (issues.length > 0) throw InvalidInput(issues);
}

async function seatMembers(tx: Tx, groupId: string, { userIds, tutorIds }: Seats): Promise<void> {
  const tutors = new Set(tutorIds);
  await tx.groupMember.createMany({
    data: [...new Set([...userIds, ...tutorIds])].map((userId) => ({ groupId, userId, tutor: tutors.has(userId) })),
    skipDuplicates: true,
  });
}

/** Each person's own streams ask their gates again, whatever they listen to. */
function tellMembers(emit: Emit, group: Group, userIds: string[]): void {
  for (const userId of userIds)
    emit("groups.access.changed", { id: group.id, courseId: group.courseId, runId: group.runId, userId, topic: `user:${userId}` });
}
