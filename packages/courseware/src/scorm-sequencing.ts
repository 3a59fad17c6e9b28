import { attributeOf, childOf, childrenOf, type XmlElement } from "./safe-xml";
import type { ItemObjectives } from "./scorm-objectives";
import { readObjectives } from "./scorm-objectives";
import { booleanAt, numberAt, textAt } from "./scorm-values";

/** One condition of a sequencing rule. */
export interface RuleCondition {
  readonly condition: string;
  readonly operator: string;
  readonly referencedObjective: string | null;
  /** −1 to 1. */
  readonly measureThreshold: number;
}

/** A pre-, exit or post-condition rule. */
export interface SequencingRule {
  readonly conditionCombination: string;
  readonly conditions: readonly RuleCondition[];
  readonly action: string;
}

/** How children's status becomes their parent's. */
export interface RollupRule {
  readonly childActivitySet: string;
  readonly minimumCount: number;
  /** 0 to 1. */
  readonly minimumPercent: number;
  readonly conditionCombination: string;
  readonly conditions: readonly { readonly condition: string; readonly operator: string }[];
  readonly action: string;
}

/** IMS Simple Sequencing with ADL's extensions; null where the manifest says nothing, the standard's defaults inside what it says. */
export interface ItemSequencing {
  readonly controlMode: {
    readonly choice: boolean;
    readonly choiceExit: boolean;
    readonly flow: boolean;
    readonly forwardOnly: boolean;
    readonly useCurrentAttemptObjectiveInfo: boolean;
    readonly useCurrentAttemptProgressInfo: boolean;
  } | null;
  readonly rules: {
    readonly pre: readonly SequencingRule[];
    readonly exit: readonly SequencingRule[];
    readonly post: readonly SequencingRule[];
  } | null;
  readonly limitConditions: Readonly<Record<LimitName, string | null>> | null;
  readonly rollup: {
    readonly rollupObjectiveSatisfied: boolean;
    readonly rollupProgressCompletion: boolean;
    readonly objectiveMeasureWeight: number;
    readonly rules: readonly RollupRule[];
  } | null;
  readonly objectives: ItemObjectives | null;
  readonly randomization: {
    readonly randomizationTiming: string;
    readonly selectCount: number | null;
    readonly reorderChildren: boolean;
    readonly selectionTiming: string;
  } | null;
  readonly delivery: {
    readonly tracked: boolean;
    readonly completionSetByContent: boolean;
    readonly objectiveSetByContent: boolean;
  } | null;
  readonly constrainedChoice: {
    readonly preventActivation: boolean;
    readonly constrainChoice: boolean;
  } | null;
  readonly rollupConsiderations: {
    readonly requiredForSatisfied: string;
    readonly requiredForNotSatisfied: string;
    readonly requiredForCompleted: string;
    readonly requiredForIncomplete: string;
    readonly measureSatisfactionIfActive: boolean;
  } | null;
  readonly auxiliaryResources: readonly { readonly id: string; readonly purpose: string }[] | null;
}

/** When an item counts as completed by its progress measure (0–1), and what it weighs in its parent's. */
export interface CompletionThreshold {
  readonly completedByMeasure: boolean;
  readonly minProgressMeasure: number;
  readonly progressWeight: number;
}

/** A bucket of data shared between items. */
export interface SharedDataMap {
  readonly targetId: string;
  readonly readSharedData: boolean;
  readonly writeSharedData: boolean;
}

const LIMITS = [
  "attemptLimit",
  "attemptAbsoluteDurationLimit",
  "attemptExperiencedDurationLimit",
  "activityAbsoluteDurationLimit",
  "activityExperiencedDurationLimit",
  "beginTimeLimit",
  "endTimeLimit",
] as const;
type LimitName = (typeof LIMITS)[number];

function ruleOf(element: XmlElement): SequencingRule {
  const conditions = childOf(element, "ruleConditions");
  const action = childOf(element, "ruleAction");
  return {
    conditionCombination: conditions ? textAt(conditions, "conditionCombination", "all") : "all",
    conditions: (conditions ? childrenOf(conditions, "ruleCondition") : []).map((one) => ({
      condition: textAt(one, "condition", "always"),
      operator: textAt(one, "operator", "noOp"),
      referencedObjective: textAt(one, "referencedObjective", "") || null,
      measureThreshold: numberAt(one, "measureThreshold", 0),
    })),
    action: action ? textAt(action, "action", "") : "",
  };
}

function rollupRuleOf(element: XmlElement): RollupRule {
  const conditions = childOf(element, "rollupConditions");
  const action = childOf(element, "rollupAction");
  return {
    childActivitySet: textAt(element, "childActivitySet", "all"),
    minimumCount: numberAt(element, "minimumCount", 0),
    minimumPercent: numberAt(element, "minimumPercent", 0),
    conditionCombination: conditions ? textAt(conditions, "conditionCombination", "any") : "any",
    conditions: (conditions ? childrenOf(conditions, "rollupCondition") : []).map((one) => ({
      condition: textAt(one, "condition", ""),
      operator: textAt(one, "operator", "noOp"),
    })),
    action: action ? textAt(action, "action", "") : "",
  };
}

const controlModeOf = (element: XmlElement): ItemSequencing["controlMode"] => ({
  choice: booleanAt(element, "choice", true),
  choiceExit: booleanAt(element, "choiceExit", true),
  flow: booleanAt(element, "flow", false),
  forwardOnly: booleanAt(element, "forwardOnly", false),
  useCurrentAttemptObjectiveInfo: booleanAt(element, "useCurrentAttemptObjectiveInfo", true),
  useCurrentAttemptProgressInfo: booleanAt(element, "useCurrentAttemptProgressInfo", true),
});

