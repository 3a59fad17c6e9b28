import { useMutation } from "@apollo/client/react";
import { LINES_AT_ONCE } from "@lyceum/shared/inputs/enrolments";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import { upload } from "../../kernel/upload";
import type { EnrolDraft } from "./enrol-fields";
import { usePeopleJob } from "./people-job";
import { PeopleImportDocument, type PeopleImportedFragment, PeopleImportListDocument, PeopleUndoDocument } from "./people.generated";

type Result = PeopleImportedFragment;

const countOf = (result: Result, outcome: Result["counts"][number]["outcome"]): number =>
  result.counts.find((one) => one.outcome === outcome)?.count ?? 0;
/** How many lines would change something. */
export const actsOn = (result: Result): number => countOf(result, "ENROLLED") + countOf(result, "CHANGED");

/** Sends a list to be read: a short one is answered at once, a long one or a workbook is a job whose progress is shown. */
function useReading() {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const [send, { loading }] = useMutation(PeopleImportDocument);
  const [start] = useMutation(PeopleImportListDocument);
  const [job, setJob] = useState<string | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const waiting = useRef<{ resolve: (result: Result | null) => void } | null>(null);
  // A file is sent once, for the check and for what follows.
  const sent = useRef<{ file: File; uploadId: string } | null>(null);
  const end = () => [setJob(null), setShare(null)];
  usePeopleJob(
    job,
    ({ result, failure }) => {
      end();
      if (result?.__typename === "EnrolmentImport") waiting.current?.resolve(result);
      else {
        const why = failure?.issues[0]?.code === "workbook.unreadable" ? "unreadable" : "failed";
        notifications.show({ message: t(`enrolDialog.${why}`), color: "red", role: "alert" });
        waiting.current?.resolve(null);
      }
    },
    setShare,
  );
  const read = async (draft: EnrolDraft, dryRun: boolean): Promise<Result | null> => {
    const options = { sessionId, role: draft.role, notify: draft.notify };
    if (!draft.file && draft.text.split("\n").length <= LINES_AT_ONCE) {
      const { data } = await send({ variables: { courseId, text: draft.text, dryRun, options } });
      return data?.importEnrolments ?? null;
    }
    setShare(0);
    try {
      if (draft.file && sent.current?.file !== draft.file) sent.current = { file: draft.file, uploadId: await upload(draft.file) };
      const source = draft.file ? { uploadId: sent.current?.uploadId } : { text: draft.text };
      const { data } = await start({ variables: { courseId, ...source, dryRun, options } });
      const done = new Promise<Result | null>((resolve) => (waiting.current = { resolve }));
      setJob(data?.importEnrolmentList.id ?? null);
      return await done;
    } finally {
      end();
    }
  };
  return { read, loading: loading || share !== null, share };
}

interface EnrolProps {
  notify: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** The steps of putting people in: what was typed, what each line would come to, and the act. */
export function useEnrol({ notify, onClose, onDone }: EnrolProps) {
  const { t } = useTranslation("people");
  const showError = useShowError();
  const offerUndo = useUndo();
  const empty: EnrolDraft = { text: "", role: "LEARNER", notify, notice: null, file: null };
  const [draft, setDraft] = useState(empty);
  const [result, setResult] = useState<Result | null>(null);
  const { read, loading, share } = useReading();
  const [undo] = useMutation(PeopleUndoDocument);
  const apply = async () => {
    try {
      const done = await read(draft, false);
      if (!done) return;
      const words = t("enrolDialog.done", { count: actsOn(done) });
      announce(words);
      const { actId } = done;
      if (actId && actsOn(done) > 0) offerUndo(words, () => undo({ variables: { actId } }).then(onDone));
      setDraft(empty);
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
    share,
    check: () => read(draft, true).then(setResult, showError),
    apply,
    // What was found belongs to the text that was checked.
    change: (next: Partial<EnrolDraft>) => {
      setDraft((former) => ({ ...former, ...next }));
      if (next.text !== undefined || next.role !== undefined || next.file) setResult(null);
    },
    back: () => setResult(null),
  };
}
