import type { TestApp } from "../../test/app";
import { buildCourse, type BuiltCourse } from "../../test/course-factories";
import { buildMember, type Person } from "./test-packages";

/** A path as tests read it. */
export const PATH_FIELDS = `id title state order version run { id number percent state score scoreSoFar remainingSeconds lastStepId mayRestart seconds }
  steps { id parentId depth kind title body required completes minutes conditions { kind } version item { id kind state address criteria }
    standing { state done waived open reasons { code params { name value } } } }`;

export interface StepNode {
  id: string;
  parentId: string | null;
  depth: number;
  kind: string;
  title: string;
  body: string | null;
  completes: string;
  conditions: object | null;
  version: number;
  item: { id: string; kind: string; address: string; criteria: string[] } | null;
  standing: {
    state: string;
    done: boolean;
    waived: boolean;
    open: boolean;
    reasons: { code: string; params: { name: string; value: string }[] }[];
  } | null;
}
export interface PathAnswer {
  id: string;
  title: string;
  state: string;
  order: string;
  version: number;
  run: {
    id: string;
    number: number;
    percent: number;
    state: string;
    score: number | null;
    remainingSeconds: number;
    lastStepId: string | null;
    mayRestart: boolean;
    seconds: number;
  } | null;
  steps: StepNode[];
}

const mutation =
  (name: string, declared: string, given: string) =>
  async (person: Person, variables: Record<string, unknown>): Promise<PathAnswer> =>
    (await person.client.run<Record<string, PathAnswer>>(`mutation (${declared}) { ${name}(${given}) { ${PATH_FIELDS} } }`, variables))[
      name
    ]!;

export const createPath = mutation("createPath", "$input: NewPathInput!", "input: $input");
export const updatePath = mutation(
  "updatePath",
  "$id: ID!, $input: PathInput!, $sessionId: ID, $expectedVersion: Int",
  "id: $id, input: $input, sessionId: $sessionId, expectedVersion: $expectedVersion",
);
export const setPathOrder = mutation(
  "setPathOrder",
  "$id: ID!, $order: PathOrder!, $sessionId: ID",
  "id: $id, order: $order, sessionId: $sessionId",
);
export const duplicatePath = mutation("duplicatePath", "$id: ID!, $title: String", "id: $id, title: $title");
export const addStep = mutation("addStep", "$input: NewStepInput!, $sessionId: ID", "input: $input, sessionId: $sessionId");
export const updateStep = mutation(
  "updateStep",
  "$id: ID!, $input: StepInput!, $sessionId: ID, $expectedVersion: Int",
  "id: $id, input: $input, sessionId: $sessionId, expectedVersion: $expectedVersion",
);
export const moveStep = mutation("moveStep", "$id: ID!, $parentId: ID, $beforeId: ID", "id: $id, parentId: $parentId, beforeId: $beforeId");
export const restoreSteps = mutation("restoreSteps", "$pathId: ID!, $removalId: ID!", "pathId: $pathId, removalId: $removalId");
export const startRun = mutation(
  "startRun",
  "$pathId: ID!, $sessionId: ID, $restart: Boolean! = false",
  "pathId: $pathId, sessionId: $sessionId, restart: $restart",
);
export const openStep = mutation("openStep", "$stepId: ID!, $sessionId: ID", "stepId: $stepId, sessionId: $sessionId");
export const confirmStep = mutation(
  "confirmStep",
  "$stepId: ID!, $sessionId: ID, $confirmed: Boolean! = true",
  "stepId: $stepId, sessionId: $sessionId, confirmed: $confirmed",
);
export const waiveStep = mutation(
  "waiveStep",
  "$stepId: ID!, $userId: ID!, $reason: String, $sessionId: ID",
  "stepId: $stepId, userId: $userId, reason: $reason, sessionId: $sessionId",
);
export const removeStep = async (person: Person, id: string): Promise<{ removalId: string; path: PathAnswer }> =>
  (
    await person.client.run<{ removeStep: { removalId: string; path: PathAnswer } }>(
      `mutation ($id: ID!) { removeStep(id: $id) { removalId path { ${PATH_FIELDS} } } }`,
      { id },
    )
  ).removeStep;
export const PATH = `query ($id: ID!, $sessionId: ID) { path(id: $id, sessionId: $sessionId) { ${PATH_FIELDS} } }`;
export const readPath = async (person: Person, id: string, sessionId: string | null = null): Promise<PathAnswer> =>
  (await person.client.run<{ path: PathAnswer }>(PATH, { id, sessionId })).path;

/** Titles of the steps that are open to the reader, or what keeps them closed. */
export const openness = (path: PathAnswer): Record<string, string> =>
  Object.fromEntries(
    path.steps.map((step) => [step.title, step.standing?.open ? "open" : (step.standing?.reasons.map((one) => one.code).join() ?? "")]),
  );

export interface PathWorld {
  course: BuiltCourse;
  teacher: Person;
  learner: Person;
  pathId: string;
}

/** A course with a teacher, a learner and a published path that has no steps yet. */
export async function buildPathWorld(app: TestApp): Promise<PathWorld> {
  const course = await buildCourse(app.db);
  const [teacher, learner] = await Promise.all([buildMember(app, course, "TEACHER"), buildMember(app, course, "LEARNER")]);
  return { course, teacher, learner, pathId: await buildPath(teacher, course.id) };
}

export async function buildPath(teacher: Person, courseId: string, title = "Path", sessionId: string | null = null): Promise<string> {
  const { id } = await createPath(teacher, { input: { courseId, title, sessionId } });
  await updatePath(teacher, { id, sessionId, input: { state: "PUBLISHED" } });
  return id;
}

/** Adds texts by their titles; answers the steps' ids in that order. */
export async function addTexts(teacher: Person, pathId: string, ...titles: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) {
    const { steps } = await addStep(teacher, { input: { pathId, kind: "TEXT", title, body: `<p>Text of ${title}</p>` } });
    ids.push(steps.find((step) => step.title === title)!.id);
  }
  return ids;
}

/** Adds an item as a step; answers the step's id. */
export async function addItem(teacher: Person, pathId: string, itemId: string): Promise<string> {
  const { steps } = await addStep(teacher, { input: { pathId, kind: "ITEM", itemId } });
  return steps.find((step) => step.item?.id === itemId)!.id;
}
