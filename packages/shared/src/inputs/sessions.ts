import { z } from "zod";
import { actIdsField } from "./enrolments";

const faulty = (code: string, message: string) => ({ error: message, params: { code } });
const oneLine = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim();

export const sessionTitleField = z
  .string()
  .transform(oneLine)
  .refine((title) => title.length > 0, faulty("title.empty", "The title is empty."))
  .refine((title) => title.length <= 200, faulty("title.tooLong", "A title has at most 200 characters."));

const inOrder = (value: { startsAt?: Date | null; endsAt?: Date | null }) =>
  !value.startsAt || !value.endsAt || value.startsAt < value.endsAt;
const datesOrder = { error: "It would end before it begins.", path: ["endsAt"], params: { code: "dates.order" } };

const fields = {
  description: z.string().trim().max(4000, faulty("description.tooLong", "A description has at most 4,000 characters.")).nullish(),
  startsAt: z.date().nullish(),
  endsAt: z.date().nullish(),
  afterEnd: z.enum(["CLOSED", "READ_ONLY"]).nullish(),
  tutorsEditBase: z.boolean().nullish(),
};

export const createSessionInput = z
  .object({ title: sessionTitleField, courseIds: z.array(z.uuid()).max(200).nullish(), ...fields })
  .refine(inOrder, datesOrder);
export const updateSessionInput = z.object({ title: sessionTitleField.nullish(), ...fields }).refine(inOrder, datesOrder);

/** People put into all courses of a session, or into some of them. */
export const enrolInSessionInput = z.object({
  sessionId: z.uuid(),
  userIds: actIdsField,
  role: z.enum(["LEARNER", "TUTOR"]),
  courseIds: z.array(z.uuid()).max(200).nullish(),
  notify: z.boolean().nullish(),
});

export const groupTitleField = z
  .string()
  .transform(oneLine)
  .refine((title) => title.length > 0, faulty("title.empty", "The title is empty."))
  .refine((title) => title.length <= 100, faulty("title.tooLong", "A title has at most 100 characters."));

/** A group of a course or of one of its sessions. */
export const createGroupInput = z.object({
  courseId: z.uuid(),
  sessionId: z.uuid().nullish(),
  title: groupTitleField,
  userIds: z.array(z.uuid()).max(10_000).nullish(),
  tutorIds: z.array(z.uuid()).max(200).nullish(),
});
