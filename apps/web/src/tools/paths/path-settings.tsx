import { Button, NumberInput, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { IconCalendarTime } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ItemDrawer } from "../../core/item-details/item-drawer";
import { client } from "../../apollo";
import { RichTextEditor } from "../../ui/rich-text-editor";
import { SavedState } from "../../ui/saved-state";
import { PathPageDocument, type PathWholeFragment } from "./learning-paths.generated";
import { SideSheet } from "./side-sheet";
import type { PathEdits } from "./use-path-edits";

interface PathSettingsProps {
  path: PathWholeFragment;
  edits: PathEdits;
  opened: boolean;
  onClose: () => void;
}

const number = (text: string): number | null => (text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text));

/** What decides when the path is done and passed, and whether it may be begun again. */
function RuleFields({ path, edits }: Pick<PathSettingsProps, "path" | "edits">) {
  const { t } = useTranslation("paths");
  return (
    <>
      <NumberInput
        label={t("path.passingPercent")}
        description={t("path.passingHelp")}
        min={0}
        max={100}
        defaultValue={path.passingPercent ?? ""}
        onBlur={(event) => void edits.updatePath({ passingPercent: number(event.currentTarget.value) })}
      />
      <NumberInput
        label={t("path.minimumMinutes")}
        description={t("path.minimumHelp")}
        min={0}
        defaultValue={path.minimumMinutes}
        onBlur={(event) => void edits.updatePath({ minimumMinutes: Math.round(number(event.currentTarget.value) ?? 0) })}
      />
      <Switch
        label={t("path.failedCounts")}
        checked={path.failedCounts}
        onChange={(event) => void edits.updatePath({ failedCounts: event.currentTarget.checked })}
      />
      <Select
        label={t("path.weights")}
        allowDeselect={false}
        data={(["EQUAL", "MINUTES"] as const).map((value) => ({ value, label: t(`weights.${value}`) }))}
        value={path.weights}
        onChange={(value) => value && void edits.updatePath({ weights: value as PathWholeFragment["weights"] })}
      />
      <Switch
        label={t("path.restartable")}
        checked={path.runs === "RESTARTABLE"}
        onChange={(event) => void edits.updatePath({ runs: event.currentTarget.checked ? "RESTARTABLE" : "SINGLE" })}
      />
      {path.runs === "RESTARTABLE" && (
        <NumberInput
          label={t("path.maxRuns")}
          description={t("path.maxRunsHelp")}
          min={0}
          max={1_000}
          defaultValue={path.maxRuns}
          onBlur={(event) => void edits.updatePath({ maxRuns: Math.round(number(event.currentTarget.value) ?? 0) })}
        />
      )}
    </>
  );
}

/** A path's settings beside its steps; each change is saved at once. Dates, audience and conditions are every item's. */
export function PathSettings({ path, edits, opened, onClose }: PathSettingsProps) {
  const { t } = useTranslation("paths");
  const [details, { open, close }] = useDisclosure(false);
  const write = useDebouncedCallback((description: string) => void edits.updatePath({ description }), { delay: 800, flushOnUnmount: true });
  return (
    <>
      <SideSheet opened={opened} onClose={onClose} position="right" size="lg" title={t("settings.title")}>
        <Stack>
          <RichTextEditor label={t("path.description")} value={path.description} onChange={write} />
          <TextInput
            label={t("path.author")}
            defaultValue={path.author}
            maxLength={200}
            onBlur={(event) => event.currentTarget.value !== path.author && void edits.updatePath({ author: event.currentTarget.value })}
          />
          <Select
            label={t("path.treeLook")}
            allowDeselect={false}
            data={(["OPEN", "HIDDEN"] as const).map((value) => ({ value, label: t(`tree.${value}`) }))}
            value={path.tree === "HIDDEN" ? "HIDDEN" : "OPEN"}
            onChange={(value) => value && void edits.updatePath({ tree: value as PathWholeFragment["tree"] })}
          />
          <RuleFields path={path} edits={edits} />
          <Button variant="default" leftSection={<IconCalendarTime size={18} aria-hidden />} onClick={open}>
            {t("settings.details")}
          </Button>
          <SavedState state={edits.saved} />
        </Stack>
      </SideSheet>
      <ItemDrawer
        itemId={details ? path.id : null}
        onClose={close}
        onSaved={() => void client.refetchQueries({ include: [PathPageDocument] })}
      />
    </>
  );
}
