import { Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconLoader2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const icons = { saving: IconLoader2, saved: IconCheck, failed: IconAlertTriangle };

/** The visible state of autosave, beside what it saves; said politely. */
export function SavedState({ state }: { state: keyof typeof icons | "idle" }) {
  const { t } = useTranslation("ui");
  const Icon = state === "idle" ? null : icons[state];
  return (
    <Group role="status" gap={6} mih={24} wrap="nowrap">
      {Icon && <Icon size={16} aria-hidden />}
      {state !== "idle" && (
        <Text size="xs" c={state === "failed" ? "red" : "dimmed"}>
          {t(`saved.${state}`)}
        </Text>
      )}
    </Group>
  );
}
