import type { Params } from "react-router-dom";
import { useRouteLoaderData } from "react-router-dom";
import { client } from "../apollo";
import { CoursePlaceDocument, type CoursePlaceQuery } from "./course-place.generated";

/** Where somebody is: a course, and the session of it, if any. `address` is the course's path in the application. */
export interface CoursePlace {
  courseId: string;
  sessionId: string | null;
  code: string;
  title: string;
  language: string;
  address: string;
  role: CoursePlaceQuery["courseByCode"]["viewerRole"];
  /** Teacher, tutor or administrator. */
  isStaff: boolean;
  can: CoursePlaceQuery["courseByCode"]["viewerCan"];
}

// A code has no tilde, so one part of the address says both, and every link inside keeps the session.
const SEPARATOR = "~";

/** Reads the address part `:code`: `DEMO-101`, or `DEMO-101~<session id>`. */
export function readPlace(part: string): { code: string; sessionId: string | null } {
  const at = part.indexOf(SEPARATOR);
  return at < 0 ? { code: part, sessionId: null } : { code: part.slice(0, at), sessionId: part.slice(at + 1) };
}

/** The path of a course, or of one of its sessions, and of what lies below: `courseAddress("DEMO-101", null, "glossary")`. */
export function courseAddress(code: string, sessionId: string | null | undefined, below = ""): string {
  const part = encodeURIComponent(code) + (sessionId ? `${SEPARATOR}${sessionId}` : "");
  return `/c/${part}${below ? `/${below}` : ""}`;
}

/** For loaders of pages inside a course: which course and session the address names. One request per course; refusals are thrown. */
export async function coursePlace(params: Params): Promise<CoursePlace> {
  const { code, sessionId } = readPlace(params["code"] ?? "");
  const { data } = await client.query({ query: CoursePlaceDocument, variables: { code, sessionId } });
  if (!data) throw new Response(null, { status: 404 });
  const course = data.courseByCode;
  return {
    courseId: course.id,
    sessionId,
    code: course.code,
    title: course.title,
    language: course.language,
    address: courseAddress(course.code, sessionId),
    role: course.viewerRole,
    isStaff: course.viewerRole === "TEACHER" || course.viewerRole === "TUTOR",
    can: course.viewerCan,
  };
}

/** The course around a page; the layout's loader has read it. */
export function useCoursePlace(): CoursePlace {
  const data = useRouteLoaderData<{ place: CoursePlace }>("course");
  if (!data) throw new Error("useCoursePlace outside a course");
  return data.place;
}
