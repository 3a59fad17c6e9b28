import { useMutation } from "@apollo/client/react";
import { Button, Group } from "@mantine/core";
import { Trans, useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { RelativeTime } from "../../ui/relative-time";
import { type HomePageSettings_settingsFragment, UndoCourseSettingsDocument } from "./course-settings.generated";

/** Who changed a group of settings last, when, and the way back. */
export function LastChange({ courseId, group }: { courseId: string; group: HomePageSettings_settingsFragment["groups"][number] }) {
  const { t } = useTranslation("courses");
  const showError = useShowError();
  const [undo, { loading }] = useMutation(UndoCourseSettingsDocument);
  if (!group.updatedAt) return null;
  const takeBack = () => void undo({ variables: { courseId, tool: group.tool } }).catch(showError);
  return (
    <Group gap="xs">
      <span>
        <Trans
          t={t}
          i18nKey="settings.changedBy"
          values={{ name: group.updatedBy?.name ?? "" }}
          components={{ bdi: <bdi /> }}
          shouldUnescape
        />{" "}
        <RelativeTime at={group.updatedAt} />
      </span>
      {group.canUndo && (
        <Button size="compact-sm" variant="light" loading={loading} onClick={takeBack}>
          {t("settings.undo")}
        </Button>
      )}
    </Group>
  );
}
