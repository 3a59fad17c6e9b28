import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { fullName } from "../accounts/people.types";
import { loadCourse } from "./courses";
import { teachersOf } from "./course-fields";

/** What the tags of an introduction stand for; a value that is not known stays empty. */
export interface TagValues {
  userName: string;
  courseTitle: string;
  courseCode: string;
  teachers: string;
  sessionTitle: string;
  sessionStart: string;
  sessionEnd: string;
}

const escape = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");

/** Puts values in place of `{{courseTitle}}` and its like in sanitised rich text; values are escaped, unknown tags stay as typed. */
export function fillTags(html: string, values: TagValues): string {
  return html.replace(/\{\{\s*(\w+)\s*\}\}/g, (typed, name: string) =>
    Object.hasOwn(values, name) ? escape(values[name as keyof TagValues]) : typed,
  );
}

const day = (at: Date | string | null | undefined, language: string): string =>
  at ? new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(at)) : "";

/** The values from rows that are loaded already. */
export function tagValues(facts: {
  user: { givenName: string; familyName: string } | null;
  course: { title: string; code: string };
  teachers: string[];
  session: { title: string; startsAt: Date | string | null; endsAt: Date | string | null } | null;
  language: string;
}): TagValues {
  const { user, course, teachers, session, language } = facts;
  return {
    userName: user ? fullName(user) : "",
    courseTitle: course.title,
    courseCode: course.code,
    teachers: new Intl.ListFormat(language).format(teachers),
    sessionTitle: session?.title ?? "",
    sessionStart: day(session?.startsAt, language),
    sessionEnd: day(session?.endsAt, language),
  };
}

/** The values for a member who has entered. Statements: up to 4. */
export async function loadTagValues(ctx: Context, member: Member): Promise<TagValues> {
  const [user, course, teachers, session, viewer] = await Promise.all([
    member.userId ? ctx.db.user.findUnique({ where: { id: member.userId }, select: { givenName: true, familyName: true } }) : null,
    loadCourse(ctx, member.courseId),
    teachersOf(ctx, member.courseId),
    member.sessionId ? ctx.db.session.findUnique({ where: { id: member.sessionId } }) : null,
    ctx.viewer(),
  ]);
  return tagValues({
    user,
    course,
    teachers: teachers.map((teacher) => teacher.name),
    session,
    language: viewer?.language ?? course.language,
  });
}
