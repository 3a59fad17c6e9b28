import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { ToolIcon } from "./tool-icon";

interface EmptyStateProps {
  tool?: string;
  title: string;
  /** One line: what this place is for. */
  children: ReactNode;
  /** One button, and at most one sample or second way. */
  action?: ReactNode;
}

/** What a list shows while it is empty: what the place is for, and what to do. */
export function EmptyState({ tool, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py={48} px="md" ta="center" maw="34rem" mx="auto">
      {tool && <ToolIcon tool={tool} size={56} />}
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed">{children}</Text>
      {action && (
        <Group justify="center" mt="xs">
          {action}
        </Group>
      )}
    </Stack>
  );
}
