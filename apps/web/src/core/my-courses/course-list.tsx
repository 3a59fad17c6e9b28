import { Anchor, Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useFormat } from "../../kernel/format";
import { type Column, DataTable } from "../../ui/data-table";
import { ProgressRing } from "../../ui/progress-ring";
import { RelativeTime } from "../../ui/relative-time";
import type { CourseCard_courseFragment } from "./my-courses.generated";

type Seat = CourseCard_courseFragment;

function TitleCell({ seat: { course, session, hasNews } }: { seat: Seat }) {
  const { t } = useTranslation("my-courses");
  const format = useFormat();
  return (
    <>
      <Anchor component={Link} to={courseAddress(course.code, session?.id)} fw={550}>
        <bdi>{course.title}</bdi>
      </Anchor>
      {hasNews && (
        <Badge variant="light" ms="xs" miw="max-content">
          {t("news")}
        </Badge>
      )}
      {session && (
        <Text size="sm" c="dimmed">
          <bdi>{session.title}</bdi>
          {session.endsAt && ` · ${t("until", { date: format.date(session.endsAt) })}`}
        </Text>
      )}
    </>
  );
}

function useColumns(): Column<Seat>[] {
  const { t } = useTranslation("my-courses");
  const format = useFormat();
  return [
    { key: "title", header: t("title"), width: "16rem", cell: (seat) => <TitleCell seat={seat} /> },
    { key: "category", header: t("category"), cell: ({ course }) => <bdi>{course.category?.title ?? "–"}</bdi> },
    {
      key: "teachers",
      header: t("teachers"),
      width: "10rem",
      cell: ({ course }) => format.list(course.teachers.slice(0, 3).map((teacher) => teacher.name)),
    },
    {
      key: "due",
      header: t("nextDue"),
      width: "10rem",
      cell: ({ nextDue }) =>
        nextDue ? (
          <>
            <bdi>{nextDue.title}</bdi> · <RelativeTime at={nextDue.dueAt} />
          </>
        ) : (
          "–"
        ),
    },
    {
      key: "progress",
      header: t("progress"),
      cell: ({ fraction, role, course }) =>
        fraction === null ? (
          role === "LEARNER" ? (
            "–"
          ) : (
            t(`role.${role}`)
          )
        ) : (
          <ProgressRing fraction={fraction} size={28} label={course.title} />
        ),
    },
  ];
}

/** One's courses, a line each. */
export function CourseList({ seats }: { seats: readonly Seat[] }) {
  const { t } = useTranslation("my-courses");
  return <DataTable label={t("courses")} columns={useColumns()} rows={seats} rowKey={(seat) => seat.id} />;
}
