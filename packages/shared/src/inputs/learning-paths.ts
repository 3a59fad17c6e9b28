import { z } from "zod";
import { STEP_CRITERIA } from "../path-steps";
import { RICH_TEXT_LIMIT } from "../rich-text";
import { conditionField } from "./courses";
import { packageTitleField } from "./paths";

const faulty = (code: string, message: string) => ({ error: message, params: { code } });

/** Longest text of a step, in characters of HTML; a whole page is a document. */
export const STEP_BODY_MAX = 100_000;
/** Longest reason of a waiver, in characters. */
export const WAIVE_REASON_MAX = 500;

const body = z
  .string()
  .max(Math.min(STEP_BODY_MAX, RICH_TEXT_LIMIT), faulty("body.tooLong", `At most ${STEP_BODY_MAX} characters of HTML.`));

/** What a teacher changes of a path; an absent field stays as it is, null takes a value away. */
export const pathInput = z
  .object({
    title: packageTitleField.optional(),
    state: z.enum(["DRAFT", "PUBLISHED", "HIDDEN"]).optional(),
    opensAt: z.date().nullable().optional(),
    closesAt: z.date().nullable().optional(),
    dueAt: z.date().nullable().optional(),
    description: body.optional(),
    author: z.string().trim().max(200).optional(),
    tree: z.enum(["OPEN", "FOLDED", "HIDDEN"]).optional(),
    runs: z.enum(["SINGLE", "RESTARTABLE"]).optional(),
    maxRuns: z.int().min(0).max(1_000).optional(),
    minimumMinutes: z.int().min(0).max(100_000).optional(),
    passingPercent: z.number().min(0).max(100).nullable().optional(),
    failedCounts: z.boolean().optional(),
    weights: z.enum(["EQUAL", "MINUTES"]).optional(),
  })
  .strict();
export type PathInput = z.infer<typeof pathInput>;

/** A new path. */
export const newPathInput = z.object({
  courseId: z.string(),
  sessionId: z.string().nullish(),
  title: packageTitleField,
  description: body.nullish(),
});

/** A new step. */
export const newStepInput = z.object({
  pathId: z.string(),
  kind: z.enum(["SECTION", "ITEM", "TEXT", "FINAL"]),
  itemId: z.string().nullish(),
  title: packageTitleField.nullish(),
  body: body.nullish(),
  parentId: z.string().nullish(),
  beforeId: z.string().nullish(),
});

/** What changes of a step; an absent field stays as it is. */
export const stepInput = z
  .object({
    title: packageTitleField.optional(),
    body: body.optional(),
    required: z.boolean().optional(),
    completes: z.enum(STEP_CRITERIA).optional(),
    scoreMin: z.number().min(0).nullable().optional(),
    scoreMax: z.number().min(0).nullable().optional(),
    conditions: conditionField.optional(),
    whenLocked: z.enum(["SHOW", "HIDE"]).optional(),
    minutes: z.int().min(1).max(10_000).nullable().optional(),
    weight: z.number().min(0.01).max(1_000).optional(),
    opensAfterDays: z.int().min(0).max(3_650).nullable().optional(),
  })
  .refine(
    ({ scoreMin, scoreMax }) => typeof scoreMin !== "number" || typeof scoreMax !== "number" || scoreMin <= scoreMax,
    faulty("score.bounds", "The least score is above the most."),
  );
export type StepInput = z.infer<typeof stepInput>;
