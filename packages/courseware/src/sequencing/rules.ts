import type { RollupRule, SequencingRule } from "./activity-tree";
import type { Course, Place } from "./course";
import { unknownObjective } from "./sequencing-state";

type Verdict = boolean | null;

const negated = (verdict: Verdict, operator: string): Verdict => (operator === "not" && verdict !== null ? !verdict : verdict);

/** Joins verdicts; null = unknown, which neither makes a rule true nor, by itself, false. */
function joined(verdicts: readonly Verdict[], combination: string): Verdict {
  if (verdicts.length === 0) return null;
  const decides = combination !== "all";
  if (verdicts.includes(decides)) return decides;
  return verdicts.includes(null) ? null : !decides;
}

function isAttempted(course: Course, place: Place): boolean {
  return course.tracking(place).attempts > 0;
}

function limitReached(course: Course, place: Place): boolean {
  const { attemptLimit } = course.node(place);
  return attemptLimit !== null && isAttempted(course, place) && course.tracking(place).attempts >= attemptLimit;
}

/** One condition of an activity, of its named objective or of its primary one (UP.2.1, RB.1.4.1). */
function conditionHolds(
  course: Course,
  place: Place,
  name: string,
  objectiveId: string | null,
  threshold: number,
  current = false,
): Verdict {
  // What is not tracked has no status to judge by.
  const index = course.node(place).delivery.tracked ? course.objectiveAt(place, objectiveId) : null;
  const { satisfied, measure, completed } = index === null ? unknownObjective() : course.objective(place, index, current);
  if (name === "always") return true;
  if (name === "satisfied") return satisfied;
  if (name === "objectiveStatusKnown") return satisfied !== null;
  if (name === "objectiveMeasureKnown") return measure !== null;
  if (name === "objectiveMeasureGreaterThan") return measure === null ? null : Number(measure) > threshold;
  if (name === "objectiveMeasureLessThan") return measure === null ? null : Number(measure) < threshold;
  if (name === "completed") return completed;
  if (name === "activityProgressKnown") return completed !== null;
  if (name === "attempted") return isAttempted(course, place);
  if (name === "attemptLimitExceeded") return limitReached(course, place);
  // Durations and dates are not evaluated, as the standard leaves to the platform; `never` never holds.
  return false;
}

function ruleHolds(course: Course, place: Place, rule: SequencingRule): boolean {
  const verdicts = rule.conditions.map((one) =>
    negated(conditionHolds(course, place, one.condition, one.referencedObjective, one.measureThreshold), one.operator),
  );
  return joined(verdicts, rule.conditionCombination) === true;
}

/** The action of the first rule that holds, of those whose action is asked for (UP.2); null = none. */
export function ruleAction(course: Course, place: Place, kind: "pre" | "exit" | "post", actions: readonly string[]): string | null {
  return course.node(place).rules[kind].find((rule) => actions.includes(rule.action) && ruleHolds(course, place, rule))?.action ?? null;
}

/** May an activity not be delivered: disabled, or its attempts used up (UP.1, UP.5). */
export function isClosed(course: Course, place: Place): boolean {
  if (ruleAction(course, place, "pre", ["disabled"]) !== null) return true;
  const { active, suspended } = course.tracking(place);
  return course.node(place).delivery.tracked && !active && !suspended && limitReached(course, place);
}

/** Is a child left out of its parent's roll-up towards this action (RB.1.4.2)? */
function isIncluded(course: Course, child: Place, action: string): boolean {
  const { rollup, considerations } = course.node(child);
  const byObjective = action === "satisfied" || action === "notSatisfied";
  if (byObjective ? !rollup.rollupObjectiveSatisfied : !rollup.rollupProgressCompletion) return false;
  const { requiredForSatisfied, requiredForNotSatisfied, requiredForCompleted, requiredForIncomplete } = considerations;
  const required = {
    satisfied: requiredForSatisfied,
    notSatisfied: requiredForNotSatisfied,
    completed: requiredForCompleted,
    incomplete: requiredForIncomplete,
  }[action];
  if (required === "ifNotSuspended") return isAttempted(course, child) && !course.tracking(child).suspended;
  if (required === "ifAttempted") return isAttempted(course, child);
  if (required === "ifNotSkipped") return ruleAction(course, child, "pre", ["skip"]) === null;
  return true;
}

function enough(rule: RollupRule, verdicts: readonly Verdict[]): boolean {
  const yes = verdicts.filter((verdict) => verdict === true).length;
  if (rule.childActivitySet === "all") return yes === verdicts.length;
  if (rule.childActivitySet === "any") return yes > 0;
  if (rule.childActivitySet === "none") return !verdicts.includes(true) && !verdicts.includes(null);
  if (rule.childActivitySet === "atLeastCount") return yes >= rule.minimumCount;
  return rule.childActivitySet === "atLeastPercent" && yes / verdicts.length >= rule.minimumPercent;
}

/** Does one of these roll-up rules with this action hold for an activity's children (RB.1.4)? */
export function rollupHolds(course: Course, place: Place, rules: readonly RollupRule[], action: string): boolean {
  return rules.some((rule) => {
    if (rule.action !== action) return false;
    const tracked = course.available(place).filter((child) => course.node(child).delivery.tracked);
    if (tracked.length === 0) return false;
    // Where all of them are left out, "all" holds (ADL's RU-15b).
    const children = tracked.filter((child) => isIncluded(course, child, action));
    const verdicts = children.map((child) =>
      joined(
        rule.conditions.map((one) => negated(conditionHolds(course, child, one.condition, null, 0, true), one.operator)),
        rule.conditionCombination,
      ),
    );
    return enough(rule, verdicts);
  });
}
