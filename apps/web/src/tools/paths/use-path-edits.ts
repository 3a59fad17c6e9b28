import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import {
  AddStepDocument,
  MoveStepDocument,
  RemoveStepDocument,
  RestoreStepsDocument,
  SetPathOrderDocument,
  UpdatePathDocument,
  UpdateStepDocument,
  type AddStepMutationVariables,
  type PathWholeFragment,
  type SetPathOrderMutationVariables,
  type UpdatePathMutationVariables,
  type UpdateStepMutationVariables,
} from "./learning-paths.generated";
import type { Step } from "./path-steps";

export interface StepPlace {
  parentId: string | null;
  beforeId: string | null;
}

/** Where a step stands: its section, and the sibling behind it. */
export function placeOf(steps: readonly Step[], step: Step): StepPlace {
  const siblings = steps.filter((one) => one.parentId === step.parentId);
  return { parentId: step.parentId, beforeId: siblings[siblings.indexOf(step) + 1]?.id ?? null };
}

/** Everything that changes a path and its steps: saved at once, said how it went, with a way back from moving and taking out. */
export function usePathEdits(path: PathWholeFragment) {
  const { t } = useTranslation("paths");
  const { sessionId } = useCoursePlace();
  const showError = useShowError();
  const offerUndo = useUndo();
  const [saved, setSaved] = useState<"idle" | "saving" | "saved" | "failed">("idle");
  const [add] = useMutation(AddStepDocument);
  const [update] = useMutation(UpdateStepDocument);
  const [move] = useMutation(MoveStepDocument);
  const [remove] = useMutation(RemoveStepDocument);
  const [restore] = useMutation(RestoreStepsDocument);
  const [order] = useMutation(SetPathOrderDocument);
  const [change] = useMutation(UpdatePathDocument);
  const { id: pathId } = path;
  const saving = async <Result>(work: Promise<Result>): Promise<Result | null> => {
    setSaved("saving");
    try {
      const result = await work;
      setSaved("saved");
      return result;
    } catch (error) {
      setSaved("failed");
      showError(error);
      return null;
    }
  };
  return {
    saved,
    addStep: (input: Omit<AddStepMutationVariables["input"], "pathId">) =>
      saving(add({ variables: { sessionId, input: { ...input, pathId } } })),
    updateStep: (id: string, input: UpdateStepMutationVariables["input"]) => saving(update({ variables: { id, sessionId, input } })),
    moveStep: async (step: Step, place: StepPlace) => {
      const former = placeOf(path.steps, step);
      const done = await saving(move({ variables: { id: step.id, sessionId, ...place } }));
      if (done) offerUndo(t("path.moved", { title: step.title }), () => saving(move({ variables: { id: step.id, sessionId, ...former } })));
    },
    removeStep: async (step: Step) => {
      const done = await saving(remove({ variables: { id: step.id, sessionId } }));
      const removalId = done?.data?.removeStep.removalId;
      if (removalId)
        offerUndo(t("path.removed", { title: step.title }), () => saving(restore({ variables: { pathId, removalId, sessionId } })));
    },
    setOrder: (to: SetPathOrderMutationVariables["order"]) => saving(order({ variables: { id: pathId, sessionId, order: to } })),
    updatePath: (input: UpdatePathMutationVariables["input"]) => saving(change({ variables: { id: pathId, sessionId, input } })),
  };
}

export type PathEdits = ReturnType<typeof usePathEdits>;
