import { Prisma, type Tx } from "../../kernel/database";
import { newId } from "../../kernel/ids";
import type { PathStep } from "../../generated/prisma/client.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/**
 * Copies the steps of paths into others: `paths` gives the new path of each, `items` the new items (a step keeps an item that is not copied
 * only within its course), `moved` what becomes of texts. Conditions follow the steps and items that they name. Statements: 2.
 */
export async function copySteps(
  tx: Tx,
  paths: ReadonlyMap<string, string>,
  items: ReadonlyMap<string, string> | null,
  moved: (text: string) => string = (text) => text,
): Promise<void> {
  const steps = await tx.pathStep.findMany({ where: { pathId: { in: [...paths.keys()] }, removedAt: null } });
  const ids = new Map(steps.map((step) => [step.id, newId()]));
  const renamed = (text: string) => text.replace(UUID, (id) => ids.get(id) ?? items?.get(id) ?? id);
  const copies = steps.flatMap((step) => {
    const itemId = step.itemId && items ? (items.get(step.itemId) ?? null) : step.itemId;
    return step.kind === "ITEM" && itemId === null ? [] : [copyOf(step, itemId)];
  });
  function copyOf({ id, pathId, parentId, conditions, removedAt: _r, removalId: _i, ...rest }: PathStep, itemId: string | null) {
    return {
      ...rest,
      ...{ id: ids.get(id)!, pathId: paths.get(pathId)!, parentId: parentId && (ids.get(parentId) ?? null), itemId, version: 1 },
      body: moved(rest.body),
      conditions: conditions === null ? Prisma.DbNull : (JSON.parse(renamed(JSON.stringify(conditions))) as Prisma.InputJsonValue),
    };
  }
  await tx.pathStep.createMany({ data: copies });
}
