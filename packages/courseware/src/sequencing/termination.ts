import { endAttempt, endUpTo } from "./attempts";
import type { Course } from "./course";
import { rollUp } from "./rollup";
import { ruleAction } from "./rules";

export type TerminationRequest = "exit" | "exitAll" | "suspendAll" | "abandon" | "abandonAll";
/** What an ending asks for next in place of what the learner asked for. */
export type Following = "continue" | "previous" | "retry" | "exit" | null;

const POST_ACTIONS = ["exitParent", "exitAll", "retry", "retryAll", "continue", "previous"];

/** An exit rule of an activity above ends all that is below it (TB.2.1). */
function exitByRules(course: Course): void {
  const { current } = course.state;
  if (current === null) return;
  const leaving = course
    .pathTo(current)
    .slice(0, -1)
    .find((place) => ruleAction(course, place, "exit", ["exit"]) !== null);
  if (leaving === undefined) return;
  endUpTo(course, leaving);
  endAttempt(course, leaving);
  course.state.current = leaving;
}

function endAll(course: Course): void {
  const { current } = course.state;
  if (current === null) return;
  if (course.tracking(current).active) endAttempt(course, current);
  endUpTo(course, 0);
  if (current !== 0) endAttempt(course, 0);
  course.state.current = 0;
}

/** Exit, with the exit and post-condition rules that follow from it (TB.2.3, cases 4 and 5). */
function exit(course: Course): Following {
  let { current } = course.state;
  if (current === null) return "exit";
  endAttempt(course, current);
  exitByRules(course);
  for (;;) {
    current = course.state.current;
    if (current === null) return "exit";
    const action = course.tracking(current).suspended ? null : ruleAction(course, current, "post", POST_ACTIONS);
    if (action === "exitAll" || action === "retryAll") {
      endAll(course);
      return action === "retryAll" ? "retry" : "exit";
    }
    const { parent } = course.node(current);
    if (action === "exitParent") {
      if (parent === null) return "exit";
      course.state.current = parent;
      endAttempt(course, parent);
      continue;
    }
    if (parent === null && action !== "retry") return "exit";
    return action === "retry" || action === "continue" || action === "previous" ? action : null;
  }
}

function suspendAll(course: Course): Following {
  const { current } = course.state;
  if (current === null) return "exit";
  const { active, suspended } = course.tracking(current);
  const from = active || suspended ? current : course.node(current).parent;
  if (from === null) return "exit";
  if (active) rollUp(course, current);
  course.state.suspended = from;
  for (const place of course.pathTo(from)) {
    course.tracking(place).active = false;
    course.tracking(place).suspended = true;
  }
  course.state.current = 0;
  return "exit";
}

/** Ends what is running as asked (TB.2.3). Answers what the course's own rules ask for next. */
export function terminate(course: Course, request: TerminationRequest): Following {
  if (request === "exit") return exit(course);
  if (request === "suspendAll") return suspendAll(course);
  if (request === "exitAll") {
    endAll(course);
    return "exit";
  }
  const { current } = course.state;
  if (current === null) return "exit";
  const ended = request === "abandon" ? [current] : course.pathTo(current);
  for (const place of ended) course.tracking(place).active = false;
  if (request === "abandonAll") course.state.current = 0;
  return request === "abandonAll" ? "exit" : null;
}
