import { documentSettings, type DocumentSettings } from "@lyceum/shared/inputs/documents";
import type { Tx } from "../../kernel/database";

/** The course's choices; what it never chose has its default. One statement. */
export async function readSettings(db: Pick<Tx, "courseSettings">, courseId: string): Promise<DocumentSettings> {
  const row = await db.courseSettings.findUnique({ where: { courseId_tool: { courseId, tool: "documents" } } });
  const parsed = documentSettings.safeParse(row?.body ?? {});
  return parsed.success ? parsed.data : documentSettings.parse({});
}
