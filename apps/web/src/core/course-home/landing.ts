import type { CoursePlace } from "../../kernel/course-place";
import type { CourseHomeQuery } from "./course-home.generated";

const KEY = "lyceum.landed";

/** Whether a learner is led on to where the teacher decided: once per course and browser visit, so that the home page stays within reach. */
export async function landing(place: CoursePlace, home: Promise<unknown>): Promise<string | null> {
  const landed = globalThis.sessionStorage?.getItem(KEY)?.split(" ") ?? [];
  if (landed.includes(place.address)) return null;
  const { data } = (await home) as { data?: CourseHomeQuery };
  const launch = data?.courseHome.autoLaunch;
  globalThis.sessionStorage?.setItem(KEY, [...landed, place.address].join(" "));
  if (!launch?.acts) return null;
  return place.address + (launch.item ? launch.item.address : `/${launch.tool}`);
}
