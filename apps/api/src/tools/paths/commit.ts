import { applyDelta, type ApplyContext, type ElementError } from "@lyceum/courseware/runtime/apply-delta";
import { keepState, packagePercent, packageScore, packageState } from "@lyceum/courseware/runtime/package-progress";
import type { Delta, RuntimeState } from "@lyceum/courseware/runtime/runtime-protocol";
import type { ActivityState } from "@lyceum/courseware/runtime/status-12";
import { courseStanding } from "@lyceum/courseware/sequencing/standing";
import type { Context } from "../../kernel/context";
import type { Emit } from "../../kernel/events";
import type { Tx } from "../../kernel/database";
import { NotFound } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import { toldBy } from "../../kernel/notices";
import { authorize } from "../../kernel/policy";
import { reportProgress } from "../../kernel/progress";
import { packagePolicy } from "./paths.policy";
import { leavesOf, loadRegistration, runtimeStateOf, type RegistrationRow } from "./registration-rows";
import { lockedActivities } from "./runtime-activity";
import { faultsOf, keepCalls } from "./runtime-calls";
import { storeRuntime, type Standing } from "./store-runtime";

/** What became of deltas that were sent: stored up to `lastSeq`, or refused with the state that holds. */
export type Committed =
  | {
      kind: "stored";
      lastSeq: number;
      errors: ElementError[];
      percent: number;
      state: ActivityState;
      score: number | null;
      maxScore: number | null;
      locked: string[];
    }
  | { kind: "refused"; code: "CONFLICT" | "LEASE_LOST" | "TOO_LARGE"; state: RuntimeState | null };

/** Somebody else saved between reading and writing; the whole is done again. */
class Overtaken extends Error {}
const TRIES = 5;

/**
 * Applies deltas to a registration in order: the next number applies, an older one is acknowledged again, a gap is a conflict.
 * `next`: from whoever does not count, so each is the next one whatever its number says. Whoever is not its owner gets NOT_FOUND. Statements: 1 to read, 2 to write, 1 more when progress moved; the full state costs 1 more.
 */
export async function commitDeltas(
  ctx: Context,
  registrationId: string,
  lease: string,
  deltas: readonly Delta[],
  { next = false } = {},
): Promise<Committed> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await commitOnce(ctx, registrationId, lease, deltas, next);
    } catch (error) {
      if (!(error instanceof Overtaken) || tries === TRIES) throw error;
    }
  }
}

async function commitOnce(
  ctx: Context,
  registrationId: string,
  lease: string,
  deltas: readonly Delta[],
  next: boolean,
): Promise<Committed> {
  const ids = [...new Set(deltas.map((delta) => delta.activityId))];
  const row = isId(registrationId) ? await loadRegistration(ctx.db, registrationId, ids) : null;
  if (!row) throw NotFound();
  const member = await ctx.enter(row.courseId, { tool: "paths", sessionId: row.sessionId, preview: row.runKind === "PREVIEW" });
  if (row.userId !== member.userId || row.runId !== member.runId) throw NotFound();
  authorize(member, packagePolicy, "play", {});
  // A released lease is taken up again by its last holder as long as nobody else has opened.
  const holds = row.lease === lease || (row.lease === null && row.lastWriter === lease);
  if (!holds || row.trashedAt) return { kind: "refused", code: "LEASE_LOST", state: null };
  const numbered = next ? deltas.map((delta, index) => ({ ...delta, seq: row.lastSeq + 1 + index })) : deltas;
  const played = play(row, numbered, new Date());
  if (played.refusal === "UNKNOWN_ACTIVITY") return { kind: "refused", code: "LEASE_LOST", state: null };
  const standing = standingOf(row, played.state);
  if (played.applied.length > 0) await ctx.write((tx, emit) => write(tx, emit, member, { row, lease, played, standing }));
  if (played.refusal) {
    const whole = await loadRegistration(ctx.db, registrationId, null);
    return { kind: "refused", code: played.refusal, state: whole && runtimeStateOf(whole) };
  }
  const { percent, state, score, maxScore, leaves } = standing;
  const locked = lockedActivities(row.activities, new Map(leaves.map((leaf) => [leaf.activityId, leaf.state])));
  return { kind: "stored", lastSeq: played.state.lastSeq, errors: played.errors, percent, state, score, maxScore, locked };
}

interface Played {
  state: RuntimeState;
  applied: Delta[];
  errors: ElementError[];
  refusal: "CONFLICT" | "TOO_LARGE" | "UNKNOWN_ACTIVITY" | null;
}

