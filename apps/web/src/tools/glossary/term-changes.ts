import { useMutation } from "@apollo/client/react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import type { CoursePlace } from "../../kernel/course-place";
import {
  DecideGlossaryProposalDocument,
  DeleteGlossaryTermsDocument,
  type GlossaryTermFieldsFragment,
  ReorderGlossaryTermsDocument,
  RestoreGlossaryTermsDocument,
  SetGlossaryTermsStateDocument,
} from "./glossary.generated";

/** What staff do with terms from a list or a page; each shows its own refusals, and `after` reads the list again. */
export function useTermChanges(place: CoursePlace, after: () => unknown) {
  const { t } = useTranslation("glossary");
  const showError = useShowError();
  const undo = useUndo();
  const { courseId, sessionId } = place;
  const [remove] = useMutation(DeleteGlossaryTermsDocument);
  const [restore] = useMutation(RestoreGlossaryTermsDocument);
  const [setState] = useMutation(SetGlossaryTermsStateDocument);
  const [reorder] = useMutation(ReorderGlossaryTermsDocument);
  const [decide] = useMutation(DecideGlossaryProposalDocument);
  const attempt = useCallback(
    async (work: () => Promise<unknown>) => {
      try {
        await work();
        await after();
      } catch (error) {
        showError(error);
      }
    },
    [after, showError],
  );
  return {
    trash: (term: GlossaryTermFieldsFragment) =>
      attempt(async () => {
        const { data } = await remove({ variables: { courseId, sessionId, ids: [term.id] } });
        const trashId = data?.deleteGlossaryTerms.trashId;
        if (!trashId) return;
        undo(t("trashed", { term: term.term }), async () => {
          await restore({ variables: { courseId, sessionId, trashId } });
          await after();
        });
      }),
    undoAct: (message: string, trashId: string) =>
      undo(message, async () => {
        await restore({ variables: { courseId, sessionId, trashId } });
        await after();
      }),
    setState: (term: GlossaryTermFieldsFragment, state: "PUBLISHED" | "HIDDEN") =>
      attempt(() => setState({ variables: { courseId, sessionId, ids: [term.id], state } })),
    move: (term: { id: string }, beforeId: string | null) =>
      attempt(() => reorder({ variables: { courseId, sessionId, ids: [term.id], beforeId } })),
    decide: (term: GlossaryTermFieldsFragment, decision: "ACCEPT" | "REFUSE", reason: string | null = null) =>
      attempt(() => decide({ variables: { id: term.id, decision, reason } })),
  };
}

export type TermChanges = ReturnType<typeof useTermChanges>;
