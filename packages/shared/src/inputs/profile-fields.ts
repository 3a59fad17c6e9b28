import { z } from "zod";
import { faulty, languageField, oneLine } from "./accounts";

/** Who sees a field, besides its owner and administrators: nobody, teachers and tutors of common courses, everybody in common courses. */
export const SIGHTS = ["NOBODY", "STAFF", "COURSE"] as const;
export type Sight = (typeof SIGHTS)[number];

export const PROFILE_FIELD_KINDS = ["TEXT", "LONG_TEXT", "NUMBER", "DATE", "YES_NO", "CHOICE", "LINK"] as const;
export type ProfileFieldKind = (typeof PROFILE_FIELD_KINDS)[number];

/** Fields of the profile that every campus has, and whose sight may be chosen. */
export const SIGHTED_FIELDS = ["email", "phone", "officialCode"] as const;

/** Who may be let see a field: teachers need addresses and official codes to run their courses, so these are never hidden from them. */
export const sightChoices = (field: string): readonly Sight[] =>
  field === "email" || field === "officialCode" ? ["STAFF", "COURSE"] : SIGHTS;

const words = (most: number) =>
  z
    .array(
      z.object({
        language: languageField,
        text: z
          .string()
          .transform(oneLine)
          .refine((text) => text.length <= most, faulty("label.tooLong", `At most ${most} characters.`)),
      }),
    )
    .max(8);

/** What an administrator declares of an extra field, whatever it belongs to. */
const fieldShape = {
  kind: z.enum(PROFILE_FIELD_KINDS),
  labels: words(100).refine((labels) => labels.some(({ text }) => text !== ""), faulty("label.empty", "Give the field a name.")),
  hints: words(300).nullish(),
  choices: z
    .array(
      z
        .string()
        .transform(oneLine)
        .refine((text) => text.length >= 1 && text.length <= 100, faulty("choice.length", "A choice has 1 to 100 characters.")),
    )
    .max(200)
    .nullish(),
  required: z.boolean().nullish(),
  ownerEdits: z.boolean().nullish(),
};

interface Declared {
  kind: ProfileFieldKind;
  choices?: string[] | null;
  required?: boolean | null;
  ownerEdits?: boolean | null;
}

const hasChoices = ({ kind, choices }: Declared): boolean => kind !== "CHOICE" || new Set(choices ?? []).size >= 2;
const fewChoices = { path: ["choices"], ...faulty("choices.few", "Give at least two choices.") };
const canBeAsked = ({ required, ownerEdits }: Declared): boolean => !required || ownerEdits !== false;
const notTheirs = { path: ["required"], ...faulty("field.notTheirs", "What people may not fill in cannot be asked of them.") };

/** An extra field of the profile, as an administrator declares it. */
export const profileFieldInput = z
  .object({
    ...fieldShape,
    atRegistration: z.boolean().nullish(),
    sight: z.enum(SIGHTS).nullish(),
    mayChooseSight: z.boolean().nullish(),
    findable: z.boolean().nullish(),
  })
  .refine(hasChoices, fewChoices)
  .refine(canBeAsked, notTheirs);

/** Who sees what is said of a course: administrators only, those who teach in it too, its members too, everybody who sees its about page. */
export const COURSE_SIGHTS = [...SIGHTS, "EVERYBODY"] as const;
export type CourseSight = (typeof COURSE_SIGHTS)[number];

/** An extra field of courses, as an administrator declares it. */
export const courseFieldInput = z
  .object({ ...fieldShape, sight: z.enum(COURSE_SIGHTS).nullish() })
  .refine(hasChoices, fewChoices)
  .refine(canBeAsked, notTheirs);

/** What a value must be measured by. */
export interface ValueRule {
  readonly kind: ProfileFieldKind;
  readonly choices: readonly string[];
  readonly required: boolean;
}

const isDate = (text: string): boolean => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const isLink = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const fits: Record<ProfileFieldKind, (text: string, choices: readonly string[]) => boolean> = {
  TEXT: (text) => text.length <= 300,
  LONG_TEXT: (text) => text.length <= 5_000,
  NUMBER: (text) => /^-?\d{1,15}(\.\d{1,6})?$/.test(text),
  DATE: isDate,
  YES_NO: (text) => text === "true" || text === "false",
  CHOICE: (text, choices) => choices.includes(text),
  LINK: (text) => text.length <= 2_000 && isLink(text),
};

/** A value as it is stored: composed and trimmed, one line except in long text. */
export const normalizeProfileValue = (kind: ProfileFieldKind, text: string): string =>
  kind === "LONG_TEXT"
    ? text
        .normalize("NFC")
        .replace(/\r\n?/g, "\n")
        .replace(/[^\P{Cc}\n\t]/gu, "")
        .trim()
    : oneLine(text);

/** What is wrong with a normalized value: an issue's code, or null. An empty one is no value. */
export function profileValueFault(rule: ValueRule, value: string): string | null {
  if (value === "") return rule.required ? "required" : null;
  return fits[rule.kind](value, rule.choices) ? null : `field.${rule.kind}`;
}
