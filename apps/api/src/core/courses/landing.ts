import { z } from "zod";
import type { CourseRow } from "./courses.policy";

const stored = z.object({ tool: z.string(), itemId: z.string().nullable() });

/** Where learners of the course land; null = on the home page. */
export function autoLaunchOf(course: Pick<CourseRow, "autoLaunch">): z.output<typeof stored> | null {
  const parsed = stored.safeParse(course.autoLaunch);
  return parsed.success ? parsed.data : null;
}
