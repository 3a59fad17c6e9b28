import { z } from "zod";
import { conditionSchema } from "../conditions";
import { LOCALES } from "../locales";
import { RICH_TEXT_LIMIT } from "../rich-text";
import { profileValuesField } from "./accounts";

/** What a course's code may be made of; unique without regard to case. */
export const COURSE_CODE = /^[0-9A-Za-z_-]{2,40}$/;
/** Hosts whose videos may introduce a course. */
export const VIDEO_HOSTS = [
  "www.youtube-nocookie.com",
  "www.youtube.com",
  "youtu.be",
  "player.vimeo.com",
  "vimeo.com",
  "framatube.org",
] as const;
export const VISIBILITIES = ["CLOSED", "PRIVATE", "PLATFORM", "PUBLIC", "HIDDEN"] as const;

const faulty = (code: string, message: string) => ({ error: message, params: { code } });
const oneLine = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim();

const line = (field: string, least: number, most: number) =>
  z
    .string()
    .transform(oneLine)
    .refine((text) => text.length >= least, faulty(`${field}.empty`, "This is empty."))
    .refine((text) => text.length <= most, faulty(`${field}.tooLong`, `This has at most ${most} characters.`));

export const courseTitleField = line("title", 1, 200);
export const courseCodeField = z
  .string()
  .trim()
  .refine((code) => COURSE_CODE.test(code), faulty("code.invalid", "A code has 2 to 40 letters A to Z, digits, - or _."));
export const courseLanguageField = z.enum(LOCALES, faulty("language.unknown", `The language is one of ${LOCALES.join(", ")}.`));
export const colorField = z
  .string()
  .refine((color) => /^#[0-9a-f]{6}$/i.test(color), faulty("color.invalid", "A colour is # and six hexadecimal digits."));
export const tagsField = z
  .array(line("tag", 1, 40))
  .max(20, faulty("tags.tooMany", "A course has at most 20 tags."))
  .transform((tags) => [...new Set(tags)]);

/** Whether an address is of a video that may introduce a course: https, and a host of the list. */
export function isVideoUrl(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === "https:" && url.username === "" && url.port === "" && (VIDEO_HOSTS as readonly string[]).includes(url.hostname);
  } catch {
    return false;
  }
}

/** What an upload is called: the last part of its address. */
const uploadField = z.string().min(1).max(200);

/** A new course: empty, with example content, or from a template. */
export const createCourseInput = z
  .object({
    title: courseTitleField,
    code: courseCodeField.nullish(),
    language: courseLanguageField.nullish(),
    categoryId: z.uuid().nullish(),
    tags: tagsField.nullish(),
    color: colorField.nullish(),
    pictureUploadId: uploadField.nullish(),
    templateId: z.uuid().nullish(),
    example: z.boolean().nullish(),
    startsAt: z.date().nullish(),
    fields: profileValuesField.nullish(),
  })
  .refine((course) => !course.templateId || !course.example, {
    error: "A course is made from a template or with the example, not both.",
    path: ["example"],
    params: { code: "course.twoSources" },
  });

const richText = z
  .string()
  .refine((html) => html.length <= RICH_TEXT_LIMIT, faulty("text.tooLong", "This text is longer than the platform accepts."));

/** What a course is called and looks like. */
export const updateCourseInput = z.object({
  title: courseTitleField.optional(),
  code: courseCodeField.optional(),
  language: courseLanguageField.optional(),
  useViewerLanguage: z.boolean().optional(),
  categoryId: z.uuid().nullish(),
  tags: tagsField.optional(),
  description: richText.optional(),
  pictureUploadId: uploadField.nullish(),
  introVideoUrl: z
    .string()
    .trim()
    .refine(isVideoUrl, faulty("video.host", "This address is not of a video service that this campus knows."))
    .nullish(),
  color: colorField.nullish(),
  fields: profileValuesField.nullish(),
});

/** Who gets in, when, and on which terms. */
export const updateCourseAccessInput = z
  .object({
    visibility: z.enum(VISIBILITIES).optional(),
    listed: z.boolean().optional(),
    selfEnrol: z.boolean().optional(),
    selfLeave: z.boolean().optional(),
    enrolKey: z.string().min(1).max(200).nullish(),
    terms: richText.nullish(),
    opensAt: z.date().nullish(),
    closesAt: z.date().nullish(),
    durationDays: z.number().int().min(1).max(3650).nullish(),
    visibilityAdminOnly: z.boolean().optional(),
    featured: z.boolean().optional(),
    isTemplate: z.boolean().optional(),
    storageLimitBytes: z.number().int().min(0).max(1e13).optional(),
  })
  .refine((access) => !access.opensAt || !access.closesAt || access.opensAt < access.closesAt, {
    error: "It would close before it opens.",
    path: ["closesAt"],
    params: { code: "course.closesBeforeOpens" },
  });

