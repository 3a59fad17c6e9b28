import type { PathWholeFragment } from "./learning-paths.generated";

export type Step = PathWholeFragment["steps"][number];
export type StepReason = NonNullable<Step["standing"]>["reasons"][number];

/** Whether the viewer may open a step: staff any, learners what their standing says. */
export const mayOpen = (step: Step, isStaff: boolean): boolean => step.kind !== "SECTION" && (isStaff || step.standing?.open === true);

/** Where somebody goes on: at the step that was open last, else at the first open one that is not done, else at the first open one. */
export function resumeAt({ steps, run }: Pick<PathWholeFragment, "steps" | "run">, isStaff: boolean): Step | undefined {
  const open = steps.filter((step) => mayOpen(step, isStaff));
  return open.find((step) => step.id === run?.lastStepId) ?? open.find((step) => !step.standing?.done) ?? open[0];
}

/** The steps before and after one, sections left out. */
export function neighboursOf(steps: readonly Step[], id: string | undefined): { previous: Step | undefined; next: Step | undefined } {
  const walked = steps.filter((step) => step.kind !== "SECTION");
  const at = walked.findIndex((step) => step.id === id);
  return { previous: at > 0 ? walked[at - 1] : undefined, next: at >= 0 ? walked[at + 1] : undefined };
}
