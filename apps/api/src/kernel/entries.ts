import { withoutCounting, type Db } from "./database";
import { log } from "./log";
import type { Member } from "./gate";

const EVERY_MS = 5 * 60_000;
const FLUSH_MS = 250;
const REMEMBERED = 20_000;

/** Notes when people enter courses: at most one write in five minutes for each person and run, together, and never in the way of a read. */
class EntryLog {
  private readonly noted = new Map<string, number>();
  private readonly waiting = new Map<string, { userId: string; runId: string; at: Date }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: Db) {}

  note(userId: string, runId: string): void {
    const key = `${userId}:${runId}`;
    const now = Date.now();
    if (now - (this.noted.get(key) ?? 0) < EVERY_MS) return;
    this.noted.delete(key);
    this.noted.set(key, now);
    if (this.noted.size > REMEMBERED) this.noted.delete(this.noted.keys().next().value!);
    this.waiting.set(key, { userId, runId, at: new Date(now) });
    this.timer ??= withoutCounting(() => setTimeout(() => void this.flush(), FLUSH_MS).unref());
  }

  private async flush(): Promise<void> {
    this.timer = undefined;
    const rows = JSON.stringify([...this.waiting.values()]);
    this.waiting.clear();
    try {
      await this.db.$executeRaw`
        UPDATE "Enrolment" e SET "firstAccessAt" = coalesce(e."firstAccessAt", t."at"), "lastAccessAt" = greatest(e."lastAccessAt", t."at")
        FROM jsonb_to_recordset(${rows}::jsonb) AS t("userId" uuid, "runId" uuid, "at" timestamptz)
        WHERE e."userId" = t."userId" AND e."runId" = t."runId" AND e."state" <> 'ENDED'`;
    } catch (error) {
      log.debug({ error }, "entries could not be noted");
    }
  }
}

const logs = new WeakMap<Db, EntryLog>();

/** Notes that a member came in; visitors, preview learners and nobody leave no trace. Costs the request nothing. */
export function noteEntry(db: Db, member: Member): void {
  if (!member.userId || member.isPreview || member.role === "VISITOR") return;
  let entries = logs.get(db);
  if (!entries) logs.set(db, (entries = new EntryLog(db)));
  entries.note(member.userId, member.runId);
}
