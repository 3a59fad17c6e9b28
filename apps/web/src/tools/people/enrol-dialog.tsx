import { Button, Group, Modal, Progress, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EnrolFields } from "./enrol-fields";
import { EnrolLines } from "./enrol-lines";
import type { PeoplePageQuery } from "./people.generated";
import { actsOn, useEnrol } from "./use-enrol";

interface EnrolDialogProps {
  opened: boolean;
  tool: Pick<PeoplePageQuery["people"], "notify" | "mayTell" | "fields">;
  onClose: () => void;
  onDone: () => void;
}

/** Enrols who is typed, found or pasted: the result of each line is shown before anything happens. */
export function EnrolDialog(props: EnrolDialogProps) {
  const { t } = useTranslation("people");
  const { opened, onClose, onDone, tool } = props;
  const { draft, result, loading, share, check, apply, change, back } = useEnrol({ notify: tool.notify, onClose, onDone });
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
            <EnrolLines result={result} notify={tool.mayTell ? draft.notify : null} onNotify={(notify) => change({ notify })} />
          ) : (
            <EnrolFields draft={draft} fields={tool.fields} onChange={change} />
          )}
          {share !== null && <Progress value={share * 100} aria-label={t("enrolDialog.working")} animated />}
          <Group justify="flex-end">
            <Button variant="default" onClick={result ? back : onClose}>
              {t(result ? "enrolDialog.back" : "cancel")}
            </Button>
            <Button type="submit" loading={loading} disabled={result ? acts === 0 : draft.text.trim() === "" && !draft.file}>
              {result ? t("enrolDialog.apply", { count: acts }) : t("enrolDialog.check")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
