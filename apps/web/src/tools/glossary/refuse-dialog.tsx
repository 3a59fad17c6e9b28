import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface RefuseDialogProps {
  term: string;
  opened: boolean;
  onClose: () => void;
  onRefuse: (reason: string) => Promise<unknown>;
}

/** Asks why a proposal is refused; its author reads the words. */
export function RefuseDialog({ term, opened, onClose, onRefuse }: RefuseDialogProps) {
  const { t } = useTranslation(["glossary", "ui"]);
  const [reason, setReason] = useState("");
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    await onRefuse(reason);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("proposals.refuseTitle", { term })}
      closeButtonProps={{ "aria-label": t("ui:cancel") }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Textarea
            label={t("proposals.reason")}
            description={t("proposals.reasonHelp")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("ui:cancel")}
            </Button>
            <Button type="submit">{t("proposals.refuse")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
