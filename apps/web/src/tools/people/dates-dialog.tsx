import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PeopleRowFragment, PeopleUpdateMutationVariables } from "./people.generated";

interface DatesDialogProps {
  rows: readonly PeopleRowFragment[];
  opened: boolean;
  onClose: () => void;
  onSave: (change: PeopleUpdateMutationVariables["change"]) => void;
}

/** A moment of the browser's own zone as `datetime-local` writes it. */
function localText(at: string | null | undefined): string {
  if (!at) return "";
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const instant = (text: string): string | null => (text ? new Date(text).toISOString() : null);

function Fields({ rows, onClose, onSave }: Omit<DatesDialogProps, "opened">) {
  const { t } = useTranslation("people");
  const only = rows.length === 1 ? rows[0] : undefined;
  const [from, setFrom] = useState(localText(only?.from));
  const [until, setUntil] = useState(localText(only?.until));
  const wrong = from !== "" && until !== "" && from >= until;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong) return;
        onClose();
        onSave({ from: instant(from), until: instant(until) });
      }}
    >
      <Stack>
        <Text c="dimmed" size="sm">
          {t("dates.help", { count: rows.length })}
        </Text>
        <TextInput type="datetime-local" label={t("dates.from")} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput
          type="datetime-local"
          label={t("dates.until")}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
          error={wrong && t("dates.order")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit">{t("dates.save")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** From when and until when people are in; empty = at once, without end. */
export function DatesDialog({ opened, ...rest }: DatesDialogProps) {
  const { t } = useTranslation("people");
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={t("dates.title", { count: rest.rows.length })}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      {opened && <Fields {...rest} />}
    </Modal>
  );
}
