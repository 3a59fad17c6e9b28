import { peopleSettings } from "@lyceum/shared/inputs/enrolments";
import { readSettings, type Settings } from "../../kernel/course-settings";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { z } from "zod";

export type PeopleSettingsValues = z.output<typeof peopleSettings>;

/** What the rules about a course's people look at. */
export interface PeopleSubject {
  courseId: string;
  /** Whether the course lets tutors add and end learners. */
  tutorsMayEnrol: boolean;
}

/** The people tool's settings of a course. Statements: 1, once per request. */
export const peopleSettingsOf = (ctx: Context, courseId: string): Promise<Settings<PeopleSettingsValues>> =>
  ctx.once(`peopleSettings:${courseId}`, () => readSettings(ctx.db, courseId, "people", peopleSettings));

/** The subject of `peoplePolicy`; only a tutor's rights depend on the settings. Statements: 0, or 1 for tutors. */
export async function peopleSubject(ctx: Context, member: Member): Promise<PeopleSubject> {
  const tutorsMayEnrol = member.role === "TUTOR" && (await peopleSettingsOf(ctx, member.courseId)).values.tutorsMayEnrol;
  return { courseId: member.courseId, tutorsMayEnrol };
}
