import { attemptEnded, emptyRecord } from "./apply-delta";
import type { ObjectivesModel } from "../sequencing/runtime-data";
import type { Activity, ActivityRecord, LaunchRules } from "./runtime-protocol";

/** A model as a package sees it right after Initialize. Where sequencing decides what is delivered, it knows what is gone on with. A window that was closed counts as suspended: entry `resume`. */
export function launchModel(
  stored: ActivityRecord | undefined,
  activity: Activity,
  rules: LaunchRules,
  learner: { id: string; name: string },
  sequenced?: { resumed: boolean; objectives: ObjectivesModel },
): Record<string, string> {
  const record = stored ?? emptyRecord();
  if (sequenced) {
    const model = model2004(record, false, activity, rules, learner);
    return {
      ...sequenced.objectives.known,
      ...model,
      ...sequenced.objectives.read,
      "cmi.entry": sequenced.resumed ? "resume" : "ab-initio",
    };
  }
  const ended = attemptEnded(record, rules);
  return rules.standard === "SCORM_2004"
    ? model2004(record, ended, activity, rules, learner)
    : model12(record, ended, activity, rules, learner);
}

function entryOf(record: ActivityRecord, ended: boolean): string {
  if (!record.initialized) return "ab-initio";
  return ended ? "" : "resume";
}

const STATUS_OF = {
  NOT_STARTED: "not attempted",
  IN_PROGRESS: "incomplete",
  COMPLETED: "completed",
  PASSED: "passed",
  FAILED: "failed",
} as const;

function model12(
  record: ActivityRecord,
  ended: boolean,
  activity: Activity,
  rules: LaunchRules,
  learner: { id: string; name: string },
): Record<string, string> {
  const model = { ...record.model };
  delete model["cmi.core.exit"];
  delete model["cmi.core.session_time"];
  model["cmi.core.lesson_status"] ??= STATUS_OF[record.state];
  model["cmi.core.total_time"] ??= "0000:00:00";
  return {
    ...model,
    "cmi.core.student_id": learner.id,
    "cmi.core.student_name": learner.name,
    "cmi.core.credit": rules.credit,
    "cmi.core.lesson_mode": rules.mode,
    "cmi.core.entry": entryOf(record, ended),
    "cmi.launch_data": activity.dataFromLms,
    ...(activity.masteryScore === null ? {} : { "cmi.student_data.mastery_score": String(activity.masteryScore) }),
    ...(activity.maxTimeAllowed === "" ? {} : { "cmi.student_data.max_time_allowed": activity.maxTimeAllowed }),
    ...(activity.timeLimitAction === "" ? {} : { "cmi.student_data.time_limit_action": activity.timeLimitAction }),
  };
}

function model2004(
  record: ActivityRecord,
  ended: boolean,
  activity: Activity,
  rules: LaunchRules,
  learner: { id: string; name: string },
): Record<string, string> {
  const model: Record<string, string> = ended ? {} : { ...record.model };
  delete model["cmi.exit"];
  delete model["cmi.session_time"];
  model["cmi.total_time"] ??= "PT0H0M0S";
  return {
    ...model,
    "cmi.learner_id": learner.id,
    "cmi.learner_name": learner.name,
    "cmi.credit": rules.credit,
    "cmi.mode": rules.mode,
    "cmi.entry": ended ? "ab-initio" : entryOf(record, ended),
    ...(activity.dataFromLms === "" ? {} : { "cmi.launch_data": activity.dataFromLms }),
    ...(activity.completionThreshold === null ? {} : { "cmi.completion_threshold": String(activity.completionThreshold) }),
    ...(activity.scaledPassingScore === null ? {} : { "cmi.scaled_passing_score": String(activity.scaledPassingScore) }),
    ...(activity.maxTimeAllowed === "" ? {} : { "cmi.max_time_allowed": activity.maxTimeAllowed }),
    ...(activity.timeLimitAction === "" ? {} : { "cmi.time_limit_action": activity.timeLimitAction }),
  };
}