/** Plays deltas on the state that was read. Pure. */
function play(row: RegistrationRow, deltas: readonly Delta[], now: Date): Played {
  const ctx: ApplyContext = {
    rules: { standard: row.standard as "SCORM_12", credit: row.credit, mode: row.mode, masteryOverridesStatus: row.masteryOverridesStatus },
    activities: new Map(row.activities.map((activity) => [activity.identifier, activity])),
    now: now.getTime(),
    launchedAt: (row.launchedAt ?? now).getTime(),
  };
  const played: Played = { state: runtimeStateOf(row), applied: [], errors: [], refusal: null };
  for (const delta of deltas) {
    const outcome = applyDelta(played.state, delta, ctx);
    if (outcome.kind === "acknowledged") continue;
    if (outcome.kind !== "applied") {
      played.refusal = outcome.kind === "conflict" ? "CONFLICT" : outcome.reason;
      break;
    }
    played.state = outcome.state;
    played.applied.push(delta);
    played.errors.push(...outcome.errors);
  }
  return played;
}

function standingOf(row: RegistrationRow, state: RuntimeState): Standing {
  const leaves = leavesOf(row, state.records);
  const course = row.tree && state.sequencing ? courseStanding(row.tree, state.sequencing) : null;
  const score = course?.score ?? packageScore(leaves, row.scoring);
  return {
    leaves,
    percent: course?.percent ?? packagePercent(leaves, row.scoreAsProgress),
    state: keepState(row.state, course?.state ?? packageState(leaves)),
    score: score?.score ?? null,
    maxScore: score?.maxScore ?? null,
  };
}

interface Work {
  row: RegistrationRow;
  lease: string;
  played: Played;
  standing: Standing;
}

async function write(tx: Tx, emit: Emit, member: Member, { row, lease, played, standing }: Work): Promise<void> {
  const seconds = await storeRuntime(tx, { row, lease, state: played.state, applied: played.applied, standing });
  if (seconds === null) throw new Overtaken();
  const subject = { id: row.id, itemId: row.packageId, courseId: row.courseId, runId: row.runId, userId: row.userId };
  const faults = faultsOf(played.applied, played.errors, new Date());
  if (faults.length > 0) await keepCalls(tx, row.id, faults);
  if (row.counts && row.credit === "credit") {
    const report = progressReport(row, standing, seconds);
    // Most saves only move a bookmark: nothing that anybody reads elsewhere.
    if (tellsMore(row, report)) await reportProgress(tx, emit, report);
    if (isFinal(report.state) && !isFinal(row.before?.state))
      emit("paths.package.finished", { ...subject, data: { told: [...toldBy(row.notices, "packageFinished")] } });
  }
  for (const { activityId, events } of played.applied) {
    if (events.includes("initialize")) emit("paths.activity.launched", { ...subject, data: { activityId } });
    if (events.some((event) => event === "finish" || event === "leave" || event === "suspend"))
      emit("paths.activity.ended", { ...subject, data: { activityId } });
  }
  const last = played.applied.at(-1)!;
  emit("paths.activity.committed", {
    ...subject,
    data: { activityId: last.activityId, seq: last.seq, percent: standing.percent, counts: row.counts, memberId: member.userId },
  });
}

const isFinal = (state: string | undefined): boolean => state === "COMPLETED" || state === "PASSED";

/** Whether a report differs from the row that there is. */
function tellsMore({ before }: RegistrationRow, report: ReturnType<typeof progressReport>): boolean {
  if (!before || report.addSeconds > 0 || report.addAttempts > 0 || report.state !== before.state) return true;
  if (report.fraction !== before.fraction) return true;
  return report.score !== undefined && (report.score !== before.score || report.maxScore !== before.maxScore);
}

/** What the registration means for the learner's one row: a later attempt never takes a better result away. */
function progressReport(row: RegistrationRow, standing: Standing, seconds: number) {
  const { before } = row;
  const state = keepState(before?.state ?? "NOT_STARTED", standing.state);
  const earlier = row.number > 1 && before !== null;
  const ratio = (points: { score: number | null; maxScore: number | null } | null) =>
    typeof points?.score === "number" && points.maxScore ? points.score / points.maxScore : -1;
  const scored = standing.score !== null && !(earlier && ratio(before) > ratio(standing));
  const done = isFinal(state);
  const facts = [
    { criterion: "viewed" },
    ...(done ? [{ criterion: "completed" }] : []),
    ...(state === "PASSED" ? [{ criterion: "passed", value: standing.score }] : []),
  ];
  return {
    courseId: row.courseId,
    itemId: row.packageId,
    userId: row.userId,
    runId: row.runId,
    state,
    ...(scored ? { score: standing.score, maxScore: standing.maxScore } : {}),
    fraction: Math.max(standing.percent / 100, earlier ? before.fraction : 0),
    addSeconds: seconds,
    addAttempts: row.lastSeq === 0 ? 1 : 0,
    released: true,
    facts,
  };
}
