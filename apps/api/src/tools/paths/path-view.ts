import type { PathStanding } from "@lyceum/shared/path-standing";
import { conditionNode } from "../../core/courses/item-details";
import type { Context } from "../../kernel/context";
import { Prisma } from "../../kernel/database";
import type { Reason } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { itemAccess, type ItemAccess } from "../../kernel/item-access";
import { reasonNodes } from "../../kernel/item.resolver";
import { itemKind } from "../../kernel/manifest";
import { can } from "../../kernel/policy";
import type { EnteredPath } from "./learning-paths";
import type { PathRunNode } from "./learning-paths.types";
import { depthsOf, loadBundles, type PathBundle, type PathRow, type StepRow } from "./path-bundle";
import { loadLearners, standingFor, type LearnerRun } from "./path-case";
import type { PathStep, PathStepItem, StepStandingNode } from "./path-steps.types";
import { pathPolicy } from "./paths.policy";
import { criteriaOf } from "./step-edits";

/** A path as one member sees it: where they stand, if they learn, and what is open. */
export interface PathView extends EnteredPath {
  learner: LearnerRun | null;
  standing: PathStanding | null;
}

/** The row behind the GraphQL type; what was read on the way in is not read again. */
export type PathNodeRow = PathRow & { entered?: EnteredPath };

/** Whose run is looked at: the member's own, where they learn. */
const learnerOf = (member: Member): string | null =>
  can(member, pathPolicy, "learn", {}) || (member.readOnly && member.role === "LEARNER") ? member.userId : null;

/** The view of a path that was entered. Statements: 1, none for those who do not learn. */
export async function viewPath(ctx: Context, entered: EnteredPath, userId = learnerOf(entered.member), toStaff = false): Promise<PathView> {
  const { bundle, member } = entered;
  const [learner] = userId ? await loadLearners(ctx.db, [bundle], member.runId, { userIds: [userId] }) : [];
  return { ...entered, learner: learner ?? null, standing: learner ? standingFor(bundle, learner, toStaff) : null };
}

const views = new WeakMap<EnteredPath, Promise<PathView>>();

/** A node's view, made once; those of a list by three statements together. */
export async function viewFor(ctx: Context, row: PathNodeRow): Promise<PathView | null> {
  if (row.entered) {
    const made = views.get(row.entered) ?? viewPath(ctx, row.entered);
    views.set(row.entered, made);
    return made;
  }
  const member = ctx.memberOf(row.courseId);
  return ctx.loader<PathView>(`path-view:${member.runId}`, (ids) => viewMany(ctx, member, ids)).load(row.id);
}

async function viewMany(ctx: Context, member: Member, ids: readonly string[]): Promise<(PathView | null)[]> {
  const bundles = await loadBundles(ctx.db, Prisma.sql`SELECT unnest(${ids as string[]}::uuid[])`);
  const items = [...bundles.values()].flatMap(({ steps }) => steps.flatMap((step) => (step.item ? [step.item.id] : [])));
  const access = await itemAccess(ctx, member, [...ids, ...items], { revealed: new Set(items) });
  const userId = learnerOf(member);
  const learners = userId ? await loadLearners(ctx.db, [...bundles.values()], member.runId, { userIds: [userId] }) : [];
  return ids.map((id) => {
    const bundle = bundles.get(id);
    if (!bundle) return null;
    const learner = learners.find((one) => one.pathId === id) ?? null;
    return { bundle, member, access, learner, standing: learner ? standingFor(bundle, learner, false) : null };
  });
}

/** Why a step is closed to a learner: what the path says, then its item's own state, dates and conditions. Empty = open. */
export function stepReasons({ bundle, access, standing, member }: PathView, step: StepRow): Reason[] {
  if (member.isStaff) return [];
  const own = access.get(bundle.path.id);
  const closed = own?.open ? [] : (own?.reasons ?? []);
  return [...closed, ...(standing?.steps.get(step.id)?.reasons ?? []), ...itemReasons(step, access)];
}

function itemReasons({ item, kind }: StepRow, access: Map<string, ItemAccess>): readonly Reason[] {
  if (kind !== "ITEM") return [];
  const found = item && access.get(item.id);
  if (!found) return [{ code: "GONE" }];
  return found.open ? [] : found.reasons;
}

/** Whether a member may open a step: staff any, learners what applies and is not closed. */
export const isOpen = (view: PathView, step: StepRow): boolean =>
  // Asked without `can`: who may only read reads on.
  pathPolicy.open(view.member, view.bundle.path) &&
  (view.member.isStaff || view.standing?.steps.get(step.id)?.applies === true) &&
  step.kind !== "SECTION" &&
  stepReasons(view, step).length === 0;

/** The steps as a member sees them: for learners those that apply. */
export function stepNodes(view: PathView): PathStep[] {
  const depths = depthsOf(view.bundle.steps);
  return view.bundle.steps
    .filter((step) => view.member.isStaff || !view.standing || view.standing.steps.get(step.id)!.applies)
    .map((step) => ({
      ...step,
      depth: depths.get(step.id)!,
      body: step.kind !== "ITEM" && isOpen(view, step) ? step.body : null,
      conditions: view.member.isStaff && step.conditions ? conditionNode(step.conditions) : null,
      item: itemNode(step),
      standing: standingNode(view, step),
    }));
}

const itemNode = ({ item }: StepRow): PathStepItem | null =>
  item && { ...item, address: itemKind(item.kind)?.embeds.replace(":id", item.id) ?? "", criteria: criteriaOf(item.kind) };

/** How one step stands for the learner of a view; null where there is none. */
function standingNode(view: PathView, step: StepRow): StepStandingNode | null {
  const { learner, standing } = view;
  const own = standing?.steps.get(step.id);
  if (!learner || !own) return null;
  return {
    id: `${learner.id ?? `${view.bundle.path.id}.${learner.userId}`}.${step.id}`,
    state: own.state,
    done: own.done,
    waived: learner.steps.some((kept) => kept.stepId === step.id && kept.waived),
    open: isOpen(view, step),
    reasons: reasonNodes(stepReasons(view, step)),
  };
}

/** The learner's run as a node; null before the first. A finished run shows what was reached, whatever was added since. */
export function runNode({
  bundle: { path },
  learner,
  standing,
}: Pick<PathView, "learner" | "standing"> & { bundle: Pick<PathBundle, "path"> }): PathRunNode | null {
  if (!learner?.id || !standing) return null;
  const { id, userId, number, startedAt, seconds, lastStepId, finishedAt } = learner;
  const kept = finishedAt !== null && standing.percent < 100;
  return {
    ...{ id, pathId: path.id, userId, number, startedAt, seconds, lastStepId },
    ...{ scoreSoFar: standing.scoreSoFar, remainingSeconds: standing.remainingSeconds, mayRestart: mayRestart(path, learner) },
    ...(kept
      ? { state: learner.state, percent: learner.percent, score: learner.score }
      : { state: standing.state, percent: standing.percent, score: standing.score }),
  };
}

/** Whether another run may be begun: the path says so, and there are runs left. */
export const mayRestart = (path: PathRow, learner: LearnerRun): boolean =>
  path.runs === "RESTARTABLE" && learner.id !== null && (path.maxRuns === 0 || learner.others.length + 1 < path.maxRuns);
