import type { ActivityTree } from "@lyceum/courseware/sequencing/activity-tree";
import { Course, type Place } from "@lyceum/courseware/sequencing/course";
import { isValid, navigate, type NavigationRequest, type Outcome } from "@lyceum/courseware/sequencing/navigation";
import { objectivesModel, takeOver, type Model, type ObjectivesModel } from "@lyceum/courseware/sequencing/runtime-data";
import { freshState, type SequencingState } from "@lyceum/courseware/sequencing/sequencing-state";
import { terminate } from "@lyceum/courseware/sequencing/termination";
import type { Sequenced } from "@lyceum/courseware/runtime/runtime-protocol";

/** What a content's session ended with. */
export interface SessionEnd {
  /** `adl.nav.request` as it was set; `_none_` where it was not. */
  request: string;
  /** `cmi.exit` as it was set. */
  exit: string;
}

const PLAIN = ["continue", "previous", "exit", "exitAll", "suspendAll", "abandon", "abandonAll"] as const;

/** What a content's end of session asks for: its exit first, which decides over its request (RTE 4.2.8); null = nothing. */
export function requestOf({ request, exit }: SessionEnd): NavigationRequest | null {
  if (exit === "time-out" || exit === "logout") return { kind: "exitAll" };
  const plain = PLAIN.find((kind) => kind === request);
  if (plain) return { kind: plain };
  const [, target, kind] = /^\{target=([^}]+)\}(choice|jump)$/.exec(request) ?? [];
  return target !== undefined && (kind === "choice" || kind === "jump") ? { kind, target } : null;
}

/** The player's side of a sequenced package: where the learner stands, what may follow, and what content has said. */
export class Sequencer {
  readonly #course: Course;
  #phase: Sequenced["phase"] = "idle";
  #offered: Sequenced | null = null;

  constructor(tree: ActivityTree, state: SequencingState | null) {
    this.#course = new Course(tree, structuredClone(state ?? freshState()));
  }

  get state(): SequencingState {
    return this.#course.state;
  }

  /** Begins the course, or goes on with what was suspended. An opening that ended without a word counts as suspended. */
  begin(): Outcome {
    const course = this.#course;
    if (course.state.current !== null && course.state.current !== 0) terminate(course, "suspendAll");
    course.state.current = null;
    const outcome = this.navigate({ kind: course.state.suspended === null ? "start" : "resumeAll" });
    const only = this.#only();
    return outcome.kind === "delivered" || only === null ? outcome : this.navigate({ kind: "choice", target: only });
  }

  /** The one activity of a course that has only one: nothing to choose, it is delivered at once (ADL's SX-08b). */
  #only(): string | null {
    const [only, ...others] = this.#course.tree.nodes.filter((node) => node.launchable);
    return only && others.length === 0 ? only.id : null;
  }

  navigate(request: NavigationRequest): Outcome {
    this.#offered = null;
    const outcome = navigate(this.#course, request);
    if (outcome.kind === "delivered") this.#phase = "running";
    else if (outcome.kind === "ended") this.#phase = "ended";
    else if (outcome.kind === "idle") this.#phase = "idle";
    return outcome;
  }

  isValid(request: NavigationRequest): boolean {
    // After the end of an attempt, the next request begins another one.
    return this.#phase === "ended" ? request.kind === "choice" && isValid(this.#course, request) : isValid(this.#course, request);
  }

  /** Takes what the content of the current activity has set, and whether it wants to be gone on with. */
  hear(activityId: string, model: Readonly<Model>, set: ReadonlySet<string>, exit: string): void {
    const place = this.#placeOf(activityId);
    // The names of objectives that the course defines were not set by the content.
    takeOver(this.#course, place, { ...this.objectives(activityId).known, ...model }, set);
    this.#course.tracking(place).suspended = exit === "suspend";
  }

  #placeOf(activityId: string): Place {
    return this.#course.placeOf(activityId) ?? 0;
  }

  objectives(activityId: string): ObjectivesModel {
    return objectivesModel(this.#course, this.#placeOf(activityId));
  }

  sharedData(activityId: string) {
    return this.#course.node(this.#placeOf(activityId)).sharedData;
  }

  /** Does an activity ask the platform not to show a control? */
  #hides(control: string): boolean {
    const { current } = this.#course.state;
    return current !== null && this.#course.node(current).hideLmsUi.includes(control);
  }

  /** How an opening is left: suspended, unless the content hides that and not its end. */
  get leaving(): "suspendAll" | "exitAll" {
    return this.#hides("suspendAll") && !this.#hides("exitAll") && !this.#hides("exit") ? "exitAll" : "suspendAll";
  }

  /** What may be asked for now, and is not hidden by the content. */
  offers(): Sequenced {
    // Only a request moves what this depends on, and big courses are asked often.
    this.#offered ??= this.#look();
    return this.#offered;
  }

  #look(): Sequenced {
    const offered = (kind: "continue" | "previous" | "exitAll") => !this.#hides(kind) && this.isValid({ kind });
    return {
      phase: this.#phase,
      continue: offered("continue"),
      previous: offered("previous"),
      exitAll: this.#phase === "running" && offered("exitAll"),
      choices:
        this.#phase === "running" && this.#only() !== null
          ? []
          : this.#course.tree.nodes.filter((node) => this.isValid({ kind: "choice", target: node.id })).map((node) => node.id),
    };
  }
}
