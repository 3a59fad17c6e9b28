import { useApolloClient, useMutation, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Alert, Anchor, Button, Group, Stack } from "@mantine/core";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import type { CoursePlace } from "../../kernel/course-place";
import { PageHeader } from "../../ui/page-header";
import { changed } from "./glossary-address";
import { GlossaryActions } from "./glossary-actions";
import { GlossaryEmpty } from "./glossary-empty";
import { GlossaryToolbar } from "./glossary-toolbar";
import { GlossaryPageDocument, type GlossaryPageQuery, ViewGlossaryDocument } from "./glossary.generated";
import type { loadGlossary } from "./glossary.routes";
import { QuickAdd } from "./quick-add";
import { useTermChanges } from "./term-changes";
import { TermForm } from "./term-form";
import { TermList } from "./term-list";
import { useTermNews } from "./term-news";

/** Looking at the list is progress; it is reported once for each visit. */
function useViewed({ courseId, sessionId }: CoursePlace) {
  const [report] = useMutation(ViewGlossaryDocument);
  useEffect(() => {
    report({ variables: { courseId, sessionId } }).catch(() => undefined);
  }, [report, courseId, sessionId]);
}

/** The list of a course's terms. */
export function GlossaryPage() {
  const { place, page } = useLoaderData<typeof loadGlossary>();
  const { fetchMore } = useQueryRefHandlers(page);
  const { data } = useReadQuery(page);
  const client = useApolloClient();
  // Not by the handlers' refetch, which suspends: what is on screen stays until the answer is there.
  const reload = useCallback(() => client.refetchQueries({ include: [GlossaryPageDocument] }), [client]);
  const more = useCallback(
    () => fetchMore({ variables: { after: data.glossaryTerms.pageInfo.endCursor } }),
    [fetchMore, data.glossaryTerms.pageInfo.endCursor],
  );
  useViewed(place);
  return <GlossaryBody place={place} data={data} reload={reload} more={more} />;
}

interface BodyProps {
  place: CoursePlace;
  data: GlossaryPageQuery;
  reload: () => Promise<unknown>;
  more: () => Promise<unknown>;
}

/** How many proposals wait, as the way to them; among them, the way back. */
function ProposalsNotice({ count, manages }: { count: number; manages: boolean }) {
  const { t } = useTranslation("glossary");
  const [search] = useSearchParams();
  if (search.get("show") === "proposals") {
    return (
      <Anchor component={Link} to={{ search: changed(search, { show: null }).toString() }}>
        {t("proposals.back")}
      </Anchor>
    );
  }
  if (count === 0) return null;
  return (
    <Alert color="yellow" className="lyceum-chrome">
      <Anchor component={Link} to={{ search: changed(search, { show: "proposals", q: null, letter: null }).toString() }}>
        {t(manages ? "proposals.waiting" : "proposals.own", { count })}
      </Anchor>
    </Alert>
  );
}

/** A button of its own line, between the parts of the list. */
function Between({ children, onClick, light }: { children: ReactNode; onClick: () => Promise<unknown>; light?: boolean }) {
  return (
    <Group justify="center" className="lyceum-chrome">
      <Button variant={light ? "light" : "default"} onClick={() => void onClick()}>
        {children}
      </Button>
    </Group>
  );
}

function GlossaryBody({ place, data, reload, more }: BodyProps) {
  const { t } = useTranslation(["glossary", "shell"]);
  const [search] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const changes = useTermChanges(place, reload);
  const { glossary, glossaryTerms } = data;
  const { viewerCan: can, settings, proposalCount } = glossary;
  const proposals = search.get("show") === "proposals";
  const narrowed = ["q", "letter", "category"].some((key) => search.get(key));
  const news = useTermNews(place, glossaryTerms.nodes, data.liveCursor, reload);
  const kind = narrowed ? "narrowed" : proposals ? "proposals" : "none";
  const added = async () => {
    setAdding(false);
    await reload();
  };
  const nothing = glossaryTerms.nodes.length === 0;
  return (
    <Stack gap="md">
      <PageHeader
        title={t("shell:tool.glossary")}
        within={place.title}
        tool="glossary"
        description={t("count", { count: glossaryTerms.totalCount })}
        actions={<GlossaryActions place={place} glossary={glossary} changes={changes} reload={reload} onAdd={() => setAdding(true)} />}
      />
      <GlossaryToolbar glossary={glossary} />
      <ProposalsNotice count={proposalCount} manages={can.manage} />
      {adding && (
        <TermForm
          place={place}
          mode={can.create ? "create" : "propose"}
          staff={can.manage}
          categories={glossary.categories}
          onDone={added}
          onCancel={() => setAdding(false)}
        />
      )}
      {news > 0 && (
        <Between light onClick={reload}>
          {t("news", { count: news })}
        </Between>
      )}
      {nothing && !adding ? (
        <GlossaryEmpty place={place} kind={kind} manages={can.manage} onAdd={() => setAdding(true)} onAdded={reload} />
      ) : (
        <TermList
          place={place}
          terms={glossaryTerms.nodes}
          settings={settings}
          sortable={can.manage && !narrowed && !proposals}
          changes={changes}
          reload={reload}
        />
      )}
      {can.manage && !adding && !proposals && <QuickAdd place={place} onAdded={reload} />}
      {glossaryTerms.pageInfo.hasNextPage && <Between onClick={more}>{t("more")}</Between>}
    </Stack>
  );
}
