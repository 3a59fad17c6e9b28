import { useMutation } from "@apollo/client/react";
import { Button, Checkbox, Group, Select, Stack, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendarTime } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ItemDrawer } from "../../core/item-details/item-drawer";
import { useShowError } from "../../kernel/errors";
import { SavedState } from "../../ui/saved-state";
import { UpdatePackageDocument, type PackagePageQuery, type UpdatePackageMutationVariables } from "./packages.generated";

const STATES = ["PUBLISHED", "DRAFT", "HIDDEN"] as const;
const REENTRIES = ["REVIEW", "RESUME", "NEW_ATTEMPT"] as const;
const SCORINGS = ["AVERAGE", "HIGHEST", "SUM"] as const;
const WINDOWS = ["EMBEDDED", "OWN_WINDOW"] as const;

type Input = UpdatePackageMutationVariables["input"];

interface FormProps {
  shown: PackagePageQuery["package"];
  sessionId: string | null;
  /** Something was saved that the page shows elsewhere. */
  onChanged: () => unknown;
}

/** Saves a change at once, and says how it went. */
function useSave({ shown, sessionId }: FormProps) {
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
  return { saved, save };
}

/** Dates, audience and conditions, which every item has alike. */
function DetailsButton({ shown, onChanged }: FormProps) {
  const { t } = useTranslation("paths");
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <div>
      <Button variant="default" leftSection={<IconCalendarTime size={18} aria-hidden />} onClick={open}>
        {t("settings.details")}
      </Button>
      <ItemDrawer itemId={opened ? shown.id : null} onClose={close} onSaved={onChanged} />
    </div>
  );
}

/** A teacher's settings of a package; each change is saved at once. */
export function PackageSettingsForm(props: FormProps) {
  const { t } = useTranslation("paths");
  const { shown } = props;
  const { saved, save } = useSave(props);
  const choice = (name: "reentry" | "scoring" | "state" | "window", data: { value: string; label: string }[]) => ({
    label: t(`settings.${name}`),
    value: shown[name],
    data,
    allowDeselect: false,
    onChange: (value: string | null) => value !== null && void save({ [name]: value } as Input),
  });
  const states = STATES.map((value) => ({ value, label: t(`itemState.${value}`) }));
  const reentries = REENTRIES.map((value) => ({ value, label: t(`reentry.${value}`) }));
  const scorings = SCORINGS.map((value) => ({ value, label: t(`scoring.${value}`) }));
  const windows = WINDOWS.map((value) => ({ value, label: t(`window.${value}`) }));
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
      <Select {...choice("state", states)} />
      <DetailsButton {...props} />
      <Select {...choice("window", windows)} />
      <Select {...choice("reentry", reentries)} />
      <Select {...choice("scoring", scorings)} />
      <Checkbox
        label={t("settings.scoreAsProgress")}
        checked={shown.scoreAsProgress}
        onChange={(event) => void save({ scoreAsProgress: event.currentTarget.checked })}
      />
      {shown.standard !== "SCORM_2004" && (
        <Checkbox
          label={t("settings.masteryOverridesStatus")}
          checked={shown.masteryOverridesStatus}
          onChange={(event) => void save({ masteryOverridesStatus: event.currentTarget.checked })}
        />
      )}
    </Stack>
  );
}
