import { type QueryRef, useReadQuery } from "@apollo/client/react";
import { Anchor, Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { RelativeTime } from "../../ui/relative-time";
import type { MyPlacesQuery, MyPlacesQueryVariables } from "./profile.generated";

type Place = MyPlacesQuery["myCourses"]["nodes"][number];

/** What one is on this campus: roles, classes, courses, sessions. */
export function PlacesPage() {
  const { t } = useTranslation("profile");
  const { data } = useReadQuery(useLoaderData<QueryRef<MyPlacesQuery, MyPlacesQueryVariables>>());
  const { nodes, pageInfo } = data.myCourses;
  return (
    <>
      <PageHeader title={t("places.title")} />
      <Stack gap="lg">
        <Part title={t("places.roles")}>
          <Roles roles={data.viewer?.roles ?? []} />
        </Part>
        <Part title={t("places.classes")}>
          <Classes classes={data.myClasses} />
        </Part>
        <Part title={t("places.courses")}>
          <Courses places={nodes} />
          {pageInfo.hasNextPage && (
            <Anchor component={Link} to="/courses?phase=ALL" display="block" mt="sm">
              {t("places.all")}
            </Anchor>
          )}
        </Part>
      </Stack>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" padding="lg" aria-label={title}>
      <Title order={2} size="h3" mb="xs">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Roles({ roles }: { roles: NonNullable<MyPlacesQuery["viewer"]>["roles"] }) {
  const { t } = useTranslation("profile");
  if (roles.length === 0) return <Text c="dimmed">{t("places.noRole")}</Text>;
  return (
    <Group gap="xs">
      {roles.map((role) => (
        <Badge key={role} size="lg">
          {t(`places.role.${role}`)}
        </Badge>
      ))}
    </Group>
  );
}

function Classes({ classes }: { classes: MyPlacesQuery["myClasses"] }) {
  const { t } = useTranslation("profile");
  if (classes.length === 0) return <Text c="dimmed">{t("places.noClass")}</Text>;
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
      {classes.map(({ id, title, description }) => (
        <li key={id}>
          <Text dir="auto">{title}</Text>
          {description && (
            <Text size="sm" c="dimmed" dir="auto">
              {description}
            </Text>
          )}
        </li>
      ))}
    </Stack>
  );
}

function Courses({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation("profile");
  if (places.length === 0) return <EmptyState title={t("places.noneTitle")}>{t("places.none")}</EmptyState>;
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
      {places.map((place) => (
        <PlaceRow key={place.id} place={place} />
      ))}
    </Stack>
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
