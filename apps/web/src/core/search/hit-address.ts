import { courseAddress } from "../../kernel/course-place";
import { hasPages } from "../shell/course-tools";
import type { SearchHit_hitFragment } from "./search.generated";

type Place = Pick<SearchHit_hitFragment, "courseCode" | "sessionId" | "tool" | "path">;

/** The page of a hit, as the server says; a tool without pages leads to its course. */
export function hitAddress({ courseCode, sessionId, tool, path }: Place): string {
  const inCourse = (below: string) => courseAddress(courseCode, sessionId, below);
  if (!hasPages(tool)) return inCourse("");
  return inCourse(path === null ? tool : path.replace(/^\//, ""));
}
