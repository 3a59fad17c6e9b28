import { useQuery, useReadQuery, useQueryRefHandlers, type QueryRef } from "@apollo/client/react";
import { Button, Group, SegmentedControl, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTransition } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData, useSearchParams } from "react-router-dom";
import { useAddressText } from "../../kernel/address-text";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { CourseCard } from "./course-card";
import { CourseList } from "./course-list";
import { CreateCourse } from "./create-course";
import classes from "./my-courses.module.css";
import {
  type CourseCard_courseFragment,
  MyCategoriesDocument,
  type MyCoursesQuery,
  type MyCoursesQueryVariables,
} from "./my-courses.generated";

const PHASES = ["CURRENT", "COMING", "PAST", "ALL"] as const;
const ORDERS = ["TITLE", "RECENT", "CODE"] as const;
const VIEWS = ["cards", "list"] as const;

/** Chooses a heading of the catalogue; nothing on a campus that has none. */
function Category({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const { t } = useTranslation("my-courses");
  const { data } = useQuery(MyCategoriesDocument);
  if (!data || data.courseCategories.length === 0) return null;
  return (
    <Select
      label={t("category")}
      placeholder={t("allCategories")}
      clearable
      clearButtonProps={{ "aria-label": t("allCategories") }}
      data={data.courseCategories.map(({ id, title }) => ({ value: id, label: title }))}
      value={value}
      onChange={onChange}
    />
  );
}

function Filters() {
  const { t } = useTranslation("my-courses");
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useAddressText("q");
  const put = (name: string, value: string) =>
    setSearch(
      (former) => {
        const next = new URLSearchParams(former);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <Group mb="lg" align="flex-end">
      <TextInput
        type="search"
        label={t("search")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        label={t("order")}
        allowDeselect={false}
        data={ORDERS.map((value) => ({ value, label: t(`orders.${value}`) }))}
        value={search.get("order") ?? "TITLE"}
        onChange={(value) => put("order", value === "TITLE" ? "" : (value ?? ""))}
      />
      <SegmentedControl
        aria-label={t("phase")}
        data={PHASES.map((value) => ({ value, label: t(`phases.${value}`) }))}
        value={search.get("phase") ?? "CURRENT"}
        onChange={(value) => put("phase", value === "CURRENT" ? "" : value)}
      />
      <Category value={search.get("category")} onChange={(value) => put("category", value ?? "")} />
      <SegmentedControl
        aria-label={t("view")}
        data={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
        value={search.get("view") ?? "cards"}
        onChange={(value) => put("view", value === "cards" ? "" : value)}
      />
      <Switch
        label={t("onlyFavourites")}
        mb={8}
        checked={search.has("star")}
        onChange={(event) => put("star", event.currentTarget.checked ? "1" : "")}
      />
    </Group>
  );
}

function CourseCards({ seats }: { seats: readonly CourseCard_courseFragment[] }) {
  return (
    <ul className={classes.grid}>
      {seats.map((seat) => (
        <li key={seat.id}>
          <CourseCard seat={seat} />
        </li>
      ))}
    </ul>
  );
}

/** All courses and sessions that one is in; filters live in the address. */
export function CoursesPage() {
  const { t } = useTranslation("my-courses");
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<MyCoursesQuery, MyCoursesQueryVariables>>();
  // The handlers come first: they give the reference its next page before it is read.
  const { fetchMore } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  const [loading, startLoading] = useTransition();
  const { nodes, pageInfo, totalCount } = data.myCourses;
  const asList = useSearchParams()[0].get("view") === "list";
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  return (
    <>
      <PageHeader title={t("courses")} actions={<CreateCourse />} />
      <Filters />
      <Text c="dimmed" mb="sm" role="status">
        {t("count", { count: totalCount })}
      </Text>
      {nodes.length === 0 && <EmptyState title={t("noMatchTitle")}>{t("noMatchText")}</EmptyState>}
      {nodes.length > 0 && (asList ? <CourseList seats={nodes} /> : <CourseCards seats={nodes} />)}
      {pageInfo.hasNextPage && (
        <Stack align="center" mt="lg">
          <Button variant="default" onClick={more} loading={loading}>
            {t("more")}
          </Button>
        </Stack>
      )}
    </>
  );
}