const rollupOf = (element: XmlElement): ItemSequencing["rollup"] => ({
  rollupObjectiveSatisfied: booleanAt(element, "rollupObjectiveSatisfied", true),
  rollupProgressCompletion: booleanAt(element, "rollupProgressCompletion", true),
  objectiveMeasureWeight: numberAt(element, "objectiveMeasureWeight", 1),
  rules: childrenOf(element, "rollupRule").map(rollupRuleOf),
});

const considerationsOf = (element: XmlElement): ItemSequencing["rollupConsiderations"] => ({
  requiredForSatisfied: textAt(element, "requiredForSatisfied", "always"),
  requiredForNotSatisfied: textAt(element, "requiredForNotSatisfied", "always"),
  requiredForCompleted: textAt(element, "requiredForCompleted", "always"),
  requiredForIncomplete: textAt(element, "requiredForIncomplete", "always"),
  measureSatisfactionIfActive: booleanAt(element, "measureSatisfactionIfActive", true),
});

const limitsOf = (element: XmlElement): ItemSequencing["limitConditions"] => {
  const one = (name: LimitName): string | null => textAt(element, name, "") || null;
  return {
    attemptLimit: one("attemptLimit"),
    attemptAbsoluteDurationLimit: one("attemptAbsoluteDurationLimit"),
    attemptExperiencedDurationLimit: one("attemptExperiencedDurationLimit"),
    activityAbsoluteDurationLimit: one("activityAbsoluteDurationLimit"),
    activityExperiencedDurationLimit: one("activityExperiencedDurationLimit"),
    beginTimeLimit: one("beginTimeLimit"),
    endTimeLimit: one("endTimeLimit"),
  };
};

const randomizationOf = (element: XmlElement): ItemSequencing["randomization"] => ({
  randomizationTiming: textAt(element, "randomizationTiming", "never"),
  selectCount: attributeOf(element, "selectCount") === undefined ? null : numberAt(element, "selectCount", 0),
  reorderChildren: booleanAt(element, "reorderChildren", false),
  selectionTiming: textAt(element, "selectionTiming", "never"),
});

const deliveryOf = (element: XmlElement): ItemSequencing["delivery"] => ({
  tracked: booleanAt(element, "tracked", true),
  completionSetByContent: booleanAt(element, "completionSetByContent", false),
  objectiveSetByContent: booleanAt(element, "objectiveSetByContent", false),
});

/** Elements of a `sequencing` this reader understands. */
export const SEQUENCING_PARTS: readonly string[] = [
  "controlMode",
  "sequencingRules",
  "limitConditions",
  "auxiliaryResources",
  "rollupRules",
  "objectives",
  "randomizationControls",
  "deliveryControls",
  "constrainedChoiceConsiderations",
  "rollupConsiderations",
];

/**
 * Reads a `sequencing` element. Where it refers to one of the manifest's collection, each part it holds itself
 * replaces the collection's part of that name (IMS Simple Sequencing 1.0, sequencingCollection).
 */
export function readSequencing(own: XmlElement, referenced?: XmlElement): ItemSequencing {
  const part = <T>(local: string, read: (element: XmlElement) => T): T | null => {
    const element = childOf(own, local) ?? (referenced ? childOf(referenced, local) : undefined);
    return element ? read(element) : null;
  };
  return {
    controlMode: part("controlMode", controlModeOf),
    rules: part("sequencingRules", (element) => ({
      pre: childrenOf(element, "preConditionRule").map(ruleOf),
      exit: childrenOf(element, "exitConditionRule").map(ruleOf),
      post: childrenOf(element, "postConditionRule").map(ruleOf),
    })),
    limitConditions: part("limitConditions", limitsOf),
    rollup: part("rollupRules", rollupOf),
    objectives: readObjectives(own, referenced),
    randomization: part("randomizationControls", randomizationOf),
    delivery: part("deliveryControls", deliveryOf),
    constrainedChoice: part("constrainedChoiceConsiderations", (element) => ({
      preventActivation: booleanAt(element, "preventActivation", false),
      constrainChoice: booleanAt(element, "constrainChoice", false),
    })),
    rollupConsiderations: part("rollupConsiderations", considerationsOf),
    auxiliaryResources: part("auxiliaryResources", (element) =>
      childrenOf(element, "auxiliaryResource").map((one) => ({
        id: textAt(one, "auxiliaryResourceID", ""),
        purpose: textAt(one, "purpose", ""),
      })),
    ),
  };
}

/** Reads `adlcp:completionThreshold`: attributes in the 4th edition, a measure as text in the 3rd. */
export function readCompletionThreshold(element: XmlElement | undefined): CompletionThreshold | null {
  if (!element) return null;
  const text = element.text.trim();
  const byText = text !== "" && Number.isFinite(Number(text));
  return {
    completedByMeasure: booleanAt(element, "completedByMeasure", byText),
    minProgressMeasure: byText ? Number(text) : numberAt(element, "minProgressMeasure", 1),
    progressWeight: numberAt(element, "progressWeight", 1),
  };
}

/** Reads `adlcp:data`. */
export function readSharedData(element: XmlElement | undefined): SharedDataMap[] {
  return (element ? childrenOf(element, "map") : []).map((map) => ({
    targetId: textAt(map, "targetID", ""),
    readSharedData: booleanAt(map, "readSharedData", true),
    writeSharedData: booleanAt(map, "writeSharedData", true),
  }));
}
