import { z } from "zod";
import { isLanguageTag } from "../locales";
import { cleanTitle, codePoints } from "../plain-text";

/** Most terms in one glossary. */
export const TERMS_MAX = 10_000;
/** Most aliases of one term. */
export const ALIASES_MAX = 20;
/** Longest term, in code points. */
export const TERM_LENGTH = 200;
/** Longest definition, in UTF-16 units of its HTML. */
export const DEFINITION_LENGTH = 20_000;

export const GLOSSARY_ALIAS_KINDS = ["SYNONYM", "ABBREVIATION", "PLURAL", "FORM"] as const;
export const GLOSSARY_HIGHLIGHTS = ["ON", "OFF", "EXACT_CASE"] as const;
/** Kinds of pages whose rich text may be marked. */
export const GLOSSARY_PLACES = ["DOCUMENTS", "PAGES", "PATHS", "QUIZZES", "POSTS", "WIKI"] as const;
export const GLOSSARY_MODES = ["OFF", "ON_DEMAND", "AUTOMATIC"] as const;
export const GLOSSARY_VIEWS = ["LIST", "TABLE"] as const;
export const GLOSSARY_ORDERS = ["ALPHABETICAL", "MANUAL"] as const;
export const GLOSSARY_LEARNERS = ["READ", "PROPOSE", "WRITE"] as const;
export const IMPORT_STRATEGIES = ["REPLACE_ALL", "UPDATE_EXISTING", "SKIP_EXISTING"] as const;

/** The columns of a term file, in the order of files without a header. */
export const TERM_COLUMNS = [
  "term",
  "definition",
  "synonyms",
  "category",
  "language",
  "abbreviations",
  "plurals",
  "forms",
  "highlight",
] as const;
export type TermColumn = (typeof TERM_COLUMNS)[number];

export type GlossaryPlace = (typeof GLOSSARY_PLACES)[number];

const faulty = (code: string, message: string) => ({ error: message, params: { code } });

const line = (limit: number) =>
  z
    .string()
    .transform(cleanTitle)
    .refine((text) => text !== "", faulty("text.empty", "This is empty."))
    .refine((text) => codePoints(text) <= limit, faulty("text.tooLong", `At most ${limit} characters.`));

/** True where HTML has neither words nor a picture, sound or film. */
export const isEmptyHtml = (html: string): boolean =>
  !/<(?:img|audio|video)\b|data-math=/i.test(html) && cleanTitle(html.replace(/<[^>]*>/g, "").replace(/&nbsp;/g, " ")) === "";

export const termField = line(TERM_LENGTH);
export const definitionField = z
  .string()
  .refine((html) => !isEmptyHtml(html), faulty("definition.empty", "The definition is empty."))
  .refine((html) => html.length <= DEFINITION_LENGTH, faulty("definition.tooLong", `At most ${DEFINITION_LENGTH} characters.`));
export const termLanguageField = z
  .string()
  .refine(isLanguageTag, faulty("language.unknown", "This is no language tag (BCP 47)."))
  .transform((tag) => (/^[a-z]{2}$/.test(tag) ? tag : (Intl.getCanonicalLocales(tag)[0] ?? tag)));

const aliasField = z.object({ text: termField, kind: z.enum(GLOSSARY_ALIAS_KINDS) });
const variantField = z.object({
  language: termLanguageField,
  term: termField,
  definition: z
    .string()
    .refine((html) => html.length <= DEFINITION_LENGTH, faulty("definition.tooLong", `At most ${DEFINITION_LENGTH} characters.`))
    .nullish(),
});

const optionalFields = {
  language: termLanguageField.nullish(),
  category: z
    .string()
    .transform(cleanTitle)
    .refine((text) => codePoints(text) <= 100, faulty("text.tooLong", "At most 100 characters."))
    .nullish(),
  highlight: z.enum(GLOSSARY_HIGHLIGHTS).nullish(),
  aliases: z
    .array(aliasField)
    .max(ALIASES_MAX, faulty("aliases.tooMany", `At most ${ALIASES_MAX}.`))
    .nullish(),
  variants: z
    .array(variantField)
    .max(20, faulty("variants.tooMany", "At most 20 languages."))
    .refine(
      (list) => new Set(list.map((variant) => variant.language)).size === list.length,
      faulty("variants.twice", "Each language once."),
    )
    .nullish(),
  relatedIds: z.array(z.uuid()).max(50).nullish(),
  pictureUploadId: z.string().max(100).nullish(),
  audioUploadId: z.string().max(100).nullish(),
};

/** A new term; the form checks it with the same rules. */
export const createGlossaryTermInput = z.object({
  term: termField,
  definition: definitionField,
  baseTermId: z.uuid().nullish(),
  ...optionalFields,
});
/** A change: what is absent stays as it is. */
export const updateGlossaryTermInput = z.object({ term: termField.nullish(), definition: definitionField.nullish(), ...optionalFields });

/** The course's choices for its glossary; every field has its default. */
export const glossarySettings = z.object({
  view: z.enum(GLOSSARY_VIEWS).default("LIST"),
  order: z.enum(GLOSSARY_ORDERS).default("ALPHABETICAL"),
  ignoreArticles: z.boolean().default(false),
  highlight: z.enum(GLOSSARY_MODES).default("ON_DEMAND"),
  places: z.array(z.enum(GLOSSARY_PLACES)).max(GLOSSARY_PLACES.length).default(["DOCUMENTS", "PAGES", "PATHS", "POSTS", "WIKI"]),
  firstOnly: z.boolean().default(true),
  learners: z.enum(GLOSSARY_LEARNERS).default("READ"),
});

export type GlossarySettings = z.output<typeof glossarySettings>;

/** Some of the settings; what is absent stays as it is. */
export const updateGlossarySettingsInput = z.object({
  view: z.enum(GLOSSARY_VIEWS).nullish(),
  order: z.enum(GLOSSARY_ORDERS).nullish(),
  ignoreArticles: z.boolean().nullish(),
  highlight: z.enum(GLOSSARY_MODES).nullish(),
  places: z.array(z.enum(GLOSSARY_PLACES)).max(GLOSSARY_PLACES.length).nullish(),
  firstOnly: z.boolean().nullish(),
  learners: z.enum(GLOSSARY_LEARNERS).nullish(),
});

/** A reader's own choices about marked terms; what is absent stays. `on` is for the course that is named. */
export const setGlossaryReadingInput = z
  .object({
    courseId: z.uuid().nullish(),
    sessionId: z.uuid().nullish(),
    on: z.boolean().nullish(),
    off: z.boolean().nullish(),
    announce: z.boolean().nullish(),
  })
  .refine(({ courseId, on }) => typeof on !== "boolean" || typeof courseId === "string", {
    ...faulty("course.missing", "Name the course."),
    path: ["courseId"],
  });

/** What the columns of a file are, where it is not found by itself: null for one that is left out. */
export const termColumnsInput = z.object({
  hasHeader: z.boolean(),
  columns: z
    .array(z.enum(TERM_COLUMNS).nullable())
    .max(100)
    .refine(
      (list) => list.includes("term") && list.includes("definition"),
      faulty("columns.missing", "Name the columns of terms and definitions."),
    )
    .refine((list) => list.every((column, at) => column === null || list.indexOf(column) === at), faulty("columns.twice", "Each once.")),
});
export type TermColumnsInput = z.output<typeof termColumnsInput>;
