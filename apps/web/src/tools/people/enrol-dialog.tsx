import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import { EnrolFields, type EnrolDraft } from "./enrol-fields";
import { EnrolLines } from "./enrol-lines";
import { PeopleImportDocument, type PeopleImportMutation, PeopleUndoDocument } from "./people.generated";

interface EnrolDialogProps {
  opened: boolean;
  onClose: () => void;
  onDone: () => void;
}

type Result = PeopleImportMutation["importEnrolments"];
const EMPTY: EnrolDraft = { text: "", role: "LEARNER", notify: false, notice: null };

const countOf = (result: Result, outcome: Result["counts"][number]["outcome"]): number =>
  result.counts.find((one) => one.outcome === outcome)?.count ?? 0;
/** How many lines would change something. */
const actsOn = (result: Result): number => countOf(result, "ENROLLED") + countOf(result, "CHANGED");

function useEnrol({ onClose, onDone }: EnrolDialogProps) {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const offerUndo = useUndo();
  const [draft, setDraft] = useState(EMPTY);
  const [result, setResult] = useState<Result | null>(null);
  const [send, { loading }] = useMutation(PeopleImportDocument);
  const [undo] = useMutation(PeopleUndoDocument);
  const ask = async (dryRun: boolean) => {
    const { data } = await send({
      variables: { courseId, text: draft.text, dryRun, options: { sessionId, role: draft.role, notify: draft.notify } },
    });
    return data?.importEnrolments ?? null;
  };
  const check = () => ask(true).then(setResult, showError);
  const apply = async () => {
    try {
      const done = await ask(false);
      if (!done) return;
      const words = t("enrolDialog.done", { count: actsOn(done) });
      announce(words);
      const { actId } = done;
      if (actId && actsOn(done) > 0) offerUndo(words, () => undo({ variables: { actId } }).then(onDone));
      setDraft(EMPTY);
      setResult(null);
      onClose();
      onDone();
    } catch (error) {
      showError(error);
    }
  };
  return {
    draft,
    result,
    loading,
    check,
    apply,
    // What was found belongs to the text that was checked.
    change: (next: Partial<EnrolDraft>) => {
      setDraft((former) => ({ ...former, ...next }));
      if (next.text !== undefined || next.role !== undefined) setResult(null);
    },
    back: () => setResult(null),
  };
}

/** Enrols who is typed, found or pasted: the result of each line is shown before anything happens. */
export function EnrolDialog(props: EnrolDialogProps) {
  const { t } = useTranslation("people");
  const { opened, onClose } = props;
  const { draft, result, loading, check, apply, change, back } = useEnrol(props);
  const acts = result ? actsOn(result) : 0;
  return (
    <Modal opened={opened} onClose={onClose} title={t("enrolDialog.title")} size="lg" closeButtonProps={{ "aria-label": t("cancel") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void (result ? apply() : check());
        }}
      >
        <Stack>
          {result ? (
            <EnrolLines result={result} notify={draft.notify} onNotify={(notify) => change({ notify })} />
          ) : (
            <EnrolFields draft={draft} onChange={change} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={result ? back : onClose}>
              {t(result ? "enrolDialog.back" : "cancel")}
            </Button>
            <Button type="submit" loading={loading} disabled={result ? acts === 0 : draft.text.trim() === ""}>
              {result ? t("enrolDialog.apply", { count: acts }) : t("enrolDialog.check")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
