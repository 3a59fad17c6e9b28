import { useMutation } from "@apollo/client/react";
import { ActionIcon, Button, Group, Text, Title } from "@mantine/core";
import { IconCheck, IconListCheck, IconPencil, IconSettings, IconStar, IconStarFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { usePageTitle } from "../../kernel/page-title";
import { CourseCover } from "../../ui/course-cover";
import { ProgressRing } from "../../ui/progress-ring";
import { SetFavouriteDocument } from "../my-courses/my-courses.generated";
import { PreviewButton } from "../preview/preview-button";
import type { HomeHeader_homeFragment } from "./course-home.generated";
import { CoverPicture } from "./cover-picture";
import { useHome } from "./home-context";
import classes from "./course-home.module.css";

function Star({ home }: { home: HomeHeader_homeFragment }) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [set] = useMutation(SetFavouriteDocument);
  const Icon = home.favourite ? IconStarFilled : IconStar;
  const toggle = () =>
    set({ variables: { courseId: place.courseId, sessionId: place.sessionId, favourite: !home.favourite } })
      .then(refresh)
      .catch(showError);
  return (
    <ActionIcon aria-pressed={home.favourite} aria-label={t("home.favourite")} onClick={() => void toggle()}>
      <Icon size={20} />
    </ActionIcon>
  );
}

function SessionLine({ home }: { home: HomeHeader_homeFragment }) {
  const { t } = useTranslation("courses");
  const format = useFormat();
  if (!home.session) return null;
  const { title, startsAt, endsAt } = home.session;
  const dates =
    startsAt && endsAt
      ? t("home.sessionDates", { from: format.date(startsAt), to: format.date(endsAt) })
      : endsAt
        ? t("home.sessionUntil", { to: format.date(endsAt) })
        : null;
  return (
    <Text size="sm">
      <bdi>{title}</bdi>
      {dates && ` · ${dates}`}
    </Text>
  );
}

/** How far the learner is, as a ring and as numbers; nothing where nothing counts. */
function OwnProgress({ home: { course, ring } }: { home: HomeHeader_homeFragment }) {
  const { t } = useTranslation("courses");
  if (course.viewerRole !== "LEARNER" || ring.countable === 0) return null;
  return (
    <Group gap="xs" wrap="nowrap">
      <ProgressRing fraction={ring.fraction} size={48} label={t("home.progress")} />
      <Text size="sm" c="dimmed">
        {t("home.doneOf", { done: ring.complete, count: ring.countable })}
      </Text>
    </Group>
  );
}

/** Cover, title, teachers, how far one is; for teachers the ways to edit, see as a learner, and set up. */
export function HomeHeader({ home, onEdit }: { home: HomeHeader_homeFragment; onEdit?: () => void }) {
  const { t } = useTranslation("courses");
  const format = useFormat();
  const { place, editing } = useHome();
  const { course } = home;
  usePageTitle(course.title);
  const can = course.viewerCan;
  return (
    <header className={classes.header}>
      <CourseCover code={course.code} pictureUrl={course.pictureUrl} color={course.color} height={7.5} />
      {editing && can.update && <CoverPicture course={course} />}
      <Group justify="space-between" align="flex-start" mt="md" gap="md">
        <div className={classes.titles}>
          <Title order={1} tabIndex={-1}>
            <bdi>{course.title}</bdi>
          </Title>
          <Text size="sm" c="dimmed">
            {format.list(course.teachers.map((teacher) => teacher.name))}
          </Text>
          <SessionLine home={home} />
        </div>
        <Group gap="xs">
          <OwnProgress home={home} />
          {course.viewerRole !== "VISITOR" && <Star home={home} />}
          {can.preview && <PreviewButton />}
          {editing && (
            <Button
              component={Link}
              to={`${place.address}/readiness`}
              variant="default"
              leftSection={<IconListCheck size={16} aria-hidden />}
            >
              {t("readiness.action")}
            </Button>
          )}
          {can.changeSettings && (
            <Button
              component={Link}
              to={`${place.address}/settings`}
              variant="default"
              leftSection={<IconSettings size={16} aria-hidden />}
            >
              {t("home.settings")}
            </Button>
          )}
          {onEdit && (
            <Button
              onClick={onEdit}
              aria-pressed={editing}
              leftSection={editing ? <IconCheck size={16} aria-hidden /> : <IconPencil size={16} aria-hidden />}
            >
              {t(editing ? "home.done" : "home.edit")}
            </Button>
          )}
        </Group>
      </Group>
    </header>
  );
}
