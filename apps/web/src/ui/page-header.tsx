import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { usePageTitle } from "../kernel/page-title";
import { ToolIcon } from "./tool-icon";

interface PageHeaderProps {
  title: string;
  /** A line below the title. */
  description?: ReactNode;
  tool?: string;
  /** The page's actions, the main one last. */
  actions?: ReactNode;
  /** More words for the browser's tab, after the title: the course, for instance. */
  within?: string;
}

/** The heading of a page (its only h1), its line and its actions; names the browser's tab too. */
export function PageHeader({ title, description, tool, actions, within }: PageHeaderProps) {
  usePageTitle(title, within);
  return (
    <Group component="header" justify="space-between" align="flex-start" gap="md" mb="lg">
      <Group gap="sm" wrap="nowrap" align="flex-start" flex="1 1 16rem" miw={0}>
        {tool && <ToolIcon tool={tool} size={36} />}
        <div style={{ minInlineSize: 0 }}>
          <Title order={1} tabIndex={-1}>
            <bdi>{title}</bdi>
          </Title>
          {description && (
            <Text component="div" c="dimmed" mt={4}>
              {description}
            </Text>
          )}
        </div>
      </Group>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
