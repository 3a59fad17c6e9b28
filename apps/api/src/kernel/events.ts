import { newId } from "./ids";
import { allTools } from "./manifest";
import { Prisma, type Tx } from "./database";

/** What a tool says has happened. Names are `tool.noun.pastTense`. */
export interface EventDraft {
  id: string;
  name: string;
  topic: string;
  courseId: string | null;
  runId: string | null;
  itemId: string | null;
  rowId: string | null;
  /** The person whom it is about, when that is not the actor. */
  userId: string | null;
  data: Record<string, unknown>;
}

/** The row that changed (its id and where it lives), and what differs from that. */
export interface EventSubject {
  id?: string | null;
  courseId?: string | null;
  runId?: string | null;
  itemId?: string | null;
  userId?: string | null;
  topic?: string;
  data?: Record<string, unknown>;
}

export type Emit = (name: string, subject: EventSubject) => void;

/** Who writes: stamped on every event of the operation. */
export interface Actor {
  actorId: string | null;
  impersonatorId: string | null;
  requestId: string;
  /** The course in which the actor plays the preview learner: nobody is told of what happens there. */
  previewCourseId?: string | null;
}

/** The channel of LISTEN and NOTIFY. */
export const CHANNEL = "lyceum";

export function draftEvent(name: string, subject: EventSubject): EventDraft {
  const topic = subject.topic ?? (subject.courseId ? `course:${subject.courseId}` : subject.userId ? `user:${subject.userId}` : "platform");
  return {
    id: newId(),
    name,
    topic,
    courseId: subject.courseId ?? null,
    runId: subject.runId ?? null,
    itemId: subject.itemId ?? null,
    rowId: subject.id ?? null,
    userId: subject.userId ?? null,
    data: subject.data ?? {},
  };
}

const toolOf = (event: EventDraft): string => event.name.split(".")[0]!;

/**
 * Writes events, and what they notify of, inside the caller's transaction. PostgreSQL delivers the notices when it commits, so
 * nothing is published that did not happen. One statement for the events, one for each manifest's notifications.
 */
export async function writeEvents(tx: Tx, actor: Actor, events: EventDraft[]): Promise<void> {
  if (events.length === 0) return;
  const { actorId, impersonatorId, requestId, previewCourseId } = actor;
  const rows = JSON.stringify(events.map((event) => ({ ...event, actorId, impersonatorId, requestId, tool: toolOf(event) })));
  await tx.$executeRaw`
    WITH written AS (
      INSERT INTO "Event" ("id", "name", "topic", "actorId", "impersonatorId", "courseId", "runId", "tool", "itemId", "rowId", "userId", "requestId", "data")
      SELECT "id", "name", "topic", "actorId", "impersonatorId", "courseId", "runId", "tool", "itemId", "rowId", "userId", "requestId", "data"
      FROM jsonb_to_recordset(${rows}::jsonb) AS e("id" uuid, "name" text, "topic" text, "actorId" uuid, "impersonatorId" uuid, "courseId" uuid, "runId" uuid,
        "tool" text, "itemId" uuid, "rowId" uuid, "userId" uuid, "requestId" text, "data" jsonb)
      RETURNING "id", "name", "topic", "xid", "courseId", "runId", "itemId", "rowId", "userId", "actorId")
    SELECT pg_notify(${CHANNEL}, to_jsonb(written)::text) FROM written`;
  for (const event of events) if (!previewCourseId || event.courseId !== previewCourseId) await writeNotifications(tx, event, actorId);
}

async function writeNotifications(tx: Tx, event: EventDraft, actorId: string | null): Promise<void> {
  for (const manifest of allTools()) {
    const drafts = (await manifest.notify?.[event.name]?.(tx, event, actorId)) ?? [];
    for (const draft of drafts) {
      if (draft.userIds.length === 0) continue;
      await tx.$executeRaw`
        WITH told AS (
          INSERT INTO "Notification" ("userId", "kind", "courseId", "runId", "tool", "itemId", "params", "href", "eventId")
          SELECT u, ${draft.kind}, ${event.courseId}::uuid, ${event.runId}::uuid, ${toolOf(event)}, ${event.itemId}::uuid,
            ${JSON.stringify(draft.params ?? {})}::jsonb, ${draft.href}, ${event.id}::uuid
          FROM unnest(${draft.userIds}::uuid[]) AS u
          ON CONFLICT DO NOTHING
          RETURNING "id", "userId")
        SELECT pg_notify(${CHANNEL}, json_build_object('id', "id", 'name', 'notifications.notification.created', 'topic', 'user:' || "userId",
          'xid', pg_current_xact_id()::text, 'rowId', "id", 'userId', "userId")::text) FROM told`;
    }
  }
}

/** Makes the partitions of this month and the next; called at start and once a day. */
export async function ensureEventPartitions(tx: Pick<Tx, "$executeRaw">, now: Date = new Date()): Promise<void> {
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  await tx.$executeRaw(Prisma.sql`SELECT ensure_event_partition(${now}::date), ensure_event_partition(${next}::date)`);
}
