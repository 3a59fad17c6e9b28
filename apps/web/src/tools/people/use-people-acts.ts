import { useMutation } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import {
  PeopleEndDocument,
  type PeopleRowFragment,
  PeopleSetMainDocument,
  PeopleUndoDocument,
  PeopleUpdateDocument,
  type PeopleUpdateMutationVariables,
} from "./people.generated";

type Rows = readonly PeopleRowFragment[];

/** What can be done with chosen people; each act is said, and can be undone where it stands for ten minutes. */
export function usePeopleActs(onChanged: () => void) {
  const { t } = useTranslation("people");
  const showError = useShowError();
  const offerUndo = useUndo();
  const [update] = useMutation(PeopleUpdateDocument);
  const [end] = useMutation(PeopleEndDocument);
  const [undo] = useMutation(PeopleUndoDocument);
  const [setMain] = useMutation(PeopleSetMainDocument);

  const done = (words: string, rows: Rows) => {
    const actId = rows[0]?.actId;
    announce(words);
    if (actId) offerUndo(words, () => undo({ variables: { actId } }).then(onChanged));
    onChanged();
  };
  const attempt = async (act: () => Promise<void>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      showError(error);
      return false;
    }
  };
  return {
    change: (rows: Rows, change: PeopleUpdateMutationVariables["change"], what: string) =>
      attempt(async () => {
        const { data } = await update({ variables: { ids: rows.map((row) => row.id), change } });
        done(t(`done.${what}`, { count: rows.length }), data?.updateEnrolments ?? []);
      }),
    end: (rows: Rows, reason: string) =>
      attempt(async () => {
        const { data } = await end({ variables: { ids: rows.map((row) => row.id), reason: reason || null } });
        done(t("done.ended", { count: rows.length }), data?.endEnrolments ?? []);
      }),
    makeMain: (row: PeopleRowFragment) =>
      attempt(async () => {
        await setMain({ variables: { id: row.id } });
        announce(t("done.main"));
        onChanged();
      }),
  };
}
