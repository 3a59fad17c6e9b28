import { IMPORT_STRATEGIES, termColumnsInput, type TermColumn } from "@lyceum/shared/inputs/glossary";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { Validated } from "../../kernel/input";
import type { ImportStrategy, RowKind } from "./import-plan";

const values = <Word extends string>(words: readonly Word[]): Record<Word, Word> =>
  Object.fromEntries(words.map((word) => [word, word])) as Record<Word, Word>;

export const GlossaryImportStrategy = values(IMPORT_STRATEGIES);
registerEnumType(GlossaryImportStrategy, {
  name: "GlossaryImportStrategy",
  description: "What an import does with what is there already.",
  valuesConfig: {
    REPLACE_ALL: { description: "The file is the whole glossary: terms that it has not go to the trash." },
    UPDATE_EXISTING: { description: "Differing terms become what the file says." },
    SKIP_EXISTING: { description: "Only new terms are added." },
  },
});
export const GlossaryRowKind = values(["NEW", "SAME", "DIFFERENT", "BAD", "REMOVED"] as const);
registerEnumType(GlossaryRowKind, {
  name: "GlossaryRowKind",
  description: "What a row of a file is to the glossary.",
  valuesConfig: {
    NEW: { description: "Not there yet." },
    SAME: { description: "There, word for word." },
    DIFFERENT: { description: "There with other words." },
    BAD: { description: "Refused." },
    REMOVED: { description: "There, but not in the file." },
  },
});
export const GlossaryFileFormat = values(["CSV"] as const);
registerEnumType(GlossaryFileFormat, {
  name: "GlossaryFileFormat",
  description: "A kind of file.",
  valuesConfig: { CSV: { description: "Semicolons, UTF-8 with a byte order mark." } },
});

export const GlossaryColumn = {
  TERM: "term",
  DEFINITION: "definition",
  SYNONYMS: "synonyms",
  CATEGORY: "category",
  LANGUAGE: "language",
  ABBREVIATIONS: "abbreviations",
  PLURALS: "plurals",
  FORMS: "forms",
  HIGHLIGHT: "highlight",
} as const satisfies Record<Uppercase<TermColumn>, TermColumn>;
registerEnumType(GlossaryColumn, {
  name: "GlossaryColumn",
  description: "What a column of a file is.",
  valuesConfig: {
    TERM: { description: "The term." },
    DEFINITION: { description: "What it means." },
    SYNONYMS: { description: "Synonyms, between bars." },
    CATEGORY: { description: "The category." },
    LANGUAGE: { description: "The language (BCP 47)." },
    ABBREVIATIONS: { description: "Abbreviations, between bars." },
    PLURALS: { description: "Plurals, between bars." },
    FORMS: { description: "Other inflected forms, between bars." },
    HIGHLIGHT: { description: "How it is marked in texts: ON, OFF or EXACT_CASE." },
  },
});

@Validated(termColumnsInput)
@InputType({ description: "What the columns of a file are, where they are not found by themselves." })
export class GlossaryColumnsInput {
  @Field(() => Boolean, { description: "Whether the first line names the columns." })
  hasHeader!: boolean;
  @Field(() => [GlossaryColumn], {
    nullable: "items",
    description: "What each column is, in the file's order; null leaves it out. Term and definition are needed, each column once.",
  })
  columns!: (TermColumn | null)[];
}

@ObjectType({ description: "A column of a file.", simpleResolvers: true })
export class GlossaryFileColumn {
  @Field(() => String, { description: "Its heading; empty where the file has none." })
  header!: string;
  @Field(() => [String], { description: "Its first texts, at most 3." })
  samples!: string[];
  @Field(() => GlossaryColumn, { nullable: true, description: "What it was read as; null = left out." })
  field!: TermColumn | null;
}

@ObjectType({ description: "How many rows of each kind a file has.", simpleResolvers: true })
export class GlossaryImportCounts {
  @Field(() => Int, { description: "New terms." })
  added!: number;
  @Field(() => Int, { description: "Terms with other words; changed only by a strategy that changes." })
  changed!: number;
  @Field(() => Int, { description: "Terms that are there as they are." })
  same!: number;
  @Field(() => Int, { description: "Refused rows." })
  refused!: number;
  @Field(() => Int, { description: "Terms that the file has not, when it replaces all." })
  removed!: number;
}

@ObjectType({ description: "One row of a file, compared with the glossary.", simpleResolvers: true })
export class GlossaryImportRow {
  @Field(() => Int, { description: "Its line in the file, from 1; 0 for a term that the file has not." })
  line!: number;
  @Field(() => GlossaryRowKind, { description: "What it is." })
  kind!: RowKind;
  @Field(() => String, { description: "The term, as in the file." })
  term!: string;
  @Field(() => String, { description: "The definition's first 200 characters, without markup." })
  definition!: string;
  @Field(() => String, { description: "The language (BCP 47)." })
  language!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "Why it is refused: row.term, row.definition, row.language, row.aliases, row.category, row.highlight, row.formula or row.twice.",
  })
  issue!: string | null;
}

@ObjectType({ description: "What an import did, or would do.", simpleResolvers: true })
export class GlossaryImported {
  @Field(() => Boolean, { description: "Whether nothing was written." })
  dryRun!: boolean;
  @Field(() => GlossaryImportStrategy, { description: "What was asked for." })
  strategy!: ImportStrategy;
  @Field(() => String, { description: "The encoding that was found: UTF-8, UTF-16 or WINDOWS-1252." })
  encoding!: string;
  @Field(() => String, { description: "The separator that was found." })
  delimiter!: string;
  @Field(() => Boolean, { description: "Whether the first line named the columns." })
  hasHeader!: boolean;
  @Field(() => [String], { description: "The columns that were read, by their names in English." })
  columns!: string[];
  @Field(() => [GlossaryFileColumn], { description: "Every column of the file, at most 40, with what it was read as." })
  fileColumns!: GlossaryFileColumn[];
  @Field(() => GlossaryImportCounts, { description: "How many rows of each kind." })
  counts!: GlossaryImportCounts;
  @Field(() => [GlossaryImportRow], { description: "At most 500 rows, the refused ones first." })
  rows!: GlossaryImportRow[];
  @Field(() => ID, { nullable: true, description: "Brings back the terms that were removed: give it to restoreGlossaryTerms." })
  trashId!: string | null;
}
