import type { Context } from "../../kernel/context";
import { Forbidden, InvalidInput, Locked, NotFound, Refusal } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import { enterPath, pathOfStep, stepIn, type EnteredPath } from "./learning-paths";
import { loadBundle, type StepRow } from "./path-bundle";
import { loadLearners } from "./path-case";
import { saveRun, type StepAct } from "./path-save";
import { isOpen, mayRestart, stepReasons, viewPath, type PathView } from "./path-view";
import { pathPolicy } from "./paths.policy";
import { BEAT_SECONDS_MAX } from "./store-runtime";

/** Enters a path that is open to the member, to walk it; LOCKED with the reasons otherwise. */
async function enterOpenPath(ctx: Context, id: string, sessionId: string | null): Promise<PathView> {
  const entered = await enterPath(ctx, id, sessionId);
  authorize(entered.member, pathPolicy, "open", entered.bundle.path);
  const access = entered.access.get(id)!;
  if (!access.open) throw Locked(access.reasons);
  return viewPath(ctx, entered);
}

/** Begins the learner's run; with `restart` another one, where the path allows it. Nothing happens where one is under way. */
export async function startRun(ctx: Context, pathId: string, sessionId: string | null, restart: boolean): Promise<void> {
  const view = await enterOpenPath(ctx, pathId, sessionId);
  const { bundle, learner, member } = view;
  authorize(member, pathPolicy, "learn", bundle.path);
  if (!learner) throw Forbidden("NOT_ENROLLED");
  if (learner.id && !restart) return;
  if (restart && !mayRestart(bundle.path, learner)) throw Locked([{ code: "NO_RESTART" }]);
  await ctx.write(async (tx, emit) => {
    if (learner.id) await tx.pathRun.update({ where: { id: learner.id }, data: { closedAt: new Date(), presentAt: null } });
    const [fresh] = await loadLearners(tx, [bundle], member.runId, { userIds: [learner.userId] });
    await saveRun(tx, emit, bundle, fresh!, null);
  });
}

interface OpenStep {
  view: PathView;
  step: StepRow;
}

/** Enters a step that is open; LOCKED with the reasons on every route, NOT_FOUND for what does not apply. */
async function enterStep(ctx: Context, stepId: string, sessionId: string | null): Promise<OpenStep> {
  const view = await enterOpenPath(ctx, await pathOfStep(ctx, stepId), sessionId);
  const step = stepIn(view.bundle, stepId);
  if (view.standing && !view.standing.steps.get(stepId)!.applies) throw NotFound();
  const reasons = stepReasons(view, step);
  if (reasons.length > 0) throw Locked(reasons);
  if (!isOpen(view, step)) throw NotFound();
  return { view, step };
}

/** Does something to a step in the learner's own run, which begins with it. Staff look without a trace. */
async function act(ctx: Context, { view: { bundle, learner, member } }: OpenStep, what: StepAct): Promise<void> {
  if (!learner || member.isStaff) return;
  authorize(member, pathPolicy, "learn", bundle.path);
  await ctx.write((tx, emit) => saveRun(tx, emit, bundle, learner, what));
}

/** Opens a step: notes where the learner is, and that they saw it. */
export async function openStep(ctx: Context, stepId: string, sessionId: string | null): Promise<string> {
  const open = await enterStep(ctx, stepId, sessionId);
  await act(ctx, open, { stepId, opened: true });
  return open.view.bundle.path.id;
}

/** The learner's own tick; `confirmed` false takes it back. */
export async function confirmStep(ctx: Context, stepId: string, sessionId: string | null, confirmed: boolean): Promise<string> {
  const open = await enterStep(ctx, stepId, sessionId);
  if (open.step.completes !== "CONFIRMED")
    throw InvalidInput([{ path: ["stepId"], code: "step.noTick", message: "This step is not ticked." }]);
  await act(ctx, open, { stepId, opened: true, confirmed });
  return open.view.bundle.path.id;
}

/** A learner of the member's run; INVALID_INPUT otherwise. One statement. */
export async function requireLearner(ctx: Context, member: Member, userId: string): Promise<string> {
  const known = isId(userId) && (await ctx.db.enrolment.count({ where: { runId: member.runId, userId, role: "LEARNER" } })) === 1;
  if (!known) throw InvalidInput([{ path: ["userId"], code: "user.unknown", message: "This is no learner here." }]);
  return userId;
}

