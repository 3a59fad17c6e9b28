import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkCoursesInput } from "../../graphql-types.generated";
import { useShowError } from "../../kernel/errors";
import { languages } from "../../kernel/i18n";
import { ChangeCoursesDocument } from "./admin-courses.generated";
import { VISIBILITIES } from "./course-filter";

interface BulkCoursesProps {
  ids: readonly string[];
  categories: readonly { id: string; title: string }[];
  onDone: () => void;
}

const FIELDS = ["visibility", "categoryId", "language"] as const;
type Field = (typeof FIELDS)[number];

function useChoices(categories: BulkCoursesProps["categories"]) {
  const { t } = useTranslation("courses");
  return {
    visibility: VISIBILITIES.map((value) => ({ value: value as string, label: t(`visibility.${value}.label`) })),
    categoryId: categories.map(({ id, title }) => ({ value: id, label: title })),
    language: languages.map(({ code, name }) => ({ value: code as string, label: name })),
  };
}

/** A change that was tried without being made: how many courses it would touch. */
interface Plan {
  input: BulkCoursesInput;
  changed: number;
  unchanged: number;
}

function PlanDialog({ plan, onClose, onApply, loading }: { plan: Plan; onClose: () => void; onApply: () => void; loading: boolean }) {
  const { t } = useTranslation("admin");
  return (
    <Modal opened onClose={onClose} title={t("courses.bulk.title")} closeButtonProps={{ "aria-label": t("courses.bulk.cancel") }}>
      <Stack>
        <Text>{t("courses.bulk.changed", { count: plan.changed })}</Text>
        {plan.unchanged > 0 && <Text c="dimmed">{t("courses.bulk.unchanged", { count: plan.unchanged })}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("courses.bulk.cancel")}
          </Button>
          <Button onClick={onApply} loading={loading} disabled={plan.changed === 0}>
            {t("courses.bulk.apply", { count: plan.changed })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Changes visibility, category or language of the chosen courses, after having said what would change. */
export function BulkCourses({ ids, categories, onDone }: BulkCoursesProps) {
  const { t } = useTranslation(["admin", "courses"]);
  const showError = useShowError();
  const choices = useChoices(categories);
  const [field, setField] = useState<Field>("visibility");
  const [value, setValue] = useState<string | null>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [change, { loading }] = useMutation(ChangeCoursesDocument);
  if (ids.length === 0) return null;
  const run = (input: BulkCoursesInput, dryRun: boolean) => change({ variables: { ids: [...ids], input, dryRun } });
  const tryIt = async () => {
    const input = { [field]: value } as BulkCoursesInput;
    const { data } = await run(input, true);
    if (data) setPlan({ input, changed: data.changeCourses.changed.length, unchanged: data.changeCourses.unchanged.length });
  };
  const apply = async (input: BulkCoursesInput) => {
    await run(input, false);
    setPlan(null);
    onDone();
  };
  const names = { visibility: "visibility", categoryId: "category", language: "language" };
  return (
    <Group role="region" aria-label={t("courses.bulk.title")} mb="md" align="flex-end">
      <Text fw={550}>{t("courses.bulk.chosen", { count: ids.length })}</Text>
      <Select
        label={t("courses.bulk.field")}
        allowDeselect={false}
        data={FIELDS.map((name) => ({ value: name, label: t(`courses:settings.${names[name]}.label`) }))}
        value={field}
        onChange={(next) => {
          setField((next ?? field) as Field);
          setValue(null);
        }}
      />
      <Select label={t("courses.bulk.value")} data={choices[field]} value={value} onChange={setValue} />
      <Button disabled={!value} loading={loading && !plan} onClick={() => void tryIt().catch(showError)}>
        {t("courses.bulk.try")}
      </Button>
      {plan && (
        <PlanDialog plan={plan} loading={loading} onClose={() => setPlan(null)} onApply={() => void apply(plan.input).catch(showError)} />
      )}
    </Group>
  );
}
