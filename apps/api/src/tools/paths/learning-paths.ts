import type { PathInput } from "@lyceum/shared/inputs/learning-paths";
import { Prisma, type Tx } from "../../kernel/database";
import type { Context } from "../../kernel/context";
import { expectVersion, NotFound } from "../../kernel/errors";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import { itemAccess, type ItemAccess } from "../../kernel/item-access";
import { closedByConditions } from "../../kernel/item-conditions";
import { createItem, updateItem } from "../../kernel/items";
import { visibleItems } from "../../kernel/item-visibility";
import { authorize } from "../../kernel/policy";
import { richTextToPlain, sanitizeRichText } from "../../kernel/rich-text";
import { indexTexts } from "../../kernel/search";
import { loadBundle, type PathBundle, type PathRow, type StepRow } from "./path-bundle";
import { recomputePath } from "./path-progress";
import { pathPolicy } from "./paths.policy";

/** A path that a member has entered: with all its steps, and what is open of it and of their items. */
export interface EnteredPath {
  bundle: PathBundle;
  member: Member;
  access: Map<string, ItemAccess>;
}

/** Enters a path that the caller may know of; NOT_FOUND otherwise. Statements: 1 for the path, 1 for the gate, 2 for access. */
export async function enterPath(ctx: Context, id: string, sessionId: string | null): Promise<EnteredPath> {
  const bundle = isId(id) ? await loadBundle(ctx.db, id) : null;
  if (!bundle || bundle.path.trashedAt) throw NotFound();
  const member = await ctx.enter(bundle.path.courseId, { tool: "paths", sessionId });
  const items = bundle.steps.flatMap((step) => (step.item ? [step.item.id] : []));
  // Inside an open path hidden items are open; whether the step is, the path itself says.
  const access = await itemAccess(ctx, member, [id, ...items], { revealed: new Set(items) });
  if (!access.get(id)?.visible) throw NotFound();
  return { bundle, member, access };
}

/** Enters a path to change it; FORBIDDEN for who may not. */
export async function enterToEdit(ctx: Context, id: string, sessionId: string | null): Promise<EnteredPath> {
  const entered = await enterPath(ctx, id, sessionId);
  authorize(entered.member, pathPolicy, "update", entered.bundle.path);
  return entered;
}

/** The path of a step that is there; NOT_FOUND otherwise. One statement. */
export async function pathOfStep(ctx: Context, stepId: string): Promise<string> {
  const step = isId(stepId) ? await ctx.db.pathStep.findFirst({ where: { id: stepId, removedAt: null }, select: { pathId: true } }) : null;
  if (!step) throw NotFound();
  return step.pathId;
}

/** A step of a path that was entered; NOT_FOUND otherwise. */
export function stepIn({ steps }: PathBundle, id: string): StepRow {
  const step = steps.find((one) => one.id === id);
  if (!step) throw NotFound();
  return step;
}

/** Loads paths as nodes, trash included; unknown ids are left out. One statement. */
export async function loadPaths(ctx: Context, ids: readonly string[]): Promise<PathRow[]> {
  const rows = await ctx.db.item.findMany({
    where: { id: { in: [...ids] }, kind: "path" },
    include: { path: true },
    relationLoadStrategy: "join",
  });
  const byId = new Map(rows.flatMap(({ path: own, ...item }) => (own ? [[item.id, { ...item, ...own }]] : [])));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

interface ListOptions {
  search: string;
  after: { position: number; id: string } | null;
  take: number;
}

/** The paths that a member sees, in the teacher's order. Statements: 2, 1 more for conditions. */
export async function listPaths(ctx: Context, member: Member, { search, after, take }: ListOptions): Promise<PathRow[]> {
  const behind = after ? Prisma.sql`(i."position", i."id") > (${after.position}::int, ${after.id}::uuid)` : Prisma.sql`true`;
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT i."id" FROM "Item" i WHERE ${await seen(ctx, member, search)} AND ${behind} ORDER BY i."position", i."id" LIMIT ${take}`;
  return loadPaths(
    ctx,
    rows.map((row) => row.id),
  );
}

/** How many there are in all. */
export async function countPaths(ctx: Context, member: Member, search: string): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS "n" FROM "Item" i WHERE ${await seen(ctx, member, search)}`;
  return row?.n ?? 0;
}

async function seen(ctx: Context, member: Member, search: string): Promise<Prisma.Sql> {
  const closed = [...(await closedByConditions(ctx, member)).keys()];
  const words = search.replace(/[\\%_]/g, "\\$&");
  return Prisma.sql`i."courseId" = ${member.courseId}::uuid AND i."tool" = 'paths' AND i."kind" = 'path'
    AND ${visibleItems(member, closed)} AND (${search} = '' OR i."title" ILIKE ${`%${words}%`})`;
}

/** Makes an empty path; it begins as a draft. Statements: 6. */
export async function createPath(
  tx: Tx,
  emit: Emit,
  member: Member,
  { title, description, language }: { title: string; description: string; language?: string | null },
): Promise<string> {
  const item = await createItem(tx, member, { tool: "paths", kind: "path", title, state: "DRAFT", language });
  const path = await tx.path.create({ data: { id: item.id, courseId: member.courseId, description: sanitizeRichText(description) } });
  await indexPath(tx, member, { ...item, ...path });
  emit("paths.path.created", { id: item.id, itemId: item.id, courseId: member.courseId, runId: item.runId });
  return item.id;
}

const ITEM_FIELDS = ["title", "state", "opensAt", "closesAt", "dueAt"] as const;
/** Settings that change how runs stand. */
const JUDGING = ["minimumMinutes", "passingPercent", "failedCounts", "weights"] as const;

/** Changes a path's common part and its own settings; runs are judged anew where that matters. */
export async function updatePath(
  tx: Tx,
  emit: Emit,
  { member, bundle: { path } }: EnteredPath,
  input: PathInput,
  expectedVersion: number | null,
): Promise<void> {
  expectVersion(path, expectedVersion);
  const common = Object.fromEntries(ITEM_FIELDS.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
  const { title: _t, state: _s, opensAt: _o, closesAt: _c, dueAt: _d, ...rest } = input;
  const own = { ...rest, ...(rest.description === undefined ? {} : { description: sanitizeRichText(rest.description) }) };
  await updateItem(tx, emit, member, path, common);
  if (Object.keys(own).length > 0) await tx.path.update({ where: { id: path.id }, data: own });
  if (input.title !== undefined || input.description !== undefined) await indexPath(tx, member, { ...path, ...common, ...own });
  if (JUDGING.some((name) => input[name] !== undefined)) await recomputePath(tx, path.id);
  announce(emit, path);
}

/** Says that a path or its steps have changed. */
export const announce = (emit: Emit, path: PathRow): void =>
  emit("paths.path.updated", { id: path.id, itemId: path.id, courseId: path.courseId, runId: path.runId });

/** Lets search find a path by its name and what it says of itself. */
function indexPath(tx: Tx, member: Member, row: PathRow): Promise<void> {
  const { id, courseId, runId, title } = row;
  const text = richTextToPlain(row.description);
  return indexTexts(tx, [
    { courseId, runId, tool: "paths", kind: "path", rowId: id, itemId: id, language: row.language ?? member.courseLanguage, title, text },
  ]);
}
