import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "./errors";

/** Returns `(message, undo)`: shows "Moved to trash. Undo" for ten seconds; `undo` is usually the opposite mutation. */
export function useUndo(): (message: string, undo: () => Promise<unknown>) => void {
  const { t } = useTranslation("ui");
  const showError = useShowError();
  return useCallback(
    (message, undo) => {
      const id = crypto.randomUUID();
      const run = () => {
        notifications.hide(id);
        undo().catch(showError);
      };
      const line = (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{message}</Text>
          <Button size="compact-sm" variant="light" onClick={run}>
            {t("undo")}
          </Button>
        </Group>
      );
      notifications.show({ id, message: line, autoClose: 10_000, role: "status", closeButtonProps: { "aria-label": t("close") } });
    },
    [t, showError],
  );
}
