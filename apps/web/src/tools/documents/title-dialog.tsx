import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { documentTitleField } from "@lyceum/shared/inputs/documents";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";

interface TitleDialogProps {
  heading: string;
  action: string;
  value?: string;
  onSubmit: (title: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for a title, with the same rule as the server: a new folder, a new page, another name. */
export function TitleDialog({ heading, action, value = "", onSubmit, onClose }: TitleDialogProps) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { title: value },
    validate: { title: (title) => (documentTitleField.safeParse(title).success ? null : t("titleNeeded")) },
  });
  const submit = form.onSubmit(async ({ title }) => {
    setBusy(true);
    try {
      await onSubmit(title);
      onClose();
    } catch (error) {
      showError(error, form);
    } finally {
      setBusy(false);
    }
  });
  return (
    <Modal opened onClose={onClose} title={heading} closeButtonProps={{ "aria-label": t("close") }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t("title")} data-autofocus dir="auto" maxLength={400} {...form.getInputProps("title")} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={busy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
