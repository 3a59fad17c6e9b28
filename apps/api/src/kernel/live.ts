import { Behind, Refusal } from "./errors";
import { canResume, eventCursor, eventsAfter, safeCursor, type Notice } from "./realtime";
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
/** How many events one listener is told that it missed, or that it was too slow for; with more, it is told to read again. */
const QUEUE_LIMIT = 1_000;
/** How many events of its topic are looked through for those that concern it. */
const LOOK_LIMIT = 50_000;

/**
 * A subscription's source: events of one topic that the caller accepts. Who the caller is and where they entered is remembered until
 * a rights event, and for 15 s at most for dates; then the gate is asked again. It ends when the gate refuses. Nothing is left out in
 * silence: where more was missed than 1,000 events, or a slow reader let as many pile up, those are given and the stream ends with
 * BEHIND; a cursor that says nothing here gives BEHIND at once.
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

/** A stream of what `pass` makes of each event; null leaves one out. Unlike a generator around it, this can be ended while it waits. */
export function passing<T>(
  source: AsyncIterableIterator<LiveEvent>,
  pass: (event: LiveEvent) => Promise<T | null>,
): AsyncIterableIterator<T> {
  return {
    async next() {
      for (;;) {
        const event = await source.next();
        if (event.done) return { done: true, value: undefined };
        const value = await pass(event.value);
        if (value !== null) return { done: false, value };
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The gate is asked again; everything before the cursor was handed over before this. */
interface Recheck {
  settled: string | undefined;
}

const isRecheck = (entry: Notice | Recheck): entry is Recheck => "settled" in entry;

/** What waits for one listener: wanted events, and the question whether they may still listen. */
function openQueue(options: LiveOptions, settled: () => string | undefined) {
  const waiting: (Notice | Recheck)[] = [];
  let wake: (() => void) | undefined;
  const queue = {
    /** More came than a slow reader took. */
    overflow: false,
    /** Something has happened that may change what the gate said last. */
    stale: false,
    hear(notice: Notice) {
      if (!options.accepts(notice)) return;
      if (waiting.length >= QUEUE_LIMIT) queue.overflow = true;
      if (!queue.overflow) waiting.push(notice);
      wake?.();
    },
    recheck() {
      queue.stale = true;
      // A class that is enrolled is hundreds of rights events: one question to the gate answers for all that wait.
      const last = waiting.at(-1);
      if (last && isRecheck(last)) last.settled = settled();
      else waiting.push({ settled: settled() });
      wake?.();
    },
    shift: () => waiting.shift(),
    wake: () => wake?.(),
    change: () => new Promise<void>((resolve) => (wake = resolve)),
  };
  return queue;
}

/** What the listener missed since its cursor, and whether there is more than it is told. */
async function missedBy(ctx: Context, { topic, after, accepts }: LiveOptions): Promise<{ notices: Notice[]; more: boolean }> {
  const notices: Notice[] = [];
  if (!after) return { notices, more: false };
  if (!(await canResume(ctx.db, after))) return { notices, more: true };
  let looked = 0;
  for await (const page of eventsAfter(ctx.db, after, [topic])) {
    notices.push(...page.filter(accepts));
    looked += page.length;
    if (notices.length > QUEUE_LIMIT || looked > LOOK_LIMIT) return { notices: notices.slice(0, QUEUE_LIMIT), more: true };
  }
  return { notices, more: false };
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
  const queue = openQueue(options, () => ctx.services.realtime.settled);
  let held = ctx;
  const stop = listen(ctx, options, (await ctx.viewer())?.id, queue);
  signal.addEventListener("abort", queue.wake);
  try {
    let cursor = options.after ?? (await safeCursor(ctx.db));
    const missed = await missedBy(ctx, options);
    const given = new Set<string>();
    while (!signal.aborted) {
      const entry = missed.notices.shift() ?? (missed.more ? undefined : queue.shift());
      if (!entry) {
        if (missed.more || queue.overflow) throw Behind();
        await queue.change();
        continue;
      }
      if (queue.stale) {
        queue.stale = false;
        held = ctx.fresh();
        if (!(await stillIn(held, options))) return;
      }
      if (isRecheck(entry)) {
        // Never what is settled by now: events that wait behind this question would lie before such a cursor.
        cursor = entry.settled ?? cursor;
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

const KEPT = 256;
/** Listeners come to an event within moments; whoever comes later, by a replay, reads what is there then. */
const KEPT_MS = 2_000;
const loaded = new Map<string, { at: number; value: Promise<unknown> }>();

/**
 * Loads what an event is about once for all who listen in this process. For rows as they are stored only: what a listener may see of them
 * is asked for each, with their own rights.
 */
export function oncePerEvent<T>({ id }: Pick<Notice, "id">, what: string, load: () => Promise<T>): Promise<T> {
  const key = `${id} ${what}`;
  const former = loaded.get(key);
  if (former && Date.now() - former.at < KEPT_MS) return former.value as Promise<T>;
  const value = load();
  // A failure is nobody else's answer.
  value.catch(() => loaded.delete(key));
  loaded.delete(key);
  loaded.set(key, { at: Date.now(), value });
  if (loaded.size > KEPT) loaded.delete(loaded.keys().next().value!);
  return value;
}
