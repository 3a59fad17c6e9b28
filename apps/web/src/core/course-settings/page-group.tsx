import { useMutation } from "@apollo/client/react";
import { Button, Group, Switch } from "@mantine/core";
import { Trans, useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { RelativeTime } from "../../ui/relative-time";
import {
  type HomePageSettings_settingsFragment,
  UndoCourseSettingsDocument,
  UpdateHomePageSettingsDocument,
} from "./course-settings.generated";
import { FieldList } from "./field-list";

/** What the home page shows; each change is saved at once and can be undone. */
export function PageGroup({ settings }: { settings: HomePageSettings_settingsFragment }) {
  const { t } = useTranslation("courses");
  const showError = useShowError();
  const [save] = useMutation(UpdateHomePageSettingsDocument);
  const [undo, { loading }] = useMutation(UndoCourseSettingsDocument);
  const group = settings.groups.find(({ tool }) => tool === "courses");
  const courseId = settings.id;
  const toggle = (name: "showProgress" | "showNextDue") => ({
    name,
    draw: () => (
      <Switch
        label={t(`settings.${name}.label`)}
        description={t(`settings.${name}.help`)}
        checked={settings.courses[name]}
        onChange={(event) =>
          void save({
            variables: { courseId, input: { [name]: event.currentTarget.checked }, expectedVersion: settings.courses.version },
          }).catch(showError)
        }
      />
    ),
  });
  const line = group?.updatedAt && (
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
        <Button
          size="compact-sm"
          variant="light"
          loading={loading}
          onClick={() => void undo({ variables: { courseId, tool: "courses" } }).catch(showError)}
        >
          {t("settings.undo")}
        </Button>
      )}
    </Group>
  );
  return <FieldList group="page" fields={[toggle("showProgress"), toggle("showNextDue")]} line={line} />;
}