/** Lets a learner off a step, with a reason; null takes it back. Begins their run where there is none. */
export async function waiveStep(
  ctx: Context,
  stepId: string,
  userId: string,
  sessionId: string | null,
  reason: string | null,
): Promise<EnteredPath> {
  const entered = await enterPath(ctx, await pathOfStep(ctx, stepId), sessionId);
  const { member, bundle } = entered;
  authorize(member, pathPolicy, "waive", bundle.path);
  const step = stepIn(bundle, stepId);
  if (step.kind === "SECTION") throw InvalidInput([{ path: ["stepId"], code: "step.section", message: "A section cannot be waived." }]);
  await requireLearner(ctx, member, userId);
  await ctx.write(async (tx, emit) => {
    const [learner] = await loadLearners(tx, [bundle], member.runId, { userIds: [userId] });
    await saveRun(tx, emit, bundle, learner!, { stepId, waive: reason === null ? null : { reason, byId: member.userId } });
  });
  return entered;
}

/**
 * Counts visible time in the player: what has passed since the last beat, as long as beats come; tabs count once. When the path's minimum time
 * is reached the last step may turn done. False: the run is over. Statements: 2 besides the gate.
 */
export async function recordPathPresence(ctx: Context, pathRunId: string, present: boolean): Promise<boolean> {
  const row = isId(pathRunId)
    ? await ctx.db.pathRun.findUnique({
        where: { id: pathRunId },
        include: { run: { select: { sessionId: true, kind: true } }, path: { select: { minimumMinutes: true } } },
        relationLoadStrategy: "join",
      })
    : null;
  if (!row) throw NotFound();
  const member = await ctx.enter(row.courseId, { tool: "paths", sessionId: row.run.sessionId, preview: row.run.kind === "PREVIEW" });
  if (member.userId !== row.userId || member.runId !== row.runId) throw NotFound();
  const beats = await ctx.db.$queryRaw<{ seconds: number }[]>`
    WITH had AS (
      SELECT "id", "pathId", "runId", "userId", "lastStepId", least(${BEAT_SECONDS_MAX}::int, coalesce(round(extract(epoch FROM now() - "presentAt"))::int, 0)) AS "more"
      FROM "PathRun" WHERE "id" = ${row.id}::uuid AND "closedAt" IS NULL AND "trashedAt" IS NULL FOR UPDATE),
    run AS (
      UPDATE "PathRun" r SET "presentAt" = CASE WHEN ${present} THEN now() END, "seconds" = r."seconds" + had."more", "lastAt" = now()
      FROM had WHERE r."id" = had."id" RETURNING r."seconds"),
    step AS (
      UPDATE "StepRun" s SET "seconds" = s."seconds" + had."more" FROM had WHERE s."pathRunId" = had."id" AND s."stepId" = had."lastStepId" AND had."more" > 0),
    prog AS (
      UPDATE "Progress" p SET "seconds" = p."seconds" + had."more", "lastAt" = now()
      FROM had WHERE p."itemId" = had."pathId" AND p."runId" = had."runId" AND p."userId" = had."userId" AND had."more" > 0)
    SELECT "seconds" FROM run`;
  const seconds = beats[0]?.seconds;
  const minimum = row.path.minimumMinutes * 60;
  if (seconds !== undefined && row.seconds < minimum && seconds >= minimum) await reachMinimum(ctx, row.pathId, member, row.userId);
  return seconds !== undefined;
}

async function reachMinimum(ctx: Context, pathId: string, member: Member, userId: string): Promise<void> {
  await ctx.write(async (tx, emit) => {
    const bundle = await loadBundle(tx, pathId);
    const [learner] = bundle ? await loadLearners(tx, [bundle], member.runId, { userIds: [userId] }) : [];
    if (bundle && learner?.id) await saveRun(tx, emit, bundle, learner, null);
  });
}

/** Which hidden items are open to a learner as steps of a path that is open to them (the manifest's hook). */
export async function revealedByPaths(ctx: Context, member: Member, itemIds: string[]): Promise<string[]> {
  if (!member.userId) return [];
  const steps = await ctx.db.pathStep.findMany({
    where: {
      itemId: { in: itemIds },
      removedAt: null,
      path: { courseId: member.courseId, item: { trashedAt: null, runId: { in: member.visibleRunIds } } },
    },
    select: { pathId: true },
    distinct: ["pathId"],
  });
  const found = await Promise.all(
    steps.map(async ({ pathId }) => {
      const entered = await enterPath(ctx, pathId, member.sessionId).catch(refused);
      if (!entered?.access.get(pathId)?.open) return [];
      const view = await viewPath(ctx, entered);
      return view.bundle.steps
        .filter((step) => step.item && itemIds.includes(step.item.id) && isOpen(view, step))
        .map((step) => step.item!.id);
    }),
  );
  return found.flat();
}

/** A path that may not be entered opens nothing; anything else is a fault. */
function refused(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}
