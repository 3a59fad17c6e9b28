import type { Context } from "./context";
import type { Tx } from "./database";
import type { Member } from "./gate";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The content of one course on its way into another: what tools are given to copy their rows. */
export interface CourseCopying {
  tx: Tx;
  from: { courseId: string; runId: string; code: string };
  /** The teacher of the new course, standing in its base. */
  to: Member & { code: string };
  /** The new id of each item that is copied, of all tools; the items' rows are there already. */
  items: ReadonlyMap<string, string>;
}

/** What a tool does when a course is made from another one. */
export interface CourseCopier {
  /** The ids of the base items that are copied: content, nothing of people's own. */
  items(tx: Tx, from: { courseId: string; runId: string }): Promise<string[]>;
  /** Copies the tool's own rows of those items. Statements: constant. */
  rows(copying: CourseCopying): Promise<void>;
}

/** A new course that is shown how a tool looks when it is used. */
export interface CourseExample {
  ctx: Context;
  /** The course's teacher, standing in its base. */
  member: Member;
  /** Texts of the example's catalogue in the course's language. */
  t: (key: string) => string;
}

/** A text with the new ids and the new course's address in place of the old ones. */
export function movedText(text: string, { from, to, items }: CourseCopying): string {
  return text.replace(UUID, (id) => items.get(id.toLowerCase()) ?? id).replaceAll(`/c/${from.code}/`, `/c/${to.code}/`);
}
