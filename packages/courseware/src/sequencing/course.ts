import type { ActivityTree, ObjectiveMap, TreeNode } from "./activity-tree";
import { freshTracking, unknownObjective, type ActivityTracking, type ObjectiveState, type SequencingState } from "./sequencing-state";

/** A position in the tree; 0 is the organization. */
export type Place = number;

const READS: readonly (readonly [keyof ObjectiveState, keyof ObjectiveMap])[] = [
  ["satisfied", "readSatisfiedStatus"],
  ["measure", "readNormalizedMeasure"],
  ["raw", "readRawScore"],
  ["min", "readMinScore"],
  ["max", "readMaxScore"],
  ["completed", "readCompletionStatus"],
  ["progress", "readProgressMeasure"],
];
const WRITES: readonly (readonly [keyof ObjectiveState, keyof ObjectiveMap])[] = [
  ["satisfied", "writeSatisfiedStatus"],
  ["measure", "writeNormalizedMeasure"],
  ["raw", "writeRawScore"],
  ["min", "writeMinScore"],
  ["max", "writeMaxScore"],
  ["completed", "writeCompletionStatus"],
  ["progress", "writeProgressMeasure"],
];

/** A tree with its state: what every process of sequencing asks of them. */
export class Course {
  readonly tree: ActivityTree;
  state: SequencingState;
  /** Global objectives written since the last roll-up. */
  readonly written = new Set<string>();

  constructor(tree: ActivityTree, state: SequencingState) {
    this.tree = tree;
    this.state = state;
  }

  /** A course of the same state, of which nothing done to it is seen here: for looking ahead. */
  copy(): Course {
    return new Course(this.tree, structuredClone(this.state));
  }

  node(place: Place): TreeNode {
    const node = this.tree.nodes[place];
    if (!node) throw new RangeError(`no activity ${place}`);
    return node;
  }

  /** The position of an activity; null where there is none of that name. */
  placeOf(id: string): Place | null {
    // An item that is called as the organization is the one that is meant.
    const place = this.tree.nodes.findLastIndex((node) => node.id === id);
    return place < 0 ? null : place;
  }

  tracking(place: Place): ActivityTracking {
    return (this.state.tracking[place] ??= freshTracking());
  }

  isLeaf(place: Place): boolean {
    return this.node(place).children.length === 0;
  }

  /** The children that this attempt offers, in its order. */
  available(place: Place): readonly Place[] {
    return this.state.tracking[place]?.children ?? this.node(place).children;
  }

  /** From the organization down to an activity, both included. */
  pathTo(place: Place): Place[] {
    const path: Place[] = [];
    for (let at: Place | null = place; at !== null; at = this.node(at).parent) path.unshift(at);
    return path;
  }

  commonAncestor(one: Place, other: Place): Place {
    const path = new Set(this.pathTo(one));
    for (let at: Place | null = other; at !== null; at = this.node(at).parent) if (path.has(at)) return at;
    return 0;
  }

  /** An objective's position by its name; the primary one where no name is given. Null: there is none. */
  objectiveAt(place: Place, id: string | null): number | null {
    if (id === null) return 0;
    const found = this.node(place).objectives.findIndex((one) => one.objectiveId === id);
    return found < 0 ? null : found;
  }

  /**
   * What is known of an objective, its maps and the comparison with its measure applied. `current`: only what is of the present attempt
   * at the activity above, as roll-up sees it; rules see former attempts too (ADL's SX-07e).
   */
  objective(place: Place, index = 0, current = false): ObjectiveState {
    const tracking = this.state.tracking[place];
    const own = { ...(tracking?.objectives[index] ?? unknownObjective()) };
    if (current && tracking?.former.includes("objective")) Object.assign(own, { satisfied: null, measure: null });
    if (current && tracking?.former.includes("progress")) Object.assign(own, { completed: null, progress: null });
    const definition = this.node(place).objectives[index];
    if (!definition) return own;
    const seen: ObjectiveState = { ...own };
    for (const map of definition.maps) this.#read(map, seen);
    if (index === 0) seen.completed = this.#byProgress(place, seen);
    if (definition.satisfiedByMeasure) seen.satisfied = this.#byMeasure(place, seen, definition.minNormalizedMeasure);
    return seen;
  }

