import pg from "pg";
import { CHANNEL } from "./events";
import { isId } from "./ids";
import { log } from "./log";
import type { Db } from "./database";

/** An event as it travels: ids only. Whoever listens reads the row again, with their own rights. */
export interface Notice {
  id: string;
  name: string;
  topic: string;
  xid: string;
  courseId?: string | null;
  runId?: string | null;
  itemId?: string | null;
  rowId?: string | null;
  userId?: string | null;
  actorId?: string | null;
}

type Listener = (notice: Notice) => void;

const TAIL_MS = 1_000;
const REMEMBERED = 4_096;
/** Events read from the log at once. */
const PAGE = 1_000;
/** No writing transaction of ours lives longer; the time part of a cursor looks back this far. */
const LOOK_BACK_MS = 3_600_000;
/** No write takes longer (context.ts), so what was given before an event is committed by then. */
const RESUME_BACK_MS = 60_000;

/**
 * Carries events between processes over LISTEN and NOTIFY. A poll of the log's tail each second finds what a lost connection
 * missed. Delivery is at least once; listeners know an event by its id.
 */
export class Realtime {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly seen = new Set<string>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private cursor: string | undefined;
  private polling = false;
  private stopped = false;
  private everListened = 0;

  constructor(
    private readonly url: string,
    private readonly db: Db,
  ) {}

  async start(): Promise<void> {
    await this.connect().catch((error: unknown) => log.warn({ error }, "realtime: could not listen yet; the tail is polled"));
    this.cursor = await safeCursor(this.db);
    this.timer = setInterval(() => void this.pollTail(), TAIL_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  /** Calls `listener` for each event of the topic until the returned function is called. */
  listen(topic: string, listener: Listener): () => void {
    this.everListened += 1;
    const set = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0) this.listeners.delete(topic);
    };
  }

  /** How many listen to a topic in this process. */
  listening(topic: string): number {
    return this.listeners.get(topic)?.size ?? 0;
  }

  /** How often somebody began to listen to anything in this process, since its start. */
  get begun(): number {
    return this.everListened;
  }

  get topics(): number {
    return this.listeners.size;
  }

  /** A cursor before which everything has been handed to the listeners: by the last look at the log's tail, not by a notice that may be under way. */
  get settled(): string | undefined {
    return this.cursor;
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    const again = () => {
      if (this.stopped || this.client !== client) return;
      this.client = undefined;
      setTimeout(() => !this.stopped && void this.connect().catch(() => again()), TAIL_MS).unref();
    };
    client.on("error", again);
    client.on("end", again);
    client.on("notification", (message) => message.payload && this.deliver(JSON.parse(message.payload) as Notice));
    this.client = client;
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  }

  private deliver(notice: Notice): void {
    if (this.seen.has(notice.id)) return;
    this.seen.add(notice.id);
    // A set keeps the order of insertion, so the first value is the oldest.
    if (this.seen.size > REMEMBERED) this.seen.delete(this.seen.values().next().value!);
    for (const listener of this.listeners.get(notice.topic) ?? []) listener(notice);
  }

  private async pollTail(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    try {
      // Taken first: what ends after this moment is found by the next look.
      const next = await safeCursor(this.db);
      // With nobody to tell, the place still moves on, so that the first listener is not told of old times.
      if (this.listeners.size > 0) {
        for await (const missed of eventsAfter(this.db, this.cursor ?? next, [...this.listeners.keys()])) {
          for (const notice of missed) this.deliver(notice);
        }
      }
      this.cursor = next;
    } catch (error) {
      log.debug({ error }, "realtime: the tail could not be read");
    } finally {
      this.polling = false;
    }
  }
}

/** The opaque cursor of now: every event before it is settled, since no transaction older than it is still running. */
export async function safeCursor(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ xmin: string }[]>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS "xmin"`;
  return encodeCursor(row!.xmin);
}

const encodeCursor = (xid: string): string => Buffer.from(`${xid}.${Date.now()}`).toString("base64url");

/** A cursor that names its event too: the same place to resume from, and no two events share it, so that clients can tell them apart. */
export const eventCursor = (cursor: string, eventId: string): string =>
  Buffer.from(`${Buffer.from(cursor, "base64url").toString().split(".").slice(0, 2).join(".")}.${eventId}`).toString("base64url");

function decodeCursor(cursor: string): { xid: bigint; at: Date } | null {
  // An event's own id serves too: it holds its moment, and what is given again is told apart by its id.
  if (isId(cursor)) return { xid: 0n, at: new Date(parseInt(cursor.replaceAll("-", "").slice(0, 12), 16) - RESUME_BACK_MS) };
  const [xid, at] = Buffer.from(cursor, "base64url").toString().split(".");
  if (!/^\d{1,19}$/.test(xid ?? "") || !/^\d{1,15}$/.test(at ?? "")) return null;
  return { xid: BigInt(xid!), at: new Date(Number(at) - LOOK_BACK_MS) };
}

/** Whether a replay can begin at this cursor: it can be read, and was taken on this database, not before a restore into another. */
export async function canResume(db: Db, cursor: string): Promise<boolean> {
  const from = decodeCursor(cursor);
  if (!from) return false;
  const [row] = await db.$queryRaw<{ xmax: string }[]>`SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS "xmax"`;
  return from.xid <= BigInt(row!.xmax);
}

/**
 * The events of some topics after a cursor, oldest first, page by page until there are no more; ones already delivered may come again.
 * An unreadable cursor gives none. What commits while pages are read may be missing: its notice comes to whoever listens already.
 */
export async function* eventsAfter(db: Db, cursor: string, topics: string[]): AsyncGenerator<Notice[]> {
  const from = decodeCursor(cursor);
  if (!from) return;
  let last: string | null = null;
  for (;;) {
    const page: Notice[] = await db.$queryRaw<Notice[]>`
      SELECT "id", "name", "topic", "xid"::text AS "xid", "courseId", "runId", "itemId", "rowId", "userId", "actorId"
      FROM "Event" WHERE "topic" = ANY(${topics}::text[]) AND "id" > COALESCE(${last}::uuid, uuid_v7_floor(${from.at})) AND "xid" >= ${from.xid}
      ORDER BY "id" LIMIT ${PAGE}`;
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    last = page.at(-1)!.id;
  }
}
