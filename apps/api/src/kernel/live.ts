import { Refusal } from "./errors";
import { eventCursor, eventsAfter, safeCursor, type Notice } from "./realtime";
import type { Context } from "./context";

/** An event handed to a subscription's resolver, with a context that has read nothing yet and the cursor to resume after. */
export interface LiveEvent extends Notice {
  cursor: string;
  ctx: Context;
  /** The class of rights whose listeners all get the same answer; null = this listener's own. */
  share: string | null;
}

interface LiveOptions {
  topic: string;
  /** The client's last cursor: what happened since comes first. */
  after?: string | null;
  /** Which events of the topic are wanted; a cheap test on ids and names. */
  accepts: (notice: Notice) => boolean;
  /** Asks the gate again with a fresh context; a refusal ends the stream. */
  check: (ctx: Context) => Promise<unknown>;
  /** Names the class of listeners who are shown the same of an event, or null. Absent = everyone is answered alone. */
  share?: (notice: Notice, ctx: Context) => Promise<string | null>;
}

/** Events after which somebody may have lost a right: every stream of the topic asks its gate again. */
const RIGHTS = /^(enrolments\.|sessions\.|groups\.|accounts\.(user|device|token|password)\.|courses\.(tool|access|course)\.)/;
/** An enrolment is one person's: what happens to it takes nothing from others. A whole class's acts name nobody, and concern everybody. */
const mayTakeRights = (notice: Notice, viewerId: string | undefined): boolean =>
  RIGHTS.test(notice.name) && !(notice.name.startsWith("enrolments.") && notice.userId && notice.userId !== viewerId);
const RECHECK_MS = 15_000;
const QUEUE_LIMIT = 1_000;

/**
 * A subscription's source: events of one topic that the caller accepts. Who the caller is and where they entered is remembered until
 * a rights event, and for 15 s at most for dates; then the gate is asked again. It ends when the gate refuses, and when a slow reader lets 1,000 events pile
 * up: the client then resumes from its cursor.
 */
export function live(ctx: Context, options: LiveOptions): AsyncIterableIterator<LiveEvent> {
  const abort = new AbortController();
  const source = run(ctx, options, abort.signal);
  return {
    next: () => source.next(),
    // A generator that waits cannot be returned from outside, so it is told first.
    return: async () => {
      abort.abort();
      return source.return(undefined);
    },
    throw: (error) => source.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** What waits for one listener: wanted events, and the question whether they may still listen. */
function openQueue(options: LiveOptions) {
  const waiting: (Notice | "recheck")[] = [];
  let wake: (() => void) | undefined;
  const queue = {
    /** More came than a slow reader took. */
    overflow: false,
    /** Something has happened that may change what the gate said last. */
    stale: false,
    push(entry: Notice | "recheck") {
      // A class that is enrolled is hundreds of rights events: one question to the gate answers for all that wait.
      if (entry === "recheck" && waiting.at(-1) === "recheck") return;
      if (waiting.length >= QUEUE_LIMIT) queue.overflow = true;
      else waiting.push(entry);
      wake?.();
    },
    hear(notice: Notice) {
      if (options.accepts(notice)) queue.push(notice);
    },
    recheck() {
      queue.stale = true;
      queue.push("recheck");
    },
    shift: () => waiting.shift(),
    wake: () => wake?.(),
    change: () => new Promise<void>((resolve) => (wake = resolve)),
  };
  return queue;
}

/** Starts to hear what the listener wants and what may take their rights; gives the way to stop. */
function listen(ctx: Context, options: LiveOptions, viewerId: string | undefined, queue: ReturnType<typeof openQueue>): () => void {
  const { realtime } = ctx.services;
  const rights = (notice: Notice) => RIGHTS.test(notice.name) && queue.recheck();
  const stops = [
    realtime.listen(options.topic, (notice) => {
      if (mayTakeRights(notice, viewerId)) queue.recheck();
      queue.hear(notice);
    }),
    // A tool that the whole campus loses is told on no course's topic.
    realtime.listen("platform", rights),
  ];
  if (viewerId && options.topic !== `user:${viewerId}`) stops.push(realtime.listen(`user:${viewerId}`, rights));
  const timer = setInterval(queue.recheck, RECHECK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}

async function* run(ctx: Context, options: LiveOptions, signal: AbortSignal): AsyncGenerator<LiveEvent> {
  await options.check(ctx);
  const queue = openQueue(options);
  let held = ctx;
  const stop = listen(ctx, options, (await ctx.viewer())?.id, queue);
  signal.addEventListener("abort", queue.wake);
  try {
    let cursor = options.after ?? (await safeCursor(ctx.db));
    if (options.after) for (const notice of await eventsAfter(ctx.db, options.after, [options.topic])) queue.hear(notice);
    const given = new Set<string>();
    while (!queue.overflow && !signal.aborted) {
      const entry = queue.shift();
      if (!entry) {
        await queue.change();
        continue;
      }
      if (queue.stale) {
        queue.stale = false;
        held = ctx.fresh();
        if (!(await stillIn(held, options))) return;
      }
      if (entry === "recheck") {
        cursor = await safeCursor(ctx.db);
        continue;
      }
      if (given.has(entry.id)) continue;
      given.add(entry.id);
      if (given.size > QUEUE_LIMIT) given.delete(given.values().next().value!);
      const own = held.within();
      const share = (await options.share?.(entry, own)) ?? null;
      yield { ...entry, cursor: eventCursor(cursor, entry.id), ctx: own, share };
    }
  } finally {
    stop();
  }
}

async function stillIn(fresh: Context, options: LiveOptions): Promise<boolean> {
  try {
    await options.check(fresh);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
