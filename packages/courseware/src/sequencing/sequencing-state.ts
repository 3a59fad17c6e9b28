import { z } from "zod";

// A decimal number as its content wrote it: it is given back so.
const known = z.string().max(64).nullable().default(null);

/** What is known of one objective; null = unknown. Measures are −1 to 1, the completion's 0 to 1. */
export const objectiveStateSchema = z.object({
  satisfied: z.boolean().nullable().default(null),
  measure: known,
  raw: known,
  min: known,
  max: known,
  completed: z.boolean().nullable().default(null),
  progress: known,
});
export type ObjectiveState = z.infer<typeof objectiveStateSchema>;

/** Tracking of one activity (SN book, chapter 4.2); its completion and progress are those of its primary objective. */
export const activityTrackingSchema = z.object({
  attempts: z.number().int().min(0).default(0),
  active: z.boolean().default(false),
  suspended: z.boolean().default(false),
  /** What content has set in this attempt, to whatever value: then it is not filled in at the attempt's end. */
  told: z.array(z.enum(["completion", "success"])).default([]),
  /** What is known here is of an attempt before the present one of the activity above: it does not count in roll-up. */
  former: z.array(z.enum(["objective", "progress"])).default([]),
  /** By the objective's position; those not here are unknown. */
  objectives: z.record(z.string(), objectiveStateSchema).default({}),
  /** Children in the order in which this attempt offers them; null = as the manifest has them. */
  children: z.array(z.number().int()).nullable().default(null),
});
export type ActivityTracking = z.infer<typeof activityTrackingSchema>;

// Identifiers come from XML, which has no control characters; PostgreSQL refuses NUL.
const key = z
  .string()
  .max(4_096)
  .refine((text) => !/\p{Cc}/u.test(text));

/** All that sequencing has to remember between two openings; nodes by their position in the tree. */
export const sequencingStateSchema = z.object({
  current: z.number().int().nullable().default(null),
  suspended: z.number().int().nullable().default(null),
  tracking: z.record(z.string(), activityTrackingSchema).default({}),
  /** Global objectives by their identifier. */
  globals: z.record(key, objectiveStateSchema).default({}),
  /** Shared data stores by their identifier. */
  data: z.record(key, z.string()).default({}),
});
export type SequencingState = z.infer<typeof sequencingStateSchema>;

/** An objective of which nothing is known. */
export const unknownObjective = (): ObjectiveState => ({
  satisfied: null,
  measure: null,
  raw: null,
  min: null,
  max: null,
  completed: null,
  progress: null,
});

/** The state of a course that nobody has begun. */
export const freshState = (): SequencingState => ({ current: null, suspended: null, tracking: {}, globals: {}, data: {} });

/** What is tracked of an activity that was never attempted. */
export const freshTracking = (): ActivityTracking => ({
  attempts: 0,
  active: false,
  suspended: false,
  told: [],
  former: [],
  objectives: {},
  children: null,
});
