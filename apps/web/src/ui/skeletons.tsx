import { Group, Skeleton, Stack } from "@mantine/core";

/** A page that is on its way: heading and lines. */
export function PageSkeleton() {
  return (
    <Stack aria-hidden maw="60rem" mx="auto" p="lg" gap="md">
      <Skeleton h={30} w="40%" />
      <Skeleton h={16} w="70%" />
      <ListSkeleton rows={5} />
    </Stack>
  );
}

/** Rows of a list: icon, title, line. */
export function ListSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <Stack aria-hidden gap="sm">
      {Array.from({ length: rows }, (_, row) => (
        <Group key={row} wrap="nowrap" h={44}>
          <Skeleton h={32} w={32} radius="md" style={{ flex: "none" }} />
          <Stack gap={6} flex={1}>
            <Skeleton h={14} w={`${60 - (row % 3) * 12}%`} />
            <Skeleton h={11} w="28%" />
          </Stack>
        </Group>
      ))}
    </Stack>
  );
}

/** Course cards. */
export function CardsSkeleton({ cards = 3 }: { cards?: number }) {
  return (
    <Group aria-hidden gap="md" align="stretch">
      {Array.from({ length: cards }, (_, card) => (
        <Stack key={card} gap="xs" flex="1 1 16rem">
          <Skeleton h={120} radius="lg" />
          <Skeleton h={16} w="70%" />
          <Skeleton h={12} w="40%" />
        </Stack>
      ))}
    </Group>
  );
}
