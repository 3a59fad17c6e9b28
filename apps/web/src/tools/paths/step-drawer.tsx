import { MultiSelect, NumberInput, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { RichTextEditor } from "../../ui/rich-text-editor";
import { SavedState } from "../../ui/saved-state";
import type { Step } from "./path-steps";
import { SideSheet } from "./side-sheet";
import { afterSteps, stepsBefore } from "./step-conditions";
import type { PathEdits } from "./use-path-edits";

interface StepFormProps {
  step: Step;
  steps: readonly Step[];
  order: "FREE" | "LINEAR" | "CUSTOM";
  edits: PathEdits;
}

type Save = (input: Parameters<PathEdits["updateStep"]>[1]) => void;
const TEXT_CRITERIA = ["VIEWED", "CONFIRMED"] as const;
type Criterion = Step["completes"];

/** What completes the step, and between which points where a score does. */
function CompletionFields({ step, save }: { step: Step; save: Save }) {
  const { t } = useTranslation("paths");
  const offered: readonly Criterion[] = step.item?.criteria ?? TEXT_CRITERIA;
  const points = (value: string | number) => (typeof value === "number" ? value : null);
  return (
    <>
      <Select
        label={t("path.completedBy")}
        allowDeselect={false}
        data={offered.map((value) => ({ value, label: t(`completes.${value}`) }))}
        value={step.completes}
        onChange={(value) => value && save({ completes: value as Criterion })}
      />
      {step.completes === "SCORE" && (
        <>
          <NumberInput
            label={t("path.scoreMin")}
            min={0}
            value={step.scoreMin ?? ""}
            onBlur={(event) => save({ scoreMin: points(event.currentTarget.value === "" ? "" : Number(event.currentTarget.value)) })}
          />
          <NumberInput
            label={t("path.scoreMax")}
            min={0}
            value={step.scoreMax ?? ""}
            onBlur={(event) => save({ scoreMax: points(event.currentTarget.value === "" ? "" : Number(event.currentTarget.value)) })}
          />
        </>
      )}
      <Switch label={t("path.required")} checked={step.required} onChange={(event) => save({ required: event.currentTarget.checked })} />
    </>
  );
}

const whole = (text: string): number | null => (text.trim() === "" || Number.isNaN(Number(text)) ? null : Math.round(Number(text)));

/** Time: how long it takes, and how many days after the start it opens. */
function TimeFields({ step, save }: { step: Step; save: Save }) {
  const { t } = useTranslation("paths");
  return (
    <>
      <NumberInput
        label={t("path.estimate")}
        min={1}
        max={10_000}
        defaultValue={step.minutes ?? ""}
        onBlur={(event) => save({ minutes: whole(event.currentTarget.value) })}
      />
      <NumberInput
        label={t("path.opensAfterDays")}
        min={0}
        max={3_650}
        defaultValue={step.opensAfterDays ?? ""}
        onBlur={(event) => save({ opensAfterDays: whole(event.currentTarget.value) })}
      />
    </>
  );
}

/** What must be done before, where each step has its own conditions; what becomes of the step until then. */
function ConditionFields({ step, steps, save }: { step: Step; steps: readonly Step[]; save: Save }) {
  const { t } = useTranslation("paths");
  const before = stepsBefore(step);
  if (before === null) return <Text size="sm">{t("path.moreConditions")}</Text>;
  const others = steps.filter((one) => one.kind !== "SECTION" && one.id !== step.id);
  return (
    <>
      <MultiSelect
        label={t("path.requires")}
        data={others.map((one) => ({ value: one.id, label: one.title }))}
        value={before}
        onChange={(ids) => save({ conditions: afterSteps(ids) })}
      />
      <Select
        label={t("path.untilThen")}
        allowDeselect={false}
        data={(["SHOW", "HIDE"] as const).map((value) => ({ value, label: t(`whenLocked.${value}`) }))}
        value={step.whenLocked}
        onChange={(value) => value && save({ whenLocked: value as Step["whenLocked"] })}
      />
    </>
  );
}

function StepForm({ step, steps, order, edits }: StepFormProps) {
  const { t } = useTranslation("paths");
  const save: Save = (input) => void edits.updateStep(step.id, input);
  const write = useDebouncedCallback((body: string) => save({ body }), { delay: 800, flushOnUnmount: true });
  const rename = (title: string) => title.trim() && title !== step.title && save({ title });
  return (
    <Stack>
      <TextInput
        data-autofocus
        label={t("path.stepTitle")}
        defaultValue={step.title}
        maxLength={250}
        dir="auto"
        onBlur={(event) => rename(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      {(step.kind === "TEXT" || step.kind === "FINAL") && (
        <RichTextEditor label={t("path.text")} value={step.body ?? ""} onChange={write} />
      )}
      {step.kind !== "SECTION" && <CompletionFields step={step} save={save} />}
      {order === "CUSTOM" && <ConditionFields step={step} steps={steps} save={save} />}
      <TimeFields step={step} save={save} />
      <SavedState state={edits.saved} />
    </Stack>
  );
}

/** One step's own settings beside the path; each change is saved at once. */
export function StepDrawer({ step, onClose, ...form }: Omit<StepFormProps, "step"> & { step: Step | undefined; onClose: () => void }) {
  return (
    <SideSheet opened={step !== undefined} onClose={onClose} position="right" size="lg" title={step?.title ?? ""}>
      {step && <StepForm key={step.id} step={step} {...form} />}
    </SideSheet>
  );
}
