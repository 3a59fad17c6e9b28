import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { Anchor, Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { RelativeTime } from "../../ui/relative-time";
import type { MyPlacesQuery, MyPlacesQueryVariables } from "./profile.generated";

type Place = MyPlacesQuery["myCourses"]["nodes"][number];

/** What one is on this campus: roles, courses, sessions. */
export function PlacesPage() {
  const { t } = useTranslation("profile");
  const { data } = useReadQuery(useLoaderData<QueryRef<MyPlacesQuery, MyPlacesQueryVariables>>());
  const roles = data.viewer?.roles ?? [];
  const { nodes, pageInfo } = data.myCourses;
  return (
    <>
      <PageHeader title={t("places.title")} />
      <Stack gap="lg">
        <Card component="section" padding="lg" aria-label={t("places.roles")}>
          <Title order={2} size="h3" mb="xs">
            {t("places.roles")}
          </Title>
          {roles.length > 0 ? (
            <Group gap="xs">
              {roles.map((role) => (
                <Badge key={role} size="lg">
                  {t(`places.role.${role}`)}
                </Badge>
              ))}
            </Group>
          ) : (
            <Text c="dimmed">{t("places.noRole")}</Text>
          )}
        </Card>
        <Card component="section" padding="lg" aria-label={t("places.courses")}>
          <Title order={2} size="h3" mb="xs">
            {t("places.courses")}
          </Title>
          {nodes.length === 0 && <EmptyState title={t("places.noneTitle")}>{t("places.none")}</EmptyState>}
          <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
            {nodes.map((place) => (
              <PlaceRow key={place.id} place={place} />
            ))}
          </Stack>
          {pageInfo.hasNextPage && (
            <Anchor component={Link} to="/courses" mt="sm">
              {t("places.all")}
            </Anchor>
          )}
        </Card>
      </Stack>
    </>
  );
}

function PlaceRow({ place }: { place: Place }) {
  const { t } = useTranslation("profile");
  const { course, session, role, phase, lastAccessAt } = place;
  return (
    <Group component="li" justify="space-between" gap="xs">
      <div style={{ flex: "1 1 14rem", minInlineSize: 0 }}>
        <Anchor component={Link} to={courseAddress(course.code, session?.id)}>
          <bdi>{course.title}</bdi>
        </Anchor>
        <Text size="sm" c="dimmed">
          {session && (
            <>
              <bdi>{session.title}</bdi> ·{" "}
            </>
          )}
          {t(`places.phase.${phase}`)}
          {lastAccessAt && (
            <>
              {" "}
              · {t("places.seen")} <RelativeTime at={lastAccessAt} />
            </>
          )}
        </Text>
      </div>
      <Badge color="gray">{t(`places.courseRole.${role}`)}</Badge>
    </Group>
  );
}
