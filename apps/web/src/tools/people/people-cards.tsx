import { Anchor, Badge, Button, Group, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Person } from "../../ui/person";
import type { PeopleRowFragment } from "./people.generated";

function useRoleText() {
  const { t } = useTranslation("people");
  return (row: PeopleRowFragment) => t(row.main ? "roles.MAIN" : `roles.${row.role}`);
}

function Card({ row }: { row: PeopleRowFragment }) {
  const role = useRoleText();
  return (
    <Paper withBorder p="sm" radius="md" component="li" style={{ listStyle: "none" }}>
      <Person person={row.user} size={40} detail={role(row)} />
      {row.email && (
        <Anchor href={`mailto:${row.email}`} size="sm" mt={6} display="block" truncate dir="ltr" ta="start">
          {row.email}
        </Anchor>
      )}
      {row.groups.length > 0 && (
        <Group gap={4} mt={6}>
          {row.groups.map((group) => (
            <Badge key={group.id} variant="light" tt="none">
              <bdi>{group.title}</bdi>
            </Badge>
          ))}
        </Group>
      )}
    </Paper>
  );
}

/** Whose course it is: teachers, and the tutors of the place where one stands. */
export function StaffStrip({ staff }: { staff: readonly PeopleRowFragment[] }) {
  const { t } = useTranslation("people");
  const role = useRoleText();
  if (staff.length === 0) return null;
  return (
    <Stack component="section" gap="xs" mb="lg" aria-label={t("staff")}>
      <Text fw={550}>{t("staff")}</Text>
      <Group component="ul" gap="lg" p={0} m={0} style={{ listStyle: "none" }}>
        {staff.map((row) => (
          <li key={row.id}>
            <Person person={row.user} size={36} detail={role(row)} />
          </li>
        ))}
      </Group>
    </Stack>
  );
}

interface PeopleCardsProps {
  nodes: readonly PeopleRowFragment[];
  empty: ReactNode;
  onMore?: () => void;
  loading: boolean;
}

/** The people as learners see one another: what the course and each person show. */
export function PeopleCards({ nodes, empty, onMore, loading }: PeopleCardsProps) {
  const { t } = useTranslation("people");
  if (nodes.length === 0) return <>{empty}</>;
  return (
    <>
      <SimpleGrid component="ul" cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" p={0} m={0} aria-label={t("title")}>
        {nodes.map((row) => (
          <Card key={row.id} row={row} />
        ))}
      </SimpleGrid>
      {onMore && (
        <Group justify="center" mt="md">
          <Button variant="default" onClick={onMore} loading={loading}>
            {t("more")}
          </Button>
        </Group>
      )}
    </>
  );
}
