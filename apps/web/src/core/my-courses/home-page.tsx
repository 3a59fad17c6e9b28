import { useReadQuery, type QueryRef } from "@apollo/client/react";
import { Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useSignedIn } from "../../kernel/session";
import { CourseCover } from "../../ui/course-cover";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { ProgressRing } from "../../ui/progress-ring";
import { RelativeTime } from "../../ui/relative-time";
import { CourseCard } from "./course-card";
import { CreateCourse } from "./create-course";
import classes from "./my-courses.module.css";
import type { CourseCard_courseFragment, MyHomeQuery } from "./my-courses.generated";

function Continue({ seat }: { seat: CourseCard_courseFragment }) {
  const { t } = useTranslation("my-courses");
  const address = courseAddress(seat.course.code, seat.session?.id);
  return (
    <Card className={classes.continue} component="section" aria-label={t("continue")} mb="xl">
      <CourseCover code={seat.course.code} pictureUrl={seat.course.pictureUrl} color={seat.course.color} height={7} />
      <div>
        <Text size="sm" c="dimmed">
          {t("continue")}
        </Text>
        <Text size="xl" fw={600}>
          <bdi>{seat.course.title}</bdi>
        </Text>
        {seat.lastAccessAt && (
          <Text size="sm" c="dimmed">
            {t("lastHere")} <RelativeTime at={seat.lastAccessAt} />
          </Text>
        )}
      </div>
      <Group>
        {seat.fraction !== null && <ProgressRing fraction={seat.fraction} size={56} label={seat.course.title} />}
        <Button component={Link} to={address}>
          {t("goOn")}
        </Button>
      </Group>
    </Card>
  );
}

function NextDue({ seats }: { seats: readonly CourseCard_courseFragment[] }) {
  const { t } = useTranslation("my-courses");
  const due = seats.flatMap((seat) => (seat.nextDue ? [{ seat, ...seat.nextDue }] : [])).sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  if (due.length === 0) return null;
  return (
    <Stack component="section" gap="xs" mb="xl">
      <Title order={2} size="h3">
        {t("nextDue")}
      </Title>
      {due.map(({ seat, itemId, title, dueAt }) => (
        <Group key={itemId} justify="space-between" wrap="nowrap">
          <Anchor component={Link} to={courseAddress(seat.course.code, seat.session?.id)}>
            <bdi>{title}</bdi>
            <Text span c="dimmed">
              {" · "}
              <bdi>{seat.course.title}</bdi>
            </Text>
          </Anchor>
          <Text className={classes.due}>
            <RelativeTime at={dueAt} />
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

/** What is next, what is new, how am I doing: the first page after signing in. */
export function HomePage() {
  const { t } = useTranslation("my-courses");
  const viewer = useSignedIn();
  const { data } = useReadQuery(useLoaderData<QueryRef<MyHomeQuery>>());
  const seats = data.recent.nodes;
  const last = seats.find((seat) => seat.lastAccessAt) ?? seats[0];
  return (
    <>
      <PageHeader title={t("hello", { name: viewer.givenName })} actions={<CreateCourse />} />
      {seats.length === 0 && (
        <EmptyState title={t("noneTitle")} action={<CreateCourse />}>
          {t("noneText")}
        </EmptyState>
      )}
      {last && <Continue seat={last} />}
      <NextDue seats={seats} />
      {seats.length > 0 && (
        <section aria-label={t("current")}>
          <Group justify="space-between" mb="sm">
            <Title order={2} size="h3">
              {t("current")}
            </Title>
            <Anchor component={Link} to="/courses">
              {t("all")}
            </Anchor>
          </Group>
          <ul className={classes.grid}>
            {seats.map((seat) => (
              <li key={seat.id}>
                <CourseCard seat={seat} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
