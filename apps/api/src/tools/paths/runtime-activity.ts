import {
  isFulfilled,
  parsePrerequisite,
  PrerequisiteError,
  type Prerequisite,
  type PrerequisiteStatus,
} from "@lyceum/courseware/prerequisites";
import type { PackageActivity } from "@lyceum/courseware/package-types";
import type { Activity } from "@lyceum/courseware/runtime/runtime-protocol";
import type { ActivityState } from "@lyceum/courseware/runtime/status-12";

/** An activity as the player runs it, with whether it counts in the package's percent. */
export type RuntimeActivity = Activity & { tracked: boolean; visible: boolean };

/** Turns a manifest's activity into what the player and the rules are given. */
export function runtimeActivity(activity: PackageActivity): RuntimeActivity {
  const primary = activity.sequencing?.objectives?.primary;
  const threshold = activity.completionThreshold;
  return {
    identifier: activity.identifier,
    title: activity.title,
    depth: activity.depth,
    launchable: activity.launchable && activity.href !== null,
    href: activity.href,
    // The reader has put the parameters into the address already.
    parameters: "",
    masteryScore: activity.masteryScore,
    dataFromLms: activity.dataFromLms ?? "",
    maxTimeAllowed: activity.maxTimeAllowed ?? "",
    timeLimitAction: activity.timeLimitAction ?? "",
    prerequisites: activity.prerequisites ?? "",
    scormType: activity.scormType,
    completionThreshold: threshold?.completedByMeasure ? threshold.minProgressMeasure : null,
    scaledPassingScore: primary?.satisfiedByMeasure ? primary.minNormalizedMeasure : null,
    tracked: activity.sequencing?.delivery?.tracked ?? true,
    visible: activity.isVisible,
  };
}

const STATUS: Record<ActivityState, PrerequisiteStatus> = {
  NOT_STARTED: "not attempted",
  IN_PROGRESS: "incomplete",
  COMPLETED: "completed",
  PASSED: "passed",
  FAILED: "failed",
};

function parsed(source: string): Prerequisite | null {
  try {
    return source.trim() === "" ? null : parsePrerequisite(source);
  } catch (error) {
    // The importer was told; a slip in a manifest must lock nobody out.
    if (error instanceof PrerequisiteError) return null;
    throw error;
  }
}

/** The activities whose prerequisites are not met. A folder's state is that of its parts: done when all of them are. */
export function lockedActivities(activities: readonly RuntimeActivity[], states: ReadonlyMap<string, ActivityState>): string[] {
  const statuses = new Map(activities.map((activity, index) => [activity.identifier, STATUS[stateOf(activities, index, states)]]));
  const locked: string[] = [];
  const closedAbove: { depth: number }[] = [];
  for (const activity of activities) {
    while (closedAbove.length > 0 && closedAbove.at(-1)!.depth >= activity.depth) closedAbove.pop();
    const rule = parsed(activity.prerequisites);
    const closed = rule !== null && !isFulfilled(rule, statuses);
    // What lies in a locked folder is locked with it.
    if (closed || closedAbove.length > 0) locked.push(activity.identifier);
    if (closed) closedAbove.push({ depth: activity.depth });
  }
  return locked;
}

function stateOf(activities: readonly RuntimeActivity[], index: number, states: ReadonlyMap<string, ActivityState>): ActivityState {
  const activity = activities[index]!;
  if (activity.launchable) return states.get(activity.identifier) ?? "NOT_STARTED";
  const below: ActivityState[] = [];
  for (let at = index + 1; at < activities.length && activities[at]!.depth > activity.depth; at += 1) {
    const part = activities[at]!;
    if (part.launchable) below.push(states.get(part.identifier) ?? "NOT_STARTED");
  }
  const done = below.every((state) => state === "COMPLETED" || state === "PASSED");
  if (below.length > 0 && done) return below.includes("PASSED") ? "PASSED" : "COMPLETED";
  return below.some((state) => state !== "NOT_STARTED") ? "IN_PROGRESS" : "NOT_STARTED";
}
