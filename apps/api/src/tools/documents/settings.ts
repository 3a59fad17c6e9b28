import { documentSettings, type DocumentSettings } from "@lyceum/shared/inputs/documents";
import { readSettings as readToolSettings } from "../../kernel/course-settings";
import type { Db, Tx } from "../../kernel/database";

/** The course's choices; what it never chose has its default. One statement. */
export async function readSettings(db: Db | Tx, courseId: string): Promise<DocumentSettings> {
  return (await readToolSettings(db, courseId, "documents", documentSettings)).values;
}
