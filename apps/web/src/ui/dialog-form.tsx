import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface DialogFormProps {
  /** The verb on the button that sends: "Save". */
  action: string;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
  loading?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

/** What a dialog asks, then the way out and the way on. */
export function DialogForm({ action, onSubmit, onClose, loading, disabled, children }: DialogFormProps) {
  const { t } = useTranslation("ui");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <Stack>
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={loading} disabled={disabled}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
