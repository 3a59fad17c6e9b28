import { z } from "zod";

/** The most people that one act may touch. */
export const ACT_MAX = 10_000;

const faulty = (code: string, message: string) => ({ error: message, params: { code } });

export const courseRoleField = z.enum(["TEACHER", "TUTOR", "LEARNER"]);

const idList = z
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
    userIds: idList,
    role: courseRoleField,
    sessionId: z.uuid().nullish(),
    ...dates,
    notify: z.boolean().nullish(),
    dryRun: z.boolean().nullish(),
  })
  .refine(inOrder, datesOrder);

/** What is changed of some enrolments; an absent field stays as it is. */
export const enrolmentChangeInput = z
  .object({
    role: courseRoleField.nullish(),
    state: z.enum(["ACTIVE", "SUSPENDED"]).nullish(),
    ...dates,
  })
  .refine(inOrder, datesOrder);

export const END_REASON_MAX = 500;
