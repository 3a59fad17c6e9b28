import { useMutation } from "@apollo/client/react";
import { Checkbox, Group, Select, Stack, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { SavedState } from "../../ui/saved-state";
import { UpdatePackageDocument, type PackagePageQuery, type UpdatePackageMutationVariables } from "./packages.generated";

type Input = UpdatePackageMutationVariables["input"];

/** A teacher's settings of a package; each change is saved at once. */
export function PackageSettingsForm({ shown, sessionId }: { shown: PackagePageQuery["package"]; sessionId: string | null }) {
  const { t } = useTranslation("paths");
  const showError = useShowError();
  const [update] = useMutation(UpdatePackageDocument);
  const [saved, setSaved] = useState<"idle" | "saving" | "saved" | "failed">("idle");
  const save = async (input: Input) => {
    setSaved("saving");
    try {
      await update({ variables: { id: shown.id, sessionId, input } });
      setSaved("saved");
    } catch (error) {
      setSaved("failed");
      showError(error);
    }
  };
  const choice = <Value extends string>(name: "reentry" | "scoring" | "window" | "state", values: readonly Value[], namespace: string = name) => ({
    label: t(`settings.${name}`),
    value: shown[name],
    data: values.map((value) => ({ value, label: t(`${namespace}.${value}`) })),
    allowDeselect: false,
    onChange: (value: string | null) => value !== null && void save({ [name]: value } as Input),
  });
  return (
    <Stack component="section" gap="sm" maw="36rem">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t("settings.title")}
        </Title>
        <SavedState state={saved} />
      </Group>
      <TextInput
        key={shown.title}
        label={t("settings.name")}
        defaultValue={shown.title}
        maxLength={250}
        dir="auto"
        onBlur={(event) => event.currentTarget.value.trim() !== shown.title && void save({ title: event.currentTarget.value })}
      />
      <Select {...choice("state", ["PUBLISHED", "DRAFT", "HIDDEN"], "itemState")} />
      <Select {...choice("reentry", ["REVIEW", "RESUME", "NEW_ATTEMPT"])} />
      <Select {...choice("scoring", ["AVERAGE", "HIGHEST", "SUM"])} />
      <Checkbox label={t("settings.scoreAsProgress")} checked={shown.scoreAsProgress} onChange={(event) => void save({ scoreAsProgress: event.currentTarget.checked })} />
      {shown.standard !== "SCORM_2004" && (
        <Checkbox label={t("settings.masteryOverridesStatus")} checked={shown.masteryOverridesStatus} onChange={(event) => void save({ masteryOverridesStatus: event.currentTarget.checked })} />
      )}
    </Stack>
  );
}
