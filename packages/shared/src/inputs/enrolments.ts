import { z } from "zod";

/** The most people that one act may touch. */
export const ACT_MAX = 10_000;
/** The most lines of a list that are worked through while somebody waits; longer ones are a job. */
export const LINES_AT_ONCE = 500;
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
export const peopleSettings = z.object({
  othersShown: z.enum(OTHERS_SHOWN).nullable().default(null),
  /** Whether tutors may add learners where they tutor, and end their places. */
  tutorsMayEnrol: z.boolean().default(false),
  /** Whether "tell the new people" is on from the start. */
  notify: z.boolean().default(false),
});
/** Some of the settings; the rest stays. */
export const updatePeopleSettingsInput = z.object({
  othersShown: z.enum(OTHERS_SHOWN).nullish(),
  tutorsMayEnrol: z.boolean().nullish(),
  notify: z.boolean().nullish(),
});

/** Whom teachers may put into their courses. */
export const TEACHERS_ENROL = ["EVERYBODY", "OWN_CLASSES", "NOBODY"] as const;

/** What administrators decide for all courses. */
export const enrolmentSettings = z.object({
  /** The most people of one course; null = no limit. */
  ceiling: z.number().int().min(1).max(1_000_000).nullable().default(null),
  teachersEnrol: z.enum(TEACHERS_ENROL).default("EVERYBODY"),
  othersShown: z.enum(OTHERS_SHOWN).nullable().default(null),
});

/** Short enough for a table's cell and a subject line. */
const titleField = (max: number) =>
  z
    .string()
    .trim()
    .min(1, faulty("title.empty", "Give a name."))
    .max(max, faulty("title.tooLong", `At most ${max} characters.`));

/** A class of the campus. */
export const classInput = z.object({
  title: titleField(100),
  description: z.string().trim().max(1000, faulty("description.tooLong", "At most 1000 characters.")).nullish(),
});

/** A class that is put into a course or session. */
export const bindClassInput = z.object({
  courseId: z.uuid(),
  sessionId: z.uuid().nullish(),
  classId: z.uuid(),
  role: courseRoleField.nullish(),
  notify: z.boolean().nullish(),
});

/** An invitation has at most so many addresses at once. */
export const INVITED_MAX = 200;
export const inviteInput = z.object({
  courseId: z.uuid(),
  sessionId: z.uuid().nullish(),
  role: courseRoleField.nullish(),
  emails: z
    .array(z.email(faulty("email.invalid", "This is no e-mail address.")).max(254))
    .max(INVITED_MAX, faulty("emails.tooMany", `At most ${INVITED_MAX} addresses at once.`))
    .nullish()
    .transform((emails) => [...new Set((emails ?? []).map((email) => email.toLowerCase()))]),
  maxUses: z.number().int().min(1).max(10_000).nullish(),
  until: z.date().nullish(),
  groupIds: z.array(z.uuid()).max(20).nullish(),
});

/** The code of an invitation: 128 bits as base64url (RFC 4648). */
export const invitationCodeField = z.string().regex(/^[\w-]{22}$/u);

/** What people show of themselves in one course; staff also say how to reach them. */
export const courseVisibilityInput = z.object({
  showPicture: z.boolean().nullish(),
  showMail: z.boolean().nullish(),
  officeHours: z.string().trim().max(500, faulty("officeHours.tooLong", "At most 500 characters.")).nullish(),
});

/** The most people whom one message reaches. */
export const WRITTEN_MAX = 500;
export const writeToPeopleInput = z.object({
  courseId: z.uuid(),
  sessionId: z.uuid().nullish(),
  enrolmentIds: z
    .array(z.uuid())
    .min(1, faulty("people.none", "Name at least one person."))
    .max(WRITTEN_MAX, faulty("people.tooMany", `At most ${WRITTEN_MAX} people at once.`))
    .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]),
  text: z.string().trim().min(1, faulty("text.empty", "Write something.")).max(2000, faulty("text.tooLong", "At most 2000 characters.")),
  mail: z.boolean().nullish(),
});

/** The most extra fields of the profile that a list shows, and that narrow it. */
export const SHOWN_FIELDS_MAX = 50;
export const FILTERED_FIELDS_MAX = 5;
/** What an extra field of the profile has to say; empty = nothing. */
export const profileFieldFilter = z.object({ fieldId: z.uuid(), value: z.string().trim().max(300) });
export type ProfileFieldFilter = z.output<typeof profileFieldFilter>;

/** Columns of the people's grid besides the name, in their first order. */
export const PEOPLE_COLUMNS = [
  "ROLE",
  "STATE",
  "GROUPS",
  "CLASSES",
  "LOGIN",
  "EMAIL",
  "OFFICIAL_CODE",
  "PROGRESS",
  "MARK",
  "TIME",
  "FIRST_ACCESS",
  "LAST_ACCESS",
  "FROM",
  "UNTIL",
  "WAYS_IN",
] as const;
export const PEOPLE_ORDERS = ["NAME", "ROLE", "LOGIN", "OFFICIAL_CODE", "STATE", "FIRST_ACCESS", "LAST_ACCESS", "ENROLLED_AT"] as const;

/** What a saved view asks of the list. */
export const peopleViewFilter = z.object({
  text: z.string().max(200).nullish(),
  role: courseRoleField.nullish(),
  state: z.enum(["ACTIVE", "SUSPENDED", "ENDED"]).nullish(),
  groupId: z.uuid().nullish(),
  classId: z.uuid().nullish(),
  neverEntered: z.boolean().nullish(),
  absentForDays: z.number().int().min(1).max(3650).nullish(),
  fields: z.array(profileFieldFilter).max(FILTERED_FIELDS_MAX).nullish(),
});
/** A way to look at the people, kept under a name. */
export const peopleViewInput = z.object({
  id: z.uuid().nullish(),
  name: titleField(60),
  columns: z
    .array(z.union([z.enum(PEOPLE_COLUMNS), z.uuid()]))
    .max(PEOPLE_COLUMNS.length + SHOWN_FIELDS_MAX)
    .transform((columns) => [...new Set(columns)]),
  filter: peopleViewFilter,
  orderBy: z.enum(PEOPLE_ORDERS),
  orderByField: z.uuid().nullish(),
  descending: z.boolean(),
  shared: z.boolean(),
});
