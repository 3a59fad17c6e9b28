import { conditionItemIds, type Condition } from "@lyceum/shared/conditions";
import { findPathCycle, type CyclePart } from "@lyceum/shared/path-cycles";
import { PATH_DEPTH_MAX, PATH_STEPS_MAX, STEP_CRITERIA } from "@lyceum/shared/path-steps";
import type { StepInput } from "@lyceum/shared/inputs/learning-paths";
import { Prisma, type Tx } from "../../kernel/database";
import { expectVersion, Invalid, NotFound } from "../../kernel/errors";
import type { Emit } from "../../kernel/events";
import { isId, newId } from "../../kernel/ids";
import { itemKind } from "../../kernel/manifest";
import { sanitizeRichText } from "../../kernel/rich-text";
import { announce, stepIn, type EnteredPath } from "./learning-paths";
import { depthsOf, type PathBundle, type StepRow } from "./path-bundle";
import { recomputePath } from "./path-progress";
import type { Item, StepCriterion } from "../../generated/prisma/client.ts";

/** Kinds that are no step: what only holds others, and paths, which would lead in circles. */
const NO_STEPS = new Set(["section", "folder", "path"]);

/** What may complete a step that leads to an item of this kind; null = a text. */
export function criteriaOf(kind: string | null): StepCriterion[] {
  if (kind === null) return ["VIEWED", "CONFIRMED"];
  const declared = itemKind(kind);
  const own = new Set([
    "viewed",
    "confirmed",
    ...(declared?.completes ?? []),
    ...(declared?.graded ? ["completed", "passed", "score"] : []),
  ]);
  return STEP_CRITERIA.filter((criterion) => own.has(criterion.toLowerCase()));
}

const firstCriterion = (kind: string): StepCriterion => {
  const offered = criteriaOf(kind);
  const wanted = itemKind(kind)?.completes[0]?.toUpperCase();
  return offered.find((criterion) => criterion === wanted) ?? "VIEWED";
};

export interface NewStep {
  kind: StepRow["kind"];
  itemId?: string | null;
  title?: string | null;
  body?: string | null;
  parentId?: string | null;
  beforeId?: string | null;
}

/** The item that a new step leads to; INVALID_INPUT where it may not be one. */
async function requireItem(tx: Tx, { bundle: { path, steps }, member }: EnteredPath, id: string | null | undefined): Promise<Item> {
  const item = id && isId(id) ? await tx.item.findUnique({ where: { id } }) : null;
  // A base path is walked in every session, where only the base's items are seen.
  const here = item && [path.runId, member.baseRunId].includes(item.runId);
  if (!item || item.trashedAt || item.courseId !== path.courseId || !here || !itemKind(item.kind))
    throw Invalid("input.itemId", "item.unknown", "This is no item of the course.");
  if (NO_STEPS.has(item.kind)) throw Invalid("input.itemId", "item.noStep", "Items of this kind are no steps.");
  if (steps.some((step) => step.item?.id === item.id))
    throw Invalid("input.itemId", "item.twice", "This item is a step of the path already.");
  return item;
}

/** The section that a step is put into: of this path, and not so deep that what is below it finds no place. */
function requirePlace({ steps }: PathBundle, parentId: string | null, height: number): void {
  const parent = parentId === null ? null : steps.find((step) => step.id === parentId);
  if (parentId !== null && parent?.kind !== "SECTION")
    throw Invalid("input.parentId", "parent.unknown", "Steps lie in sections of their path.");
  const depth = parent ? depthsOf(steps).get(parent.id)! + 1 : 0;
  if (depth + height > PATH_DEPTH_MAX) throw Invalid("input.parentId", "path.tooDeep", `At most ${PATH_DEPTH_MAX} levels.`);
}

/** Puts a step before a sibling or at the end, and numbers its siblings anew. One statement. */
const place = (tx: Tx, pathId: string, id: string, parentId: string | null, beforeId: string | null) => tx.$executeRaw`
  WITH ranked AS (
    SELECT s."id", row_number() OVER (ORDER BY CASE WHEN s."id" = ${id}::uuid THEN 1 WHEN b."id" IS NOT NULL AND s."position" >= b."position" THEN 2 ELSE 0 END,
      s."position", s."id") AS rank
    FROM "PathStep" s LEFT JOIN "PathStep" b ON b."id" = ${beforeId}::uuid AND b."id" <> ${id}::uuid AND b."parentId" IS NOT DISTINCT FROM ${parentId}::uuid
    WHERE s."pathId" = ${pathId}::uuid AND s."removedAt" IS NULL AND (s."id" = ${id}::uuid OR s."parentId" IS NOT DISTINCT FROM ${parentId}::uuid))
  UPDATE "PathStep" s SET "position" = r.rank, "parentId" = ${parentId}::uuid FROM ranked r WHERE r."id" = s."id"`;

/** Adds a step to a path. Statements: 5 at most, and what judging runs anew takes. */
export async function addStep(tx: Tx, emit: Emit, entered: EnteredPath, input: NewStep): Promise<string> {
  const { path, steps } = entered.bundle;
  if (steps.length >= PATH_STEPS_MAX) throw Invalid("input.pathId", "path.tooMany", `A path has at most ${PATH_STEPS_MAX} steps.`);
  const parentId = input.parentId ?? null;
  requirePlace(entered.bundle, parentId, 1);
  const item = input.kind === "ITEM" ? await requireItem(tx, entered, input.itemId) : null;
  const title = input.title ?? item?.title;
  if (!title) throw Invalid("input.title", "title.empty", "The title is empty.");
  if (input.kind === "FINAL" && steps.some((step) => step.kind === "FINAL"))
    throw Invalid("input.kind", "final.twice", "The path has a final step already.");
  const body = input.kind === "TEXT" || input.kind === "FINAL" ? sanitizeRichText(input.body ?? "") : "";
  const { id } = await tx.pathStep.create({
    data: {
      ...{ id: newId(), pathId: path.id, parentId, position: steps.length + 1, kind: input.kind, itemId: item?.id ?? null, title, body },
      completes: item ? firstCriterion(item.kind) : "VIEWED",
    },
  });
  await place(tx, path.id, id, parentId, input.beforeId ?? null);
  await recomputePath(tx, path.id);
  announce(emit, path);
  return id;
}

