import { useMutation } from "@apollo/client/react";
import { Anchor, Checkbox, Group, NumberInput, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { type HomePageSettings_settingsFragment, UpdateToolSettingsDocument } from "./course-settings.generated";
import { FieldList } from "./field-list";
import { LastChange } from "./last-change";

export type ToolSettings = HomePageSettings_settingsFragment["groups"][number];
type Field = ToolSettings["fields"][number];
type Change = Partial<Pick<Field, "flag" | "choice" | "chosen" | "number" | "text">>;

const NONE = "";

function useTexts(tool: string, field: Field) {
  const { t } = useTranslation("courses");
  const key = `toolSettings.${tool}.${field.name}`;
  return {
    texts: { label: t(`${key}.label`), description: t(`${key}.help`, { defaultValue: "" }) || undefined },
    options: field.choices.map((value) => ({ value, label: t([`${key}.choices.${value}`, `toolSettings.${tool}.choices.${value}`]) })),
    none: t("settings.asCampus"),
  };
}

/** One setting as its kind is drawn; a change is saved at once. */
function SettingControl({ tool, field, onChange }: { tool: string; field: Field; onChange: (change: Change) => void }) {
  const { texts, options, none } = useTexts(tool, field);
  switch (field.kind) {
    case "FLAG":
      return <Switch {...texts} checked={field.flag ?? false} onChange={(event) => onChange({ flag: event.currentTarget.checked })} />;
    case "CHOICE":
      return (
        <Select
          {...texts}
          allowDeselect={false}
          data={field.nullable ? [{ value: NONE, label: none }, ...options] : options}
          value={field.choice ?? NONE}
          onChange={(choice) => onChange({ choice: choice === NONE ? null : choice })}
        />
      );
    case "CHOICES":
      return (
        <Checkbox.Group {...texts} value={[...(field.chosen ?? [])]} onChange={(chosen) => onChange({ chosen })}>
          <Group gap="md" mt="xs">
            {options.map((option) => (
              <Checkbox key={option.value} {...option} />
            ))}
          </Group>
        </Checkbox.Group>
      );
    case "NUMBER":
      return (
        <NumberInput
          {...texts}
          defaultValue={field.number ?? undefined}
          onBlur={(event) => onChange({ number: event.currentTarget.value === "" ? null : Number(event.currentTarget.value) })}
        />
      );
    case "TEXT":
      return (
        <TextInput
          {...texts}
          dir="auto"
          defaultValue={field.text ?? ""}
          onBlur={(event) => onChange({ text: event.currentTarget.value })}
        />
      );
  }
}

interface ToolSettingProps {
  courseId: string;
  group: ToolSettings;
  field: Field;
}

/** One setting of a tool, saved as it is changed. */
export function ToolSetting({ courseId, group: { tool, version }, field }: ToolSettingProps) {
  const showError = useShowError();
  const [save] = useMutation(UpdateToolSettingsDocument);
  const change = (value: Change) =>
    void save({ variables: { courseId, tool, changes: [{ name: field.name, ...value }], expectedVersion: version } }).catch(showError);
  return (
    <Stack gap={0}>
      <SettingControl tool={tool} field={field} onChange={change} />
    </Stack>
  );
}

/** The settings that one tool declares, drawn from its declaration; what learners may do stands in a group of its own. */
export function ToolGroup({ courseId, group }: { courseId: string; group: ToolSettings }) {
  const { t } = useTranslation("courses");
  const place = useCoursePlace();
  const own = group.fields.filter((field) => !field.ofLearners);
  const fields = own.map((field) => ({ name: field.name, draw: () => <ToolSetting courseId={courseId} group={group} field={field} /> }));
  const elsewhere = own.length < group.fields.length && (
    <Anchor component={Link} to={`${place.address}/settings/rights`} size="sm">
      {t("settings.rightsElsewhere")}
    </Anchor>
  );
  return (
    <FieldList group={group.tool} fields={fields} line={group.updatedAt && <LastChange courseId={courseId} group={group} />}>
      {elsewhere}
    </FieldList>
  );
}
