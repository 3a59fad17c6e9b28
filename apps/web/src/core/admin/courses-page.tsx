import { type QueryRef, useMutation, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Badge, Button, Checkbox, Group, Text } from "@mantine/core";
import { useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import { courseAddress } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { type Column, DataTable } from "../../ui/data-table";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { CreateCourse } from "../my-courses/create-course";
import {
  type AdminCourseFragment,
  type AdminCoursesQuery,
  type AdminCoursesQueryVariables,
  RestoreCourseDocument,
} from "./admin-courses.generated";
import { BulkCourses } from "./bulk-courses";
import { type FieldLike, useOwnWords } from "../profile-fields/value-field";
import { ValueText } from "../profile-fields/value-text";
import { extraColumns } from "./course-filter";
import { CourseFilters } from "./course-filters";
import { DecideCourse } from "./decide-course";
import { ExportCourses } from "./export-courses";

type Row = AdminCourseFragment;

function Restore({ row, onDone }: { row: Row; onDone: () => void }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [restore, { loading }] = useMutation(RestoreCourseDocument);
  const bringBack = () =>
    void restore({ variables: { id: row.id } })
      .then(onDone)
      .catch(showError);
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={loading}
      onClick={bringBack}
      aria-label={t("courses.restoreNamed", { title: row.title })}
    >
      {t("courses.restore")}
    </Button>
  );
}

function Title({ row }: { row: Row }) {
  const { t } = useTranslation("admin");
  return (
    <>
      {row.trashedAt ? (
        <bdi>{row.title}</bdi>
      ) : (
        <Anchor component={Link} to={courseAddress(row.code, null)} fw={550}>
          <bdi>{row.title}</bdi>
        </Anchor>
      )}
      <Group gap="xs">
        <Text size="sm" c="dimmed" component="bdi">
          {row.code}
        </Text>
        {row.isTemplate && <Badge variant="outline">{t("courses.template")}</Badge>}
        {row.featured && <Badge variant="light">{t("courses.featured")}</Badge>}
        {row.approval !== "APPROVED" && (
          <Badge color="yellow" variant="light">
            {t(`courses.approval.${row.approval}`)}
          </Badge>
        )}
      </Group>
    </>
  );
}

interface Selection {
  ids: readonly string[];
  toggle: (id: string) => void;
}

/** A column for each extra field that the address asks for. */
function useExtraColumns(fields: readonly FieldLike[]): Column<Row>[] {
  const words = useOwnWords();
  const wanted = extraColumns(useSearchParams()[0]);
  return fields
    .filter(({ id }) => wanted.includes(id))
    .map((field) => ({
      key: field.id,
      header: <bdi>{words(field.labels)}</bdi>,
      width: "9rem",
      cell: (row) => {
        const value = row.values.find((said) => said.field.id === field.id)?.value;
        return value ? <ValueText field={field} value={value} /> : "–";
      },
    }));
}

function useColumns({ ids, toggle }: Selection, extra: Column<Row>[], again: () => void): Column<Row>[] {
  const { t } = useTranslation(["admin", "courses"]);
  const format = useFormat();
  return [
    { key: "title", header: t("courses.course"), width: "17rem", cell: (row) => <Title row={row} /> },
    {
      key: "visibility",
      header: t("courses:settings.visibility.label"),
      width: "9rem",
      cell: (row) => t(`courses:visibility.${row.visibility}.label`),
    },
    { key: "category", header: t("courses:settings.category.label"), cell: (row) => <bdi>{row.category?.title ?? "–"}</bdi> },
    { key: "language", header: t("courses:settings.language.label"), cell: (row) => row.language },
    { key: "members", header: t("courses.members"), numeric: true, cell: (row) => format.number(row.memberCount) },
    {
      key: "room",
      header: t("courses.room"),
      numeric: true,
      width: "9rem",
      cell: (row) => t("courses.roomOf", { used: format.bytes(row.usedBytes), limit: format.bytes(row.storageLimitBytes) }),
    },
    ...extra,
    {
      key: "choose",
      header: t("courses.choose"),
      cell: (row) =>
        row.trashedAt ? (
          <Restore row={row} onDone={again} />
        ) : row.approval !== "APPROVED" ? (
          <DecideCourse row={row} onDone={again} />
        ) : (
          <Checkbox
            aria-label={t("courses.chooseNamed", { title: row.title })}
            checked={ids.includes(row.id)}
            onChange={() => toggle(row.id)}
          />
        ),
    },
  ];
}

/** All courses of the campus: found, filtered, changed many at a time, and brought back from the trash. */
export function CoursesPage() {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<AdminCoursesQuery, AdminCoursesQueryVariables>>();
  const { fetchMore, refetch } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  const [loading, startLoading] = useTransition();
  const [ids, setIds] = useState<readonly string[]>([]);
  const { nodes, pageInfo, totalCount } = data.courses;
  const again = () => startLoading(() => void refetch().catch(showError));
  const toggle = (id: string) => setIds((former) => (former.includes(id) ? former.filter((other) => other !== id) : [...former, id]));
  const fields = data.courseFields.filter(({ archivedAt }) => archivedAt === null);
  const columns = useColumns({ ids, toggle }, useExtraColumns(fields), again);
  const chosen = ids.filter((id) => nodes.some((row) => row.id === id));
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  return (
    <>
      <PageHeader
        title={t("courses.title")}
        description={t("courses.count", { count: totalCount })}
        actions={
          <>
            <ExportCourses />
            <CreateCourse />
          </>
        }
      />
      <CourseFilters categories={data.courseCategories} fields={fields} />
      <BulkCourses
        ids={chosen}
        categories={data.courseCategories}
        onDone={() => {
          setIds([]);
          again();
        }}
      />
      <DataTable
        label={t("courses.title")}
        columns={columns}
        rows={nodes}
        rowKey={(row) => row.id}
        total={totalCount}
        onMore={pageInfo.hasNextPage ? more : undefined}
        loadingMore={loading}
        empty={<EmptyState title={t("courses.noneTitle")}>{t("courses.none")}</EmptyState>}
      />
    </>
  );
}
