import { isId } from "../../kernel/ids";
import { authorize } from "../../kernel/policy";
import { itemAccess } from "../../kernel/item-access";
import { documentPolicy } from "./documents.policy";
import { enterDocument, type DocumentRow } from "./documents";
import { nameTree } from "./references";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";

export interface Use {
  kind: "home" | "page" | "html";
  itemId: string;
  title: string;
}

/** Everywhere a document is used, for those who may change it: what a deletion would leave without it. Only places that the caller may know of. */
export async function usesOf(ctx: Context, id: string, sessionId?: string | null): Promise<Use[]> {
  const { member, document } = await enterDocument(ctx, id, sessionId);
  authorize(member, documentPolicy, "seeVersions", document);
  const uses = await allUses(ctx.db, document);
  const access = await itemAccess(
    ctx,
    member,
    uses.map((use) => use.itemId),
  );
  return uses.filter((use) => access.get(use.itemId)?.visible);
}

async function allUses(db: Context["db"], document: DocumentRow): Promise<Use[]> {
  const direct = await db.$queryRaw<Use[]>`
    SELECT DISTINCT ON (t."kind", t."itemId") t."kind", t."itemId", i."title" FROM (
      SELECT 'home' AS "kind", e."sectionId" AS "itemId" FROM "SectionEntry" e WHERE e."itemId" = ${document.id}::uuid
      UNION ALL SELECT 'home', s."itemId" FROM "CourseShortcut" s WHERE s."itemId" = ${document.id}::uuid
      UNION ALL SELECT 'page', r."fromItemId" FROM "DocumentReference" r WHERE r."toItemId" = ${document.id}::uuid
      UNION ALL SELECT 'page', r."fromItemId" FROM "DocumentReference" r JOIN "DocumentVersion" v ON v."fileId" = r."toFileId" WHERE v."documentId" = ${document.id}::uuid
    ) t JOIN "Item" i ON i."id" = t."itemId" AND i."trashedAt" IS NULL ORDER BY t."kind", t."itemId"`;
  return [...direct, ...(await relativeUses(db, document))];
}

/** Uploaded HTML files whose relative references lead here. */
async function relativeUses(db: Pick<Tx, "documentReference" | "document" | "item">, document: DocumentRow): Promise<Use[]> {
  const references = await db.documentReference.findMany({
    where: { path: { not: null }, from: { spaceId: document.spaceId, live: true } },
    select: { fromItemId: true, path: true },
  });
  if (references.length === 0) return [];
  const tree = await nameTree(db, document.spaceId);
  const ids = new Set(
    references
      .filter(({ fromItemId, path }) => tree.follow(tree.parentOf(fromItemId), path!) === document.id)
      .map((reference) => reference.fromItemId),
  );
  const items = await db.item.findMany({ where: { id: { in: [...ids].filter(isId) } }, select: { id: true, title: true } });
  return items.map((item) => ({ kind: "html" as const, itemId: item.id, title: item.title }));
}
