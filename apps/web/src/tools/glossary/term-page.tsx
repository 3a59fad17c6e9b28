import { useApolloClient, useReadQuery } from "@apollo/client/react";
import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { directionOf } from "@lyceum/shared/locales";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData } from "react-router-dom";
import type { CoursePlace } from "../../kernel/course-place";
import { CourseText } from "../../kernel/course-text";
import { MenuButton } from "../../ui/menu-button";
import { PageHeader } from "../../ui/page-header";
import { ToolIcon } from "../../ui/tool-icon";
import { GlossaryTermPageDocument, type GlossaryTermPageQuery } from "./glossary.generated";
import type { loadTerm } from "./glossary.routes";
import { TermBadges, useTermEntries } from "./term-card";
import { useTermChanges } from "./term-changes";
import { TermForm } from "./term-form";
import classes from "./glossary.module.css";

/** One term with all that is known of it, and where it occurs. */
export function TermPage() {
  const { place, page } = useLoaderData<typeof loadTerm>();
  const { data } = useReadQuery(page);
  const client = useApolloClient();
  const reload = useCallback(() => client.refetchQueries({ include: [GlossaryTermPageDocument] }), [client]);
  return <TermBody key={data.glossaryTerm.id} place={place} data={data} reload={reload} />;
}

function Occurrences({ place, occurrences }: { place: CoursePlace; occurrences: GlossaryTermPageQuery["termOccurrences"] }) {
  const { t } = useTranslation("glossary");
  return (
    <section aria-labelledby="occurrences">
      <Title order={2} size="h3" id="occurrences">
        {t("term.occurrences", { count: occurrences.totalCount })}
      </Title>
      {occurrences.nodes.length === 0 && <Text c="dimmed">{t("term.noOccurrences")}</Text>}
      <Stack component="ul" gap="xs" p={0} style={{ listStyle: "none" }}>
        {occurrences.nodes.map(({ id, title, excerpt, item }) => (
          <li key={id}>
            <Group wrap="nowrap" align="flex-start" gap="xs">
              <ToolIcon tool={item.tool} />
              <div style={{ minInlineSize: 0 }}>
                <Anchor component={Link} to={`${place.address}/${item.tool}/${item.id}`}>
                  <bdi>{title}</bdi>
                </Anchor>
                <Text size="sm" c="dimmed">
                  <bdi>{excerpt}</bdi>
                </Text>
              </div>
            </Group>
          </li>
        ))}
      </Stack>
    </section>
  );
}

function Variants({ term }: { term: GlossaryTermPageQuery["glossaryTerm"] }) {
  const { t } = useTranslation("glossary");
  const itself = useMemo(() => new Set([term.id]), [term.id]);
  if (term.variants.length === 0) return null;
  return (
    <section aria-labelledby="variants">
      <Title order={2} size="h3" id="variants">
        {t("term.variants")}
      </Title>
      {term.variants.map((variant) => (
        <div key={variant.language} lang={variant.language} dir={directionOf(variant.language)}>
          <Text fw={600}>
            {variant.term}{" "}
            <Text span size="sm" c="dimmed">
              {variant.language}
            </Text>
          </Text>
          {variant.definition && <CourseText place="PAGES" html={variant.definition} lang={variant.language} except={itself} />}
        </div>
      ))}
    </section>
  );
}

function TermBody({ place, data, reload }: { place: CoursePlace; data: GlossaryTermPageQuery; reload: () => Promise<unknown> }) {
  const { glossaryTerm: term, termOccurrences } = data;
  const { t } = useTranslation("glossary");
  const [mode, setMode] = useState<"read" | "edit" | "reword">("read");
  const changes = useTermChanges(place, reload);
  const entries = useTermEntries({ term, place, changes, onChanged: reload }, setMode);
  const itself = useMemo(() => new Set([term.id]), [term.id]);
  const dir = directionOf(term.language);
  const done = async () => {
    setMode("read");
    await reload();
  };
  if (mode !== "read") return <TermForm place={place} term={term} mode={mode} onDone={done} onCancel={() => setMode("read")} />;
  return (
    <Stack gap="lg">
      <PageHeader
        title={term.term}
        within={place.title}
        tool="glossary"
        description={<bdi lang={term.language}>{term.aliases.map((alias) => alias.text).join(" · ")}</bdi>}
        actions={
          <>
            <TermBadges term={term} />
            <span className="lyceum-chrome">
              <MenuButton name={term.term} entries={entries} />
            </span>
          </>
        }
      />
      {term.pictureUrl && <img className={classes.picture} src={term.pictureUrl} alt={term.term} />}
      <CourseText place="PAGES" html={term.definition} lang={term.language} dir={dir} except={itself} />
      {term.audioUrl && (
        <audio controls preload="none" src={term.audioUrl} aria-label={t("term.audio", { term: term.term })} className={classes.sound} />
      )}
      <Variants term={term} />
      {term.related.length > 0 && (
        <Text>
          {t("term.related")}{" "}
          {term.related.map((related, index) => (
            <span key={related.id}>
              {index > 0 && " · "}
              <Anchor component={Link} to={`${place.address}/glossary/${related.id}`}>
                <bdi>{related.term}</bdi>
              </Anchor>
            </span>
          ))}
        </Text>
      )}
      <Occurrences place={place} occurrences={termOccurrences} />
    </Stack>
  );
}