  /** What an objective's maps read from elsewhere, where something is known there. */
  readObjective(place: Place, index: number): ObjectiveState {
    const seen = unknownObjective();
    for (const map of this.node(place).objectives[index]?.maps ?? []) {
      const global = this.state.globals[map.targetObjectiveId] ?? unknownObjective();
      for (const [field, flag] of READS) if (map[flag] === true && global[field] !== null) Object.assign(seen, { [field]: global[field] });
    }
    const definition = this.node(place).objectives[index];
    if (definition?.satisfiedByMeasure) seen.satisfied = this.#byMeasure(place, seen, definition.minNormalizedMeasure);
    return seen;
  }

  #read(map: ObjectiveMap, into: ObjectiveState): void {
    const global = this.state.globals[map.targetObjectiveId] ?? unknownObjective();
    for (const [field, flag] of READS) {
      // Satisfaction and measure are read from elsewhere even where nothing is known there (ADL's CM-13), the rest is not (CO-09).
      const always = field === "satisfied" || field === "measure";
      if (map[flag] === true && (always || global[field] !== null)) Object.assign(into, { [field]: global[field] });
    }
  }

  #byMeasure(place: Place, { measure }: ObjectiveState, minimum: number): boolean | null {
    if (measure === null) return null;
    const { measureSatisfactionIfActive } = this.node(place).considerations;
    const active = this.state.tracking[place]?.active ?? false;
    if (!this.isLeaf(place) && active && !measureSatisfactionIfActive) return null;
    return Number(measure) >= minimum;
  }

  #byProgress(place: Place, { completed, progress }: ObjectiveState): boolean | null {
    const { completedByMeasure, minProgressMeasure } = this.node(place).completion;
    if (!completedByMeasure) return completed;
    return progress === null ? null : Number(progress) >= minProgressMeasure;
  }

  /** Sets what is known of an objective, and writes it to the global ones that its maps name. */
  setObjective(place: Place, index: number, change: Partial<ObjectiveState>): void {
    const tracking = this.tracking(place);
    const own = { ...this.#present(tracking, index, change), ...change };
    tracking.objectives[index] = own;
    const definition = this.node(place).objectives[index];
    for (const map of definition?.maps ?? []) this.#write(map, place, index, change);
  }

  /** What is known of an objective before a change: the change makes it of the present attempt, so the rest of a former one is forgotten. */
  #present(tracking: ActivityTracking, index: number, change: Partial<ObjectiveState>): ObjectiveState {
    const own = tracking.objectives[index] ?? unknownObjective();
    const sets = (...fields: (keyof ObjectiveState)[]) => index === 0 && fields.some((field) => (change[field] ?? null) !== null);
    const present = { ...own };
    if (tracking.former.includes("objective") && sets("satisfied", "measure")) {
      Object.assign(present, { satisfied: null, measure: null });
      tracking.former = tracking.former.filter((one) => one !== "objective");
    }
    if (tracking.former.includes("progress") && sets("completed", "progress")) {
      Object.assign(present, { completed: null, progress: null });
      tracking.former = tracking.former.filter((one) => one !== "progress");
    }
    return present;
  }

  #write(map: ObjectiveMap, place: Place, index: number, change: Partial<ObjectiveState>): void {
    const definition = this.node(place).objectives[index]!;
    const told: Partial<ObjectiveState> = { ...change };
    // The satisfaction that others see is the one that the measure decides.
    if (definition.satisfiedByMeasure && "measure" in told)
      told.satisfied = this.#byMeasure(place, { ...unknownObjective(), measure: told.measure ?? null }, definition.minNormalizedMeasure);
    else if (definition.satisfiedByMeasure) delete told.satisfied;
    if (index === 0 && this.node(place).completion.completedByMeasure) {
      if ("progress" in told) told.completed = this.#byProgress(place, { ...unknownObjective(), progress: told.progress ?? null });
      else delete told.completed;
    }
    for (const [field, flag] of WRITES) {
      if (map[flag] !== true || !(field in told)) continue;
      const global = (this.state.globals[map.targetObjectiveId] ??= unknownObjective());
      const value = told[field] ?? null;
      if (global[field] === value) continue;
      Object.assign(global, { [field]: value });
      this.written.add(map.targetObjectiveId);
    }
  }

  /** Is an activity's attempt complete? Null = unknown. */
  completed(place: Place): boolean | null {
    return this.objective(place).completed;
  }
}
