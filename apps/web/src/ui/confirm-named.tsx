import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";

interface ConfirmNamedProps {
  opened: boolean;
  onClose: () => void;
  /** What has to be typed: the thing's title or code. */
  name: string;
  title: string;
  /** What will be gone, and for whom. */
  consequence: string;
  /** The verb on the button: "Delete for ever". */
  action: string;
  onConfirm: () => Promise<unknown>;
}

/** For what cannot be undone: the person types the thing's name before the button works. */
export function ConfirmNamed({ opened, onClose, name, title, consequence, action, onConfirm }: ConfirmNamedProps) {
  const { t } = useTranslation("ui");
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const agreed = typed.trim().normalize() === name.trim().normalize();
  const close = () => {
    setTyped("");
    onClose();
  };
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!agreed || busy) return;
    setBusy(true);
    try {
      await onConfirm();
      close();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ "aria-label": t("cancel") }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Text>{consequence}</Text>
          <TextInput
            label={
              <Trans t={t} i18nKey="confirm.instruction" values={{ name }} components={{ strong: <strong dir="auto" /> }} shouldUnescape />
            }
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
            <Button type="submit" color="red" disabled={!agreed} loading={busy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
