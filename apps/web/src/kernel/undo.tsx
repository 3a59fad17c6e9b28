import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "./errors";
import { shortcutText } from "./hotkeys";

/** How long a notice stays; looking at it with the pointer or the focus stops the clock. */
const STAYS_MS = 12_000;
const ownKeys = "input, textarea, select, [contenteditable=true]";

/** Ctrl or ⌘ and Z does `run`, anywhere but in a field, which has an undoing of its own. Returns the way to stop. */
function onUndoKeys(run: () => void): () => void {
  const listener = (event: KeyboardEvent) => {
    const inField = event.target instanceof Element && event.target.closest(ownKeys) !== null;
    if (inField || event.defaultPrevented || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    run();
  };
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}

// Only the newest notice hears the keys.
let forget = () => {};

/** Returns `(message, undo)`: shows "Moved to trash. Undo" for a while; `undo` is usually the opposite mutation. */
export function useUndo(): (message: string, undo: () => Promise<unknown>) => void {
  const { t } = useTranslation("ui");
  const showError = useShowError();
  return useCallback(
    (message, undo) => {
      const id = crypto.randomUUID();
      const run = () => {
        stop();
        notifications.hide(id);
        undo().catch(showError);
      };
      forget();
      const stop = onUndoKeys(run);
      forget = stop;
      const line = (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{message}</Text>
          <Button size="compact-sm" variant="light" onClick={run} aria-keyshortcuts="Control+Z Meta+Z" title={shortcutText("mod+Z")}>
            {t("undo")}
          </Button>
        </Group>
      );
      const closeButtonProps = { "aria-label": t("close") };
      notifications.show({ id, message: line, autoClose: STAYS_MS, role: "status", closeButtonProps, onClose: stop });
    },
    [t, showError],
  );
}
