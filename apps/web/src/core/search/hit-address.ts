import { courseAddress } from "../../kernel/course-place";
import { hasPages } from "../shell/course-tools";
import type { SearchHit_hitFragment } from "./search.generated";

type Place = Pick<SearchHit_hitFragment, "courseCode" | "sessionId" | "tool" | "kind" | "rowId" | "path">;

/** The page of a hit: the server's own address of an item; a term's page for a term; a tool without pages leads to its course. */
export function hitAddress({ courseCode, sessionId, tool, kind, rowId, path }: Place): string {
  const inCourse = (below: string) => courseAddress(courseCode, sessionId, below);
  if (!hasPages(tool)) return inCourse("");
  if (tool === "glossary" && kind === "term") return inCourse(`glossary/${rowId}`);
  return inCourse(path === null ? tool : path.replace(/^\//, ""));
}
