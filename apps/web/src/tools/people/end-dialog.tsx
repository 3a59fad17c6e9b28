import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import { personName } from "../../ui/person";
import type { PeopleRowFragment } from "./people.generated";

interface EndDialogProps {
  rows: readonly PeopleRowFragment[];
  opened: boolean;
  onClose: () => void;
  onEnd: (reason: string) => void;
}

const NAMED = 3;

/** Names the numbers before people are taken out: how many, and who is in by other ways too. */
export function EndDialog({ rows, opened, onClose, onEnd }: EndDialogProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const [reason, setReason] = useState("");
  const names = rows.slice(0, NAMED).map((row) => `\u2068${personName(row.user)}\u2069`);
  const others = rows.length - names.length;
  const elsewhere = rows.filter((row) => row.sources?.some((source) => source !== "MANUAL")).length;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("end.title", { count: rows.length })}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          onEnd(reason.trim());
        }}
      >
        <Stack>
          <Text>
            {others > 0 ? t("end.whoMore", { names: names.join(", "), count: others }) : t("end.who", { names: format.list(names) })}
          </Text>
          <Text c="dimmed" size="sm">
            {t("end.kept")}
          </Text>
          {elsewhere > 0 && <Text size="sm">{t("end.elsewhere", { count: elsewhere })}</Text>}
          <TextInput
            label={t("end.reason")}
            description={t("end.reasonHelp")}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" color="red">
              {t("end.action", { count: rows.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
