import { Anchor, Badge, Button, Group, Paper, SimpleGrid, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { Person, personName } from "../../ui/person";
import type { PeopleRowFragment } from "./people.generated";
import type { Addressee } from "./use-writing";

type OnWrite = ((row: Addressee) => void) | null;

function WriteButton({ row, onWrite, label }: { row: Addressee; onWrite: NonNullable<OnWrite>; label: string }) {
  const { t } = useTranslation("people");
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      mt={4}
      ms={-8}
      leftSection={<IconMessage size={16} aria-hidden />}
      aria-label={t("write.actionTo", { name: personName(row.user) })}
      onClick={() => onWrite(row)}
    >
      {label}
    </Button>
  );
}

function useRoleText() {
  const { t } = useTranslation("people");
  return (row: Addressee) => t(row.main ? "roles.MAIN" : `roles.${row.role}`);
}

function Card({ row, onWrite }: { row: PeopleRowFragment; onWrite: OnWrite }) {
  const { t } = useTranslation("people");
  const { address } = useCoursePlace();
  const role = useRoleText();
  return (
    <Paper withBorder p="sm" radius="md" component="li" style={{ listStyle: "none" }}>
      <UnstyledButton component={Link} to={`${address}/people/${row.user.id}`} w="100%">
        <Person person={row.user} size={40} detail={role(row)} />
      </UnstyledButton>
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
      {onWrite && <WriteButton row={row} onWrite={onWrite} label={t("write.action")} />}
    </Paper>
  );
}

/** Whose course it is: teachers, and the tutors of the place where one stands. */
export function StaffStrip({ staff, own, onWrite }: { staff: readonly Addressee[]; own: string | undefined; onWrite: OnWrite }) {
  const { t } = useTranslation("people");
  const role = useRoleText();
  if (staff.length === 0) return null;
  return (
    <Stack component="section" gap="xs" mb="lg" aria-label={t("staff")}>
      <Text fw={550}>{t("staff")}</Text>
      <Group component="ul" gap="lg" align="flex-start" p={0} m={0} style={{ listStyle: "none" }}>
        {staff.map((row) => (
          <li key={row.id}>
            <Person person={row.user} size={36} detail={role(row)} />
            {row.officeHours && (
              <Text size="sm" maw="20rem" style={{ whiteSpace: "pre-line" }}>
                <bdi>{row.officeHours}</bdi>
              </Text>
            )}
            {row.email && (
              <Anchor href={`mailto:${row.email}`} size="sm" display="block">
                <bdi dir="ltr">{row.email}</bdi>
              </Anchor>
            )}
            {onWrite && row.id !== own && <WriteButton row={row} onWrite={onWrite} label={t("write.action")} />}
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
  /** The viewer's own place, to whom nobody writes. */
  own: string | undefined;
  onWrite: OnWrite;
}

/** The people as learners see one another: what the course and each person show. */
export function PeopleCards({ nodes, empty, onMore, loading, own, onWrite }: PeopleCardsProps) {
  const { t } = useTranslation("people");
  if (nodes.length === 0) return <>{empty}</>;
  return (
    <>
      <SimpleGrid component="ul" cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" p={0} m={0} aria-label={t("title")}>
        {nodes.map((row) => (
          <Card key={row.id} row={row} onWrite={row.id === own ? null : onWrite} />
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
