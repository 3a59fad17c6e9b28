import { type QueryRef, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { ToolIcon } from "../../ui/tool-icon";
import { MarkedText } from "./marked-text";
import { addressOfHit } from "./search-provider";
import type { CourseSearchPageQuery, CourseSearchPageQueryVariables } from "./search.generated";

type Hit = CourseSearchPageQuery["searchCourse"]["nodes"][number];

function HitRow({ hit }: { hit: Hit }) {
  const { t } = useTranslation(["search", "shell"]);
  const { code, sessionId } = useCoursePlace();
  return (
    <Group component="li" wrap="nowrap" align="flex-start" gap="sm" style={{ listStyle: "none" }}>
      <ToolIcon tool={hit.tool} />
      <div style={{ minInlineSize: 0 }}>
        <Anchor component={Link} to={addressOfHit({ ...hit, courseCode: code, sessionId })} fw={550}>
          <MarkedText text={hit.title} ranges={hit.titleRanges} />
        </Anchor>
        <Text size="xs" c="dimmed">
          {t(`shell:tool.${hit.tool}`, { defaultValue: "" })}
          {hit.part > 0 && ` · ${t("part", { part: hit.part })}`}
        </Text>
        {hit.excerpt && (
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            <MarkedText text={hit.excerpt} ranges={hit.excerptRanges} />
          </Text>
        )}
      </div>
    </Group>
  );
}

/** What of the course matches some words; the words are in the address. */
export function CourseSearchPage() {
  const { t } = useTranslation("search");
  const place = useCoursePlace();
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<CourseSearchPageQuery, CourseSearchPageQueryVariables>>();
  const { data } = useReadQuery(queryRef);
  const { fetchMore } = useQueryRefHandlers(queryRef);
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get("q") ?? "");
  const [loading, startLoading] = useTransition();
  const { nodes, pageInfo, totalCount } = data.searchCourse;
  const asked = search.get("q") ?? "";
  const more = () => startLoading(() => void fetchMore({ variables: { after: pageInfo.endCursor } }).catch(showError));
  return (
    <>
      <PageHeader title={t("title")} within={place.title} />
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(text.trim() ? { q: text.trim() } : {});
        }}
      >
        <Group align="flex-end" mb="lg">
          <TextInput type="search" label={t("words")} leftSection={<IconSearch size={16} aria-hidden />} value={text} onChange={(event) => setText(event.currentTarget.value)} flex={1} maxLength={200} />
          <Button type="submit">{t("find")}</Button>
        </Group>
      </form>
      {asked !== "" && (
        <Text c="dimmed" mb="sm" role="status">
          {nodes[0]?.fuzzy ? t("fuzzy", { words: asked }) : t("count", { count: totalCount })}
        </Text>
      )}
      {nodes.length === 0 && <EmptyState title={t(asked ? "nothing" : "begin")}>{t(asked ? "nothingText" : "beginText")}</EmptyState>}
      <Stack component="ul" gap="md" p={0} m={0}>
        {nodes.map((hit) => (
          <HitRow key={hit.id} hit={hit} />
        ))}
      </Stack>
      {pageInfo.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" onClick={more} loading={loading}>
            {t("more")}
          </Button>
        </Group>
      )}
    </>
  );
}
