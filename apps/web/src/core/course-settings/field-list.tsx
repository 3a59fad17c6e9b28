import { Stack, Text, Title } from "@mantine/core";
import { createContext, type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";
import { type SettingsField, useMatches } from "./settings-fields";

/** What was typed into the page's search; empty = only the chosen group is on screen. */
export const SettingsSearch = createContext("");

/** The fields of a group that the search leaves, and the group's end (its button) when any is left. */
export function FieldList({
  group,
  fields,
  children,
  line,
}: {
  group: string;
  fields: readonly SettingsField[];
  children?: ReactNode;
  line?: ReactNode;
}) {
  const { t } = useTranslation(["courses", "shell"]);
  const heading = t([`settings.groups.${group}`, `shell:tool.${group}`]);
  const matches = useMatches(useContext(SettingsSearch));
  const shown = fields.filter((field) => matches(group, field));
  if (shown.length === 0) return null;
  return (
    <Stack component="section" aria-label={heading} gap="md" mb="xl" maw="40rem">
      <Title order={2} size="h3">
        {heading}
      </Title>
      {line && (
        <Text component="div" size="sm" c="dimmed">
          {line}
        </Text>
      )}
      {shown.map(({ name, draw }) => (
        <div key={name}>{draw()}</div>
      ))}
      {children}
    </Stack>
  );
}
