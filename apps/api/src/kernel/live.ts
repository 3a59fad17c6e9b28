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

async function* run(ctx: Context, options: LiveOptions, signal: AbortSignal): AsyncGenerator<LiveEvent> {
  await options.check(ctx);
  const queue: (Notice | "recheck")[] = [];
  let wake: (() => void) | undefined;
  let overflow = false;
  // What the gate said last, and whether something has happened since that may change it.
  let held = ctx;
  let stale = false;
  const push = (entry: Notice | "recheck") => {
    // A class that is enrolled is hundreds of rights events: one question to the gate answers for all that wait.
    if (entry === "recheck" && queue.at(-1) === "recheck") return;
    if (queue.length >= QUEUE_LIMIT) overflow = true;
    else queue.push(entry);
    wake?.();
  };
  const recheck = () => {
    stale = true;
    push("recheck");
  };
  const realtime = ctx.services.realtime;
  const viewer = await ctx.viewer();
  const hear = (notice: Notice) => {
    if (mayTakeRights(notice, viewer?.id)) recheck();
    if (options.accepts(notice)) push(notice);
  };
  const stops = [realtime.listen(options.topic, hear)];
  if (viewer && options.topic !== `user:${viewer.id}`)
    stops.push(realtime.listen(`user:${viewer.id}`, (notice) => RIGHTS.test(notice.name) && recheck()));
  // A tool that the whole campus loses is told on no course's topic.
  stops.push(realtime.listen("platform", (notice) => RIGHTS.test(notice.name) && recheck()));
  const timer = setInterval(recheck, RECHECK_MS);
  timer.unref();
  signal.addEventListener("abort", () => wake?.());
  try {
    let cursor = options.after ?? (await safeCursor(ctx.db));
    if (options.after)
      for (const notice of await eventsAfter(ctx.db, options.after, [options.topic])) if (options.accepts(notice)) push(notice);
    const given = new Set<string>();
    while (!overflow && !signal.aborted) {
      const entry = queue.shift();
      if (!entry) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (stale) {
        stale = false;
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
    clearInterval(timer);
    for (const stop of stops) stop();
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
