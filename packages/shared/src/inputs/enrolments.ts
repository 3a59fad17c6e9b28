import { z } from "zod";

/** The most people that one act may touch. */
export const ACT_MAX = 10_000;
/** The longest pasted list, in characters. */
export const IMPORT_MAX = 1_500_000;

const faulty = (code: string, message: string) => ({ error: message, params: { code } });

export const courseRoleField = z.enum(["TEACHER", "TUTOR", "LEARNER"]);

/** Ids of one act: 1 to 10,000, each once. */
export const actIdsField = z
  .array(z.uuid())
  .min(1, faulty("people.none", "Name at least one person."))
  .max(ACT_MAX, faulty("people.tooMany", `At most ${ACT_MAX} people in one act.`))
  .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]);

const inOrder = (value: { from?: Date | null; until?: Date | null }) => !value.from || !value.until || value.from < value.until;
const dates = { from: z.date().nullish(), until: z.date().nullish() };
const datesOrder = { error: "It would end before it begins.", path: ["until"], params: { code: "dates.order" } };

/** People put into a course, or into one of its sessions. */
export const enrolUsersInput = z
  .object({
    courseId: z.uuid(),
    userIds: actIdsField,
    role: courseRoleField,
    sessionId: z.uuid().nullish(),
    ...dates,
    notify: z.boolean().nullish(),
    dryRun: z.boolean().nullish(),
  })
  .refine(inOrder, datesOrder);

/** What is changed of some enrolments; an absent field stays as it is, a null date is taken away. */
export const enrolmentChangeInput = z
  .object({
    role: courseRoleField.nullish(),
    state: z.enum(["ACTIVE", "SUSPENDED"]).nullish(),
    ...dates,
  })
  .refine(inOrder, datesOrder);

/** Why enrolments end, for the history; plain text. */
export const endReasonField = z.string().trim().max(500, faulty("reason.tooLong", "A reason has at most 500 characters."));

/** How a pasted list is read. */
export const importOptionsInput = z.object({
  sessionId: z.uuid().nullish(),
  role: courseRoleField.nullish(),
  notify: z.boolean().nullish(),
});

/** The list itself. */
export const importTextField = z
  .string()
  .max(IMPORT_MAX, faulty("list.tooLong", "The list is too long: cut it into parts."))
  .refine((text) => text.trim() !== "", faulty("list.empty", "The list is empty."));

/** What learners see of one another in a course; null = as the course's visibility suggests. */
export const OTHERS_SHOWN = ["NOBODY", "STAFF", "NAMES", "NAMES_AND_PICTURES"] as const;
export const peopleSettings = z.object({ othersShown: z.enum(OTHERS_SHOWN).nullable().default(null) });

/** What administrators decide for all courses. */
export const enrolmentSettings = z.object({
  /** The most people of one course; null = no limit. */
  ceiling: z.number().int().min(1).max(1_000_000).nullable().default(null),
  teachersMayEnrol: z.boolean().default(true),
  othersShown: z.enum(OTHERS_SHOWN).nullable().default(null),
});
