import { useMutation } from "@apollo/client/react";
import { ActionIcon, Badge, Card, Group, Stack, Text } from "@mantine/core";
import { IconStar, IconStarFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { CourseCover } from "../../ui/course-cover";
import { ProgressRing } from "../../ui/progress-ring";
import { RelativeTime } from "../../ui/relative-time";
import classes from "./my-courses.module.css";
import { type CourseCard_courseFragment, SetFavouriteDocument } from "./my-courses.generated";

function Favourite({ seat }: { seat: CourseCard_courseFragment }) {
  const { t } = useTranslation("my-courses");
  const showError = useShowError();
  const [set] = useMutation(SetFavouriteDocument);
  const toggle = () =>
    set({
      variables: { courseId: seat.course.id, sessionId: seat.session?.id, favourite: !seat.favourite },
      update: (cache) => {
        const id = cache.identify({ __typename: "MyCourse", id: seat.id });
        cache.modify({ id, fields: { favourite: () => !seat.favourite } });
      },
    }).catch(showError);
  const Icon = seat.favourite ? IconStarFilled : IconStar;
  return (
    <ActionIcon
      className={classes.star}
      aria-pressed={seat.favourite}
      aria-label={t("favourite", { title: seat.course.title })}
      onClick={() => void toggle()}
    >
      <Icon size={18} />
    </ActionIcon>
  );
}

/** A course that one is in: cover, where it stands, what is due. The whole card leads there. */
export function CourseCard({ seat }: { seat: CourseCard_courseFragment }) {
  const { t } = useTranslation("my-courses");
  const format = useFormat();
  const { course, session } = seat;
  return (
    <Card padding={0} className={classes.card} component="article">
      <CourseCover code={course.code} pictureUrl={course.pictureUrl} color={course.color} flush height={6.5} />
      <Favourite seat={seat} />
      <Stack gap={4} p="md" flex={1}>
        <Group wrap="nowrap" align="flex-start" justify="space-between">
          <Text component="h3" size="lg" fw={600} lh={1.25} m={0}>
            <Link to={courseAddress(course.code, session?.id)} className={classes.link}>
              <bdi>{course.title}</bdi>
            </Link>
          </Text>
          {seat.fraction !== null && <ProgressRing fraction={seat.fraction} size={36} label={course.title} />}
        </Group>
        {session && (
          <Text size="sm">
            <bdi>{session.title}</bdi>
            {session.endsAt && ` · ${t("until", { date: format.date(session.endsAt) })}`}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {format.list(course.teachers.slice(0, 3).map((teacher) => teacher.name))}
        </Text>
        <Group gap="xs" mt="auto" pt="xs">
          {seat.hasNews && <Badge variant="light">{t("news")}</Badge>}
          {seat.role !== "LEARNER" && (
            <Badge variant="outline" color="gray">
              {t(`role.${seat.role}`)}
            </Badge>
          )}
          {seat.nextDue && (
            <Text size="sm" className={classes.due}>
              <bdi>{seat.nextDue.title}</bdi> · <RelativeTime at={seat.nextDue.dueAt} />
            </Text>
          )}
        </Group>
      </Stack>
    </Card>
  );
}
