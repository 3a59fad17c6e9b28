import type { Course, Place } from "./course";
import type { ObjectiveState } from "./sequencing-state";

/** Elements of the run-time model by name. */
export type Model = Record<string, string>;

const successOf = (satisfied: boolean | null): string => (satisfied === null ? "unknown" : satisfied ? "passed" : "failed");
const completionOf = (completed: boolean | null): string => (completed === null ? "unknown" : completed ? "completed" : "incomplete");

function decimalOf(text: string | undefined): string | null {
  return text === undefined || text.trim() === "" || !Number.isFinite(Number(text)) ? null : text;
}

function verdictOf(text: string | undefined, yes: string, no: readonly string[]): boolean | null {
  return text === yes ? true : text !== undefined && no.includes(text) ? false : null;
}

const FIELDS = [
  ["measure", "score.scaled"],
  ["raw", "score.raw"],
  ["min", "score.min"],
  ["max", "score.max"],
  ["progress", "progress_measure"],
] as const;

/** The activity's named objectives as its model begins with them: what is known here, and, over what an earlier session set, what is read from elsewhere. */
export interface ObjectivesModel {
  known: Model;
  read: Model;
}

/** What an attempt's model has of its objectives before its content runs. */
export function objectivesModel(course: Course, place: Place): ObjectivesModel {
  const known: Model = {};
  const read: Model = {};
  let row = 0;
  for (const [index, { objectiveId }] of course.node(place).objectives.entries()) {
    if (objectiveId === null) continue;
    known[`cmi.objectives.${row}.id`] = objectiveId;
    describe(known, `cmi.objectives.${row}`, course.objective(place, index));
    describe(read, `cmi.objectives.${row}`, course.readObjective(place, index));
    row += 1;
  }
  return { known, read };
}

function describe(model: Model, prefix: string, state: ObjectiveState): void {
  if (state.satisfied !== null) model[`${prefix}.success_status`] = successOf(state.satisfied);
  if (state.completed !== null) model[`${prefix}.completion_status`] = completionOf(state.completed);
  for (const [field, name] of FIELDS) {
    const value = state[field];
    if (value !== null) model[`${prefix}.${name}`] = value;
  }
}

function stateIn(model: Readonly<Model>, prefix: string): Partial<ObjectiveState> {
  const state: Partial<ObjectiveState> = {};
  const success = model[`${prefix}.success_status`];
  const completion = model[`${prefix}.completion_status`];
  if (success !== undefined) state.satisfied = verdictOf(success, "passed", ["failed"]);
  if (completion !== undefined) state.completed = verdictOf(completion, "completed", ["incomplete", "not attempted"]);
  for (const [field, name] of FIELDS) {
    const value = decimalOf(model[`${prefix}.${name}`]);
    if (value !== null) state[field] = value;
  }
  return state;
}

/** Tells sequencing what an activity's content has set: its named objectives first, then its own status, which is the primary one's. */
export function takeOver(course: Course, place: Place, model: Readonly<Model>, set: ReadonlySet<string>): void {
  if (!course.node(place).delivery.tracked) return;
  for (let row = 0; model[`cmi.objectives.${row}.id`] !== undefined; row += 1) {
    const index = course.objectiveAt(place, model[`cmi.objectives.${row}.id`] ?? null);
    if (index === null) continue;
    const touched = pick(model, `cmi.objectives.${row}`, set);
    const change = stateIn(touched, `cmi.objectives.${row}`);
    if (Object.keys(change).length > 0) course.setObjective(place, index, change);
  }
  const own = stateIn(pick(model, "cmi", set), "cmi");
  if (Object.keys(own).length > 0) course.setObjective(place, 0, own);
  const { told } = course.tracking(place);
  if (set.has("cmi.completion_status") && !told.includes("completion")) told.push("completion");
  if (set.has("cmi.success_status") && !told.includes("success")) told.push("success");
}

// Only what the content itself has set is its word: the rest came from here.
function pick(model: Readonly<Model>, prefix: string, set: ReadonlySet<string>): Model {
  const names = ["success_status", "completion_status", ...FIELDS.map(([, name]) => name)];
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const element = `${prefix}.${name}`;
      const value = model[element];
      return set.has(element) && value !== undefined ? [[element, value]] : [];
    }),
  );
}
