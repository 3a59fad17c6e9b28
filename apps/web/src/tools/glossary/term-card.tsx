import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconEye, IconEyeOff, IconLink, IconPencil, IconTrash, IconVersions } from "@tabler/icons-react";
import { directionOf } from "@lyceum/shared/locales";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { announce } from "../../kernel/announce";
import type { CoursePlace } from "../../kernel/course-place";
import { CourseText } from "../../kernel/course-text";
import { MenuButton, type MenuEntry } from "../../ui/menu-button";
import { RefuseDialog } from "./refuse-dialog";
import { TermForm } from "./term-form";
import type { GlossaryTermFieldsFragment } from "./glossary.generated";
import type { TermChanges } from "./term-changes";
import classes from "./glossary.module.css";

interface TermCardProps {
  term: GlossaryTermFieldsFragment;
  place: CoursePlace;
  changes: TermChanges;
  /** Places to move to by menu, beside dragging; absent where the order is not manual. */
  move?: { up?: () => void; down?: () => void };
  onChanged: () => unknown;
}

/** The menu of a term: what this person may do with it. */
export function useTermEntries(
  { term, place, changes, move }: TermCardProps,
  edit: (mode: "edit" | "reword") => void,
): (MenuEntry | null | false)[] {
  const { t } = useTranslation("glossary");
  const { viewerCan: can } = term;
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(`${place.address}/glossary/${term.id}`, window.location.origin).href);
    announce(t("menu.copied"));
  };
  return [
    can.update && {
      label: t(place.sessionId && !term.inSession ? "menu.editInCourse" : "menu.edit"),
      icon: IconPencil,
      onClick: () => edit("edit"),
    },
    can.reword && { label: t("menu.reword"), icon: IconVersions, onClick: () => edit("reword") },
    can.hide &&
      term.state === "PUBLISHED" && {
        label: t(place.sessionId && !term.inSession ? "menu.hideHere" : "menu.hide"),
        icon: IconEyeOff,
        onClick: () => void changes.setState(term, "HIDDEN"),
      },
    can.hide &&
      term.state === "HIDDEN" && { label: t("menu.show"), icon: IconEye, onClick: () => void changes.setState(term, "PUBLISHED") },
    !!move?.up && { label: t("menu.up"), icon: IconArrowUp, onClick: move.up },
    !!move?.down && { label: t("menu.down"), icon: IconArrowDown, onClick: move.down },
    { label: t("menu.copy"), icon: IconLink, onClick: () => void copy() },
    can.delete && null,
    can.delete && { label: t("menu.delete"), icon: IconTrash, danger: true, onClick: () => void changes.trash(term) },
  ];
}

/** Accepting or refusing, below a proposal. */
function Decision({ term, changes }: Pick<TermCardProps, "term" | "changes">) {
  const { t } = useTranslation("glossary");
  const [refusing, setRefusing] = useState(false);
  return (
    <Group gap="xs" mt="xs" className="lyceum-chrome">
      <Button size="sm" onClick={() => void changes.decide(term, "ACCEPT")}>
        {t("proposals.accept")}
      </Button>
      <Button size="sm" variant="default" onClick={() => setRefusing(true)}>
        {t("proposals.refuse")}
      </Button>
      <RefuseDialog
        term={term.term}
        opened={refusing}
        onClose={() => setRefusing(false)}
        onRefuse={(reason) => changes.decide(term, "REFUSE", reason)}
      />
    </Group>
  );
}

/** Badges that say what is special about a term. */
export function TermBadges({ term }: { term: GlossaryTermFieldsFragment }) {
  const { t } = useTranslation("glossary");
  return (
    <>
      {term.state === "HIDDEN" && (
        <Badge variant="outline" color="gray">
          {t("state.hidden")}
        </Badge>
      )}
      {term.state === "PROPOSED" && (
        <Badge variant="outline" color="yellow">
          {t("state.proposed")}
        </Badge>
      )}
      {term.inSession && <Badge variant="light">{t(term.baseTermId ? "state.reworded" : "state.inSession")}</Badge>}
      {term.category && (
        <Badge variant="light" color="gray">
          {term.category}
        </Badge>
      )}
    </>
  );
}

/** One term as a panel: its words, synonyms, definition and translations; edited in place. */
export function TermCard(props: TermCardProps) {
  const { term, place, changes, onChanged } = props;
  const { t } = useTranslation("glossary");
  const [mode, setMode] = useState<"read" | "edit" | "reword">("read");
  const entries = useTermEntries(props, setMode);
  const itself = useMemo(() => new Set([term.id]), [term.id]);
  if (mode !== "read") {
    const done = async () => {
      setMode("read");
      await onChanged();
    };
    return <TermForm place={place} term={term} mode={mode} onDone={done} onCancel={() => setMode("read")} />;
  }
  const dir = directionOf(term.language);
  return (
    <article className={classes.term} data-hidden={term.state === "HIDDEN" || undefined} aria-labelledby={`term-${term.id}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Group gap="xs" align="baseline">
          <Text component="h2" fw={650} size="lg" m={0} id={`term-${term.id}`}>
            <Link to={`${place.address}/glossary/${term.id}`} className={classes.name}>
              <bdi lang={term.language}>{term.term}</bdi>
            </Link>
          </Text>
          <TermBadges term={term} />
        </Group>
        <span className="lyceum-chrome">
          <MenuButton name={term.term} entries={entries} />
        </span>
      </Group>
      <Stack gap={4}>
        {term.aliases.length > 0 && (
          <Text size="sm" c="dimmed">
            <bdi lang={term.language}>{term.aliases.map((alias) => alias.text).join(" · ")}</bdi>
          </Text>
        )}
        {term.pictureUrl && <img className={classes.picture} src={term.pictureUrl} alt={term.term} loading="lazy" />}
        <CourseText place="PAGES" html={term.definition} lang={term.language} dir={dir} except={itself} />
        {term.audioUrl && (
          <audio controls preload="none" src={term.audioUrl} aria-label={t("term.audio", { term: term.term })} className={classes.sound} />
        )}
        {term.variants.length > 0 && (
          <Text size="sm" c="dimmed">
            {term.variants.map((variant) => (
              <span key={variant.language} className={classes.variant}>
                {variant.language} <bdi lang={variant.language}>{variant.term}</bdi>
              </span>
            ))}
          </Text>
        )}
        {term.state === "PROPOSED" && term.author && (
          <Text size="sm" c="dimmed">
            {t("proposals.by", { name: `${term.author.givenName} ${term.author.familyName}`.trim() })}
          </Text>
        )}
      </Stack>
      {term.viewerCan.decide && <Decision term={term} changes={changes} />}
    </article>
  );
}
