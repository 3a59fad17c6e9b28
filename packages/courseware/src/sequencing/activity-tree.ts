import { z } from "zod";

/**
 * The activity tree of IMS Simple Sequencing with ADL's extensions (SCORM 2004 4th edition, SN book): what a manifest defines, made
 * whole with the standard's defaults. It never changes while a course runs; what changes is in `SequencingState`.
 */
const condition = z.object({
  condition: z.string(),
  operator: z.string(),
  referencedObjective: z.string().nullable().default(null),
  measureThreshold: z.number().default(0),
});
const rule = z.object({ conditionCombination: z.string(), conditions: z.array(condition), action: z.string() });
const rollupRule = z.object({
  childActivitySet: z.string(),
  minimumCount: z.number(),
  minimumPercent: z.number(),
  conditionCombination: z.string(),
  conditions: z.array(z.object({ condition: z.string(), operator: z.string() })),
  action: z.string(),
});
const map = z.object({
  targetObjectiveId: z.string(),
  readSatisfiedStatus: z.boolean(),
  readNormalizedMeasure: z.boolean(),
  writeSatisfiedStatus: z.boolean(),
  writeNormalizedMeasure: z.boolean(),
  readRawScore: z.boolean(),
  readMinScore: z.boolean(),
  readMaxScore: z.boolean(),
  readCompletionStatus: z.boolean(),
  readProgressMeasure: z.boolean(),
  writeRawScore: z.boolean(),
  writeMinScore: z.boolean(),
  writeMaxScore: z.boolean(),
  writeCompletionStatus: z.boolean(),
  writeProgressMeasure: z.boolean(),
});
const objective = z.object({
  objectiveId: z.string().nullable(),
  satisfiedByMeasure: z.boolean(),
  minNormalizedMeasure: z.number(),
  maps: z.array(map),
});

/** One node as the player is given it; `children` are positions in the list of nodes. */
export const treeNodeSchema = z.object({
  id: z.string(),
  title: z.string(),
  parent: z.number().int().nullable(),
  children: z.array(z.number().int()),
  launchable: z.boolean(),
  visible: z.boolean(),
  control: z.object({
    choice: z.boolean(),
    choiceExit: z.boolean(),
    flow: z.boolean(),
    forwardOnly: z.boolean(),
    useCurrentAttemptObjectiveInfo: z.boolean(),
    useCurrentAttemptProgressInfo: z.boolean(),
  }),
  rules: z.object({ pre: z.array(rule), exit: z.array(rule), post: z.array(rule) }),
  attemptLimit: z.number().int().nullable(),
  rollup: z.object({
    rollupObjectiveSatisfied: z.boolean(),
    rollupProgressCompletion: z.boolean(),
    objectiveMeasureWeight: z.number(),
    rules: z.array(rollupRule),
  }),
  considerations: z.object({
    requiredForSatisfied: z.string(),
    requiredForNotSatisfied: z.string(),
    requiredForCompleted: z.string(),
    requiredForIncomplete: z.string(),
    measureSatisfactionIfActive: z.boolean(),
  }),
  /** The first is the primary one, which takes part in roll-up. */
  objectives: z.array(objective).min(1),
  randomization: z.object({
    randomizationTiming: z.string(),
    selectCount: z.number().nullable(),
    reorderChildren: z.boolean(),
    selectionTiming: z.string(),
  }),
  delivery: z.object({ tracked: z.boolean(), completionSetByContent: z.boolean(), objectiveSetByContent: z.boolean() }),
  constrained: z.object({ preventActivation: z.boolean(), constrainChoice: z.boolean() }),
  completion: z.object({ completedByMeasure: z.boolean(), minProgressMeasure: z.number(), progressWeight: z.number() }),
  hideLmsUi: z.array(z.string()),
  sharedData: z.array(z.object({ targetId: z.string(), readSharedData: z.boolean(), writeSharedData: z.boolean() })),
});
export type TreeNode = z.infer<typeof treeNodeSchema>;
export type SequencingRule = TreeNode["rules"]["pre"][number];
export type RollupRule = TreeNode["rollup"]["rules"][number];
export type Objective = TreeNode["objectives"][number];
export type ObjectiveMap = Objective["maps"][number];

/** The tree in document order; the organization is first. */
export const activityTreeSchema = z.object({
  nodes: z.array(treeNodeSchema).min(1),
  objectivesGlobalToSystem: z.boolean(),
  sharedDataGlobalToSystem: z.boolean(),
});
export type ActivityTree = z.infer<typeof activityTreeSchema>;