/** Changes a step; what changes how runs stand judges them anew. */
export async function updateStep(tx: Tx, emit: Emit, entered: EnteredPath, id: string, input: StepInput, expectedVersion: number | null) {
  const step = stepIn(entered.bundle, id);
  expectVersion(step, expectedVersion);
  if (input.completes && !criteriaOf(step.item?.kind ?? null).includes(input.completes))
    throw Invalid("input.completes", "completes.unknown", "This step cannot be completed so.");
  if (input.conditions) await requireConditions(tx, entered, step, input.conditions);
  const { conditions, body, ...plain } = input;
  await tx.pathStep.update({
    where: { id },
    data: {
      ...plain,
      ...(body === undefined ? {} : { body: sanitizeRichText(body) }),
      ...(conditions === undefined ? {} : { conditions: conditions === null ? Prisma.DbNull : (conditions as Prisma.InputJsonValue) }),
      version: { increment: 1 },
    },
  });
  const { title: _title, body: _body, ...judged } = input;
  if (Object.keys(judged).length > 0) await recomputePath(tx, step.pathId);
  announce(emit, entered.bundle.path);
}

/** A step's conditions may name steps of the path and items of the course, and nothing that waits for the step itself. */
async function requireConditions(tx: Tx, { bundle: { path, steps } }: EnteredPath, step: StepRow, tree: Condition): Promise<void> {
  const own = new Set(steps.map((one) => one.id));
  const outside = conditionItemIds(tree).filter((id) => !own.has(id));
  const known = await tx.item.count({ where: { id: { in: outside }, courseId: path.courseId } });
  if (known !== outside.length)
    throw Invalid("input.conditions", "conditions.otherCourse", "A condition names what is not of this course.");
  const [items, parts] = await Promise.all([
    tx.item.findMany({
      where: { courseId: path.courseId, conditions: { not: Prisma.DbNull }, trashedAt: null },
      select: { id: true, conditions: true },
    }),
    tx.pathStep.findMany({ where: { removedAt: null, path: { courseId: path.courseId, item: { trashedAt: null } } } }),
  ]);
  const paths = new Map<string, CyclePart[]>();
  for (const part of parts) {
    const conditions = part.id === step.id ? tree : (part.conditions as Condition | null);
    paths.set(part.pathId, [...(paths.get(part.pathId) ?? []), { ...part, final: part.kind === "FINAL", conditions }]);
  }
  const cycle = findPathCycle({ paths, items: new Map(items.map((item) => [item.id, item.conditions as unknown as Condition])) });
  if (!cycle) return;
  const titles = new Map(parts.map((part) => [part.id, part.title]));
  const named = cycle.map((id) => titles.get(id) ?? (id === path.id ? path.title : id)).join(" → ");
  throw Invalid("input.conditions", "conditions.cycle", `These would wait for each other: ${named}.`);
}

/** Levels of a step with what lies in it. */
function heightOf(steps: readonly StepRow[], id: string): number {
  const below = steps.filter((step) => step.parentId === id);
  return 1 + Math.max(0, ...below.map((step) => heightOf(steps, step.id)));
}

/** Moves a step, with what lies in it, into a section (null = the first level), before a sibling or at the end. */
export async function moveStep(tx: Tx, emit: Emit, { bundle }: EnteredPath, id: string, parentId: string | null, beforeId: string | null) {
  stepIn(bundle, id);
  requirePlace(bundle, parentId, heightOf(bundle.steps, id));
  for (let above = parentId; above !== null; above = bundle.steps.find((step) => step.id === above)!.parentId)
    if (above === id) throw Invalid("input.parentId", "step.intoItself", "A section cannot be moved into itself.");
  await place(tx, bundle.path.id, id, parentId, beforeId);
  await recomputePath(tx, bundle.path.id);
  announce(emit, bundle.path);
}

/** Takes a step, with what lies in it, out of its path; the returned id undoes it. */
export async function removeStep(tx: Tx, emit: Emit, { bundle }: EnteredPath, id: string): Promise<string> {
  stepIn(bundle, id);
  const gone = new Set([id]);
  for (const step of bundle.steps) if (step.parentId && gone.has(step.parentId)) gone.add(step.id);
  const removalId = newId();
  await tx.pathStep.updateMany({ where: { id: { in: [...gone] } }, data: { removedAt: new Date(), removalId } });
  await recomputePath(tx, bundle.path.id);
  announce(emit, bundle.path);
  return removalId;
}

/** Brings back what one act took out; a step whose section is gone comes back at the first level. */
export async function restoreSteps(tx: Tx, emit: Emit, { bundle: { path } }: EnteredPath, removalId: string): Promise<void> {
  const back = await tx.$executeRaw`
    UPDATE "PathStep" s SET "removedAt" = NULL, "removalId" = NULL, "parentId" = (SELECT p."id" FROM "PathStep" p WHERE p."id" = s."parentId"
      AND (p."removedAt" IS NULL OR p."removalId" = ${removalId}::uuid))
    WHERE s."pathId" = ${path.id}::uuid AND s."removalId" = ${removalId}::uuid`;
  if (back === 0) throw NotFound();
  await recomputePath(tx, path.id);
  announce(emit, path);
}
