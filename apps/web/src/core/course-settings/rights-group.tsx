import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FieldList } from "./field-list";
import { LastChange } from "./last-change";
import { ToolSetting, type ToolSettings } from "./tool-group";

/** The tool that the following rights are of, and who changed its settings last. */
function ToolLine({ courseId, group }: { courseId: string; group: ToolSettings }) {
  const { t } = useTranslation("shell");
  return (
    <>
      <Title order={3} size="h5">
        {t(`tool.${group.tool}`)}
      </Title>
      {group.updatedAt && (
        <Text component="div" size="sm" c="dimmed">
          <LastChange courseId={courseId} group={group} />
        </Text>
      )}
    </>
  );
}

/** What learners may see and do, of every tool that says so; each is saved with its tool's settings. */
export function RightsGroup({ courseId, groups }: { courseId: string; groups: readonly ToolSettings[] }) {
  const { t } = useTranslation(["courses", "shell"]);
  const wordsOf = (tool: string, name: string) =>
    `${t(`shell:tool.${tool}`)} ${t(`toolSettings.${tool}.${name}.label`)} ${t(`toolSettings.${tool}.${name}.help`, { defaultValue: "" })}`;
  const fields = groups.flatMap((group) =>
    group.fields
      .filter((field) => field.ofLearners)
      .map((field, index) => ({
        name: field.name,
        words: wordsOf(group.tool, field.name),
        draw: () => (
          <Stack gap="sm">
            {index === 0 && <ToolLine courseId={courseId} group={group} />}
            <ToolSetting courseId={courseId} group={group} field={field} />
          </Stack>
        ),
      })),
  );
  return <FieldList group="rights" fields={fields} />;
}