export const categoryTitleField = line("title", 1, 100);

/** Which of all courses an administrator wants to see. */
export const coursesFilterInput = z.object({
  search: z.string().max(200).nullish(),
  visibility: z.enum(VISIBILITIES).nullish(),
  language: courseLanguageField.nullish(),
  categoryId: z.uuid().nullish(),
  template: z.boolean().nullish(),
  approval: z.enum(["APPROVED", "WAITING", "REFUSED"]).nullish(),
  trashed: z.boolean().nullish(),
  fields: profileValuesField.nullish(),
});

/** As what the list of all courses is written to a file. */
export const COURSE_LIST_FORMATS = ["CSV", "XLSX", "JSON"] as const;
export type CourseListFormat = (typeof COURSE_LIST_FORMATS)[number];

/** With what courses of this campus begin. `tools` are those that a new course shows; null = as each tool is delivered. */
export const newCourseSettings = z.object({
  visibility: z.enum(["CLOSED", "PRIVATE", "PLATFORM", "PUBLIC"]).default("PRIVATE"),
  categoryRequired: z.boolean().default(false),
  approval: z.boolean().default(false),
  tools: z.array(z.string().max(40)).max(100).nullable().default(null),
});
export type NewCourseSettings = z.output<typeof newCourseSettings>;

/** Why a course is refused; its maker reads it. */
export const refusalReasonField = line("reason", 1, 1_000);

/** What an administrator changes in many courses at once. */
export const bulkCoursesInput = z.object({
  visibility: z.enum(VISIBILITIES).nullish(),
  categoryId: z.uuid().nullish(),
  language: courseLanguageField.nullish(),
});

/** How a tool is called and looks in a course. */
export const toolAppearanceInput = z.object({ label: line("label", 1, 60).nullish(), iconUploadId: uploadField.nullish() });

/** A section's or an item's name. */
export const itemTitleField = line("title", 1, 300);

export const createSectionInput = z.object({
  courseId: z.uuid(),
  sessionId: z.uuid().nullish(),
  title: itemTitleField,
  beforeId: z.uuid().nullish(),
});
export const placementInput = z.object({
  sectionId: z.uuid(),
  sessionId: z.uuid().nullish(),
  beforeEntryId: z.uuid().nullish(),
  indent: z.number().int().min(0).max(2).nullish(),
});
export const shortcutInput = z.object({
  courseId: z.uuid(),
  sessionId: z.uuid().nullish(),
  itemId: z.uuid(),
  label: line("label", 1, 100).nullish(),
  pictureUploadId: uploadField.nullish(),
});

const itemState = z.enum(["DRAFT", "PUBLISHED", "HIDDEN"]);

/** A condition tree as GraphQL gives it; null = none. */
export const conditionField = z
  .unknown()
  .transform((tree) => (tree === null ? null : plainCondition(tree)))
  .pipe(z.union([conditionSchema, z.null()]));

/** The common part of an item of any kind; an absent field stays as it is. */
export const updateItemInput = z.object({
  title: itemTitleField.optional(),
  state: itemState.optional(),
  opensAt: z.date().nullish(),
  closesAt: z.date().nullish(),
  dueAt: z.date().nullish(),
  audience: z.object({ groupIds: z.array(z.uuid()).max(500), userIds: z.array(z.uuid()).max(2_000) }).nullish(),
  conditions: conditionField.optional(),
  completion: z.string().max(40).nullish(),
});

/** A condition as GraphQL gives it (one wide input type) without what is null or absent; a NOT holds its one demand itself. */
function plainCondition(tree: unknown): unknown {
  if (typeof tree !== "object" || tree === null) return tree;
  const { of, ...rest } = tree as { of?: unknown[] | null; kind?: unknown };
  const own = Object.fromEntries(
    Object.entries(rest).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[key, value instanceof Date ? value.toISOString() : value]],
    ),
  );
  if (!Array.isArray(of)) return own;
  const inner = of.map(plainCondition);
  return { ...own, of: rest.kind === "NOT" ? inner[0] : inner };
}

/** A session's own state and dates of a base item; null = the item's own. */
export const itemOverrideInput = z.object({
  state: itemState.nullish(),
  opensAt: z.date().nullish(),
  closesAt: z.date().nullish(),
  dueAt: z.date().nullish(),
});

/** Settings of the course as a whole, with their defaults. */
export const generalSettings = z.object({
  showProgress: z.boolean().default(true),
  showNextDue: z.boolean().default(true),
});
