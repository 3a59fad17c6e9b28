import { Modal, Text } from "@mantine/core";
import { directionOf } from "@lyceum/shared/locales";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import type { CoursePlace } from "../../kernel/course-place";
import { CourseText } from "../../kernel/course-text";
import { type Column, DataTable } from "../../ui/data-table";
import { MenuButton } from "../../ui/menu-button";
import { SortableList } from "../../ui/sortable-list";
import type { GlossarySettingsFieldsFragment, GlossaryTermFieldsFragment } from "./glossary.generated";
import { TermBadges, TermCard, useTermEntries } from "./term-card";
import type { TermChanges } from "./term-changes";
import { TermForm } from "./term-form";
import classes from "./glossary.module.css";

interface TermListProps {
  place: CoursePlace;
  terms: readonly GlossaryTermFieldsFragment[];
  settings: GlossarySettingsFieldsFragment;
  /** Whether this person may put the terms in order here. */
  sortable: boolean;
  changes: TermChanges;
  reload: () => Promise<unknown>;
}

/** The menu of a row, with its form in a dialog: cells are too small for one. */
function RowMenu({
  term,
  place,
  changes,
  reload,
}: Pick<TermListProps, "place" | "changes" | "reload"> & { term: GlossaryTermFieldsFragment }) {
  const { t } = useTranslation(["glossary", "ui"]);
  const [mode, setMode] = useState<"edit" | "reword">();
  const entries = useTermEntries({ term, place, changes, onChanged: reload }, setMode);
  const done = async () => {
    setMode(undefined);
    await reload();
  };
  return (
    <>
      <MenuButton name={term.term} entries={entries} />
      <Modal
        opened={mode !== undefined}
        onClose={() => setMode(undefined)}
        size="lg"
        title={t("form.edit", { term: term.term })}
        closeButtonProps={{ "aria-label": t("ui:cancel") }}
      >
        {mode && <TermForm place={place} term={term} mode={mode} onDone={done} onCancel={() => setMode(undefined)} />}
      </Modal>
    </>
  );
}

function DefinitionCell({ term }: { term: GlossaryTermFieldsFragment }) {
  const itself = useMemo(() => new Set([term.id]), [term.id]);
  return <CourseText place="PAGES" html={term.definition} lang={term.language} dir={directionOf(term.language)} except={itself} />;
}

function TermTable(props: TermListProps) {
  const { place, terms } = props;
  const { t } = useTranslation("glossary");
  const columns: Column<GlossaryTermFieldsFragment>[] = [
    {
      key: "term",
      header: t("table.term"),
      width: "10rem",
      cell: (term) => (
        <>
          <Link to={`${place.address}/glossary/${term.id}`} className={classes.name}>
            <bdi lang={term.language}>{term.term}</bdi>
          </Link>{" "}
          <TermBadges term={{ ...term, category: null }} />
        </>
      ),
    },
    {
      key: "definition",
      header: t("table.definition"),
      width: "18rem",
      cell: (term) => <DefinitionCell term={term} />,
    },
    {
      key: "aliases",
      header: t("table.aliases"),
      cell: (term) => <bdi lang={term.language}>{term.aliases.map((alias) => alias.text).join(", ")}</bdi>,
    },
    { key: "category", header: t("table.category"), cell: (term) => term.category },
    {
      key: "menu",
      header: (
        <Text span className="lyceum-chrome">
          {t("table.actions")}
        </Text>
      ),
      cell: (term) => <RowMenu {...props} term={term} />,
    },
  ];
  return <DataTable label={t("table.label")} columns={columns} rows={terms} rowKey={(term) => term.id} />;
}

/** The terms as panels or as a table; in the manual order staff drag them, or move them by keys or menu. */
export function TermList(props: TermListProps) {
  const { place, terms, settings, sortable, changes, reload } = props;
  const { t } = useTranslation("glossary");
  const [search] = useSearchParams();
  const view = search.get("view") ?? settings.view.toLowerCase();
  if (view === "table") return <TermTable {...props} />;
  const ids = terms.map((term) => term.id);
  const beforeAt = (index: number) => ids[index] ?? null;
  const moves = sortable && settings.order === "MANUAL";
  const card = (term: GlossaryTermFieldsFragment) => {
    const at = ids.indexOf(term.id);
    const move = moves
      ? {
          up: at > 0 ? () => void changes.move(term, beforeAt(at - 1)) : undefined,
          down: at < ids.length - 1 ? () => void changes.move(term, beforeAt(at + 2)) : undefined,
        }
      : undefined;
    return <TermCard term={term} place={place} changes={changes} move={move} onChanged={reload} />;
  };
  if (moves) {
    return (
      <SortableList
        label={t("list.label")}
        rows={terms}
        nameOf={(term) => term.term}
        onMove={(term, index, order) => void changes.move(term, order[index + 1] ?? null)}
      >
        {card}
      </SortableList>
    );
  }
  return (
    <div className={classes.terms} role="list" aria-label={t("list.label")}>
      {terms.map((term) => (
        <div key={term.id} role="listitem">
          {card(term)}
        </div>
      ))}
    </div>
  );
}
