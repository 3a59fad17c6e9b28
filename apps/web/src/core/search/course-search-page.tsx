import { useQueryRefHandlers, useReadQuery, type QueryRef } from "@apollo/client/react";
import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { ToolIcon } from "../../ui/tool-icon";
import { useShownCourse } from "../shell/course-tools";
import { hitAddress } from "./hit-address";
import type { CourseSearchPageQuery, CourseSearchPageQueryVariables, SearchHit_hitFragment } from "./search.generated";
import { MarkedText } from "./marked-text";
import classes from "./search.module.css";

const TYPING_MS = 250;

function useToolName(): (key: string) => string {
  const { t } = useTranslation("shell");
  const tools = useShownCourse()?.tools ?? [];
  return (key) => tools.find((tool) => tool.key === key)?.label ?? t(`tool.${key}`, { defaultValue: t("courseHome") });
}

function Filters() {
  const { t } = useTranslation("search");
  const nameOf = useToolName();
  const tools = useShownCourse()?.tools ?? [];
  const [search, setSearch] = useSearchParams();
  const asked = search.get("q") ?? "";
  const [text, setText] = useState(asked);
  const [known, setKnown] = useState(asked);
  // Going back changes the address under the field.
  if (known !== asked) {
    setKnown(asked);
    if (asked !== text.trim()) setText(asked);
  }
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
  useEffect(() => {
    if (text.trim() === asked) return undefined;
    const later = setTimeout(() => put("q", text.trim()), TYPING_MS);
    return () => clearTimeout(later);
  });
  return (
    <Group role="search" mb="lg" align="flex-end">
      <TextInput
        type="search"
        flex="1 1 16rem"
        label={t("words")}
        description={t("wordsHelp")}
        maxLength={200}
        dir="auto"
        autoFocus={asked === ""}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        label={t("tool")}
        allowDeselect={false}
        data={[{ value: "", label: t("allTools") }, ...tools.map(({ key }) => ({ value: key, label: nameOf(key) }))]}
        value={search.get("tool") ?? ""}
        onChange={(value) => put("tool", value ?? "")}
      />
    </Group>
  );
}

function Hit({ hit }: { hit: SearchHit_hitFragment }) {
  const { t } = useTranslation("search");
  const nameOf = useToolName();
  return (
    <li className={classes.hit}>
      <ToolIcon tool={hit.tool} size={32} />
      <div className={classes.words}>
        <Link to={hitAddress(hit)} className={classes.link}>
          <MarkedText text={hit.title || nameOf(hit.tool)} ranges={hit.title ? hit.titleRanges : []} />
        </Link>
        <div className={classes.where}>
          <bdi>{nameOf(hit.tool)}</bdi>
          {hit.part > 0 && ` · ${t("part", { number: hit.part })}`}
        </div>
        {hit.excerpt && (
          <p className={classes.excerpt}>
            <MarkedText text={hit.excerpt} ranges={hit.excerptRanges} />
          </p>
        )}
      </div>
    </li>
  );
}

type Ref = QueryRef<CourseSearchPageQuery, CourseSearchPageQueryVariables>;

function Results({ queryRef }: { queryRef: Ref }) {
  const { t } = useTranslation("search");
  const showError = useShowError();
  // The handlers come first: they give the reference its next page before it is read.
  const { fetchMore } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  const [loading, startLoading] = useTransition();
  const [search, setSearch] = useSearchParams();
  const { nodes, pageInfo, totalCount } = data.searchCourse;
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  const anyTool = search.has("tool") && (
    <Button variant="default" onClick={() => setSearch({ q: search.get("q") ?? "" })}>
      {t("inAllTools")}
    </Button>
  );
  return (
    <>
      <Text c="dimmed" mb="sm" role="status">
        {t(nodes[0]?.fuzzy ? "alike" : "count", { count: totalCount })}
      </Text>
      {nodes.length === 0 && (
        <EmptyState title={t("nothingTitle")} action={anyTool}>
          {t("nothingText")}
        </EmptyState>
      )}
      <ul className={classes.hits}>
        {nodes.map((hit) => (
          <Hit key={hit.id} hit={hit} />
        ))}
      </ul>
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

/** What of this course has some words, best first. */
export function CourseSearchPage() {
  const { t } = useTranslation("search");
  const place = useCoursePlace();
  const { query } = useLoaderData<{ query: Ref | null }>();
  return (
    <>
      <PageHeader title={t("title")} within={place.title} />
      <Filters />
      {query ? <Results queryRef={query} /> : <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
    </>
  );
}
