import type { Tx } from "./database";

/** What course search may find: a row of a tool, in plain text, shown to whoever may open `itemId`. */
export interface SearchText {
  courseId: string;
  runId: string;
  tool: string;
  kind: string;
  rowId: string;
  itemId?: string | null;
  /** A page of a PDF, a second of a video; 0 for the whole. */
  part?: number;
  language: string;
  title: string;
  text: string;
}

/** Replaces what search knows of some rows, in the transaction that changes them. Statements: 2. */
export async function indexTexts(tx: Tx, texts: SearchText[]): Promise<void> {
  if (texts.length === 0) return;
  await removeTexts(tx, texts[0]!.kind, [...new Set(texts.map((text) => text.rowId))]);
  const rows = JSON.stringify(texts.map((text) => ({ itemId: null, part: 0, ...text })));
  await tx.$executeRaw`
    INSERT INTO "SearchEntry" ("courseId", "runId", "tool", "kind", "rowId", "itemId", "part", "language", "title", "text")
    SELECT "courseId", "runId", "tool", "kind", "rowId", "itemId", "part", "language", "title", "text"
    FROM jsonb_to_recordset(${rows}::jsonb) AS t("courseId" uuid, "runId" uuid, "tool" text, "kind" text, "rowId" uuid, "itemId" uuid, "part" int,
      "language" text, "title" text, "text" text)
    ON CONFLICT ("kind", "rowId", "part") DO UPDATE SET "title" = EXCLUDED."title", "text" = EXCLUDED."text", "language" = EXCLUDED."language",
      "itemId" = EXCLUDED."itemId", "courseId" = EXCLUDED."courseId", "runId" = EXCLUDED."runId"`;
}

/** Forgets rows. Statements: 1. */
export async function removeTexts(tx: Tx, kind: string, rowIds: string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM "SearchEntry" WHERE "kind" = ${kind} AND "rowId" = ANY(${rowIds}::uuid[])`;
}
