import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { LiveEvent } from "../../kernel/live";
import type { Member } from "../../kernel/gate";
import type { Notice } from "../../kernel/realtime";
import { glossaryVersion, openGlossaries, settingsIn } from "./glossaries";
import { GlossaryTerm } from "./glossary.types";
import { termsByIds } from "./seen-terms";

/** What a listener has to do with a change. */
export const GlossaryAction = { CREATED: "CREATED", UPDATED: "UPDATED", DELETED: "DELETED", RELOADED: "RELOADED" } as const;
registerEnumType(GlossaryAction, {
  name: "GlossaryAction",
  description: "What happened to a term, as the listener sees it.",
  valuesConfig: {
    CREATED: { description: "It is there, and was not before." },
    UPDATED: { description: "It is another." },
    DELETED: { description: "It is gone, or is not for the listener." },
    RELOADED: { description: "Much changed at once: read the list again." },
  },
});

@ObjectType({ description: "A change in a glossary." })
export class GlossaryChange {
  @Field(() => GlossaryAction, { description: "What happened.", simple: true })
  action!: keyof typeof GlossaryAction;
  @Field(() => ID, { description: "The term; for RELOADED the glossary or course.", simple: true })
  id!: string;
  @Field(() => GlossaryTerm, {
    nullable: true,
    description: "The term as the listener sees it now; null when they see none.",
    simple: true,
  })
  node!: object | null;
  @Field(() => String, { description: "The version of the match list from now on.", simple: true })
  version!: string;
  @Field(() => String, { description: "The event's own id: unique, and to be given as `after` to resume behind it.", simple: true })
  eventId!: string;
}

const ownOnly = /^glossary\.term\.(?:proposed|refused)$/;
const wholeList = /^glossary\.(?:list|settings|item)\./;

/** A cheap test: whether an event may concern somebody who stands where this member stands. */
export const wanted = (member: Member, notice: Notice): boolean =>
  notice.name.startsWith("glossary.") &&
  typeof notice.runId === "string" &&
  member.visibleRunIds.includes(notice.runId) &&
  (member.isStaff || !ownOnly.test(notice.name) || notice.userId === member.userId);

const REMEMBERED = 64;
const personal = new Map<string, Promise<boolean>>();

/** Whether who may open a glossary of the course is decided person by person; asked once for an event, however many listen. */
function decidedByPerson(ctx: Context, courseId: string, eventId: string): Promise<boolean> {
  let answer = personal.get(eventId);
  if (!answer) {
    answer = ctx.db.item
      .count({
        where: {
          courseId,
          tool: "glossary",
          OR: [
            { audience: { not: "EVERYONE" } },
            { conditions: { not: Prisma.AnyNull } },
            { groupId: { not: null } },
            { parentId: { not: null } },
          ],
        },
      })
      .then((count) => count > 0);
    personal.set(eventId, answer);
    if (personal.size > REMEMBERED) personal.delete(personal.keys().next().value!);
  }
  return answer;
}

/** The class of a listener: all who stand in one run in one role are shown the same, but for a term's author and who changed it. */
export async function listenersClass(ctx: Context, member: Member, notice: Notice): Promise<string | null> {
  const concerned = member.userId === null || member.userId === notice.userId || member.userId === notice.actorId;
  if (concerned || member.isPreview || (await decidedByPerson(ctx, member.courseId, notice.id))) return null;
  return JSON.stringify([member.runId, member.role, member.isAdministrator, member.editsBase, member.readOnly, member.visibleRunIds]);
}

/** Reads the changed term again with the listener's rights, through the event's own gate. */
export async function glossaryChange(event: LiveEvent, courseId: string, sessionId: string | null): Promise<GlossaryChange> {
  const { ctx, name } = event;
  const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
  const [settings, open] = await Promise.all([settingsIn(ctx.db, courseId), openGlossaries(ctx, member)]);
  const about = { version: glossaryVersion(settings, open), eventId: event.id };
  const id = event.rowId ?? courseId;
  if (wholeList.test(name)) return { action: "RELOADED", id, node: null, ...about };
  // A base term that the session words anew is another row there; its own change is none for the listener.
  const [row] = await termsByIds(ctx, ctx.db, member, [id]);
  if (!row) return { action: "DELETED", id, node: null, ...about };
  return { action: /\.(?:created|restored|accepted|proposed)$/.test(name) ? "CREATED" : "UPDATED", id, node: row, ...about };
}
