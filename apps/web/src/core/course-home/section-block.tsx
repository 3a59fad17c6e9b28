import { useMutation } from "@apollo/client/react";
import { ActionIcon, Badge, Group, TextInput, Title } from "@mantine/core";
import { IconAdjustments, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import { AccessReasons } from "../../ui/access-reasons";
import { MenuButton } from "../../ui/menu-button";
import { ProgressRing } from "../../ui/progress-ring";
import { SortableList } from "../../ui/sortable-list";
import {
  type EntryRow_entryFragment,
  type HomeSectionBlock_sectionFragment,
  MoveEntryDocument,
  RenameSectionDocument,
  RestoreTrashDocument,
  TrashItemDocument,
} from "./course-home.generated";
import { EntryRow } from "./entry-row";
import { useHome } from "./home-context";
import { PlaceItem } from "./place-item";
import classes from "./course-home.module.css";

type Row = HomeSectionBlock_sectionFragment;

function Rename({ row, onDone }: { row: Row; onDone: () => void }) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [rename] = useMutation(RenameSectionDocument);
  const [title, setTitle] = useState(row.section.title);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (title.trim() === "" || title === row.section.title) return onDone();
    rename({ variables: { id: row.id, sessionId: place.sessionId, title, expectedVersion: row.section.version } })
      .then(refresh)
      .then(onDone)
      .catch(showError);
    return undefined;
  };
  const leave = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") onDone();
  };
  return (
    <form onSubmit={submit} style={{ flex: 1 }}>
      <TextInput
        aria-label={t("section.name")}
        autoFocus
        dir="auto"
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onBlur={submit}
        onKeyDown={leave}
      />
    </form>
  );
}

function useTrash(row: Row): () => void {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const offerUndo = useUndo();
  const [trash] = useMutation(TrashItemDocument);
  const [restore] = useMutation(RestoreTrashDocument);
  const { courseId, sessionId } = place;
  return () =>
    void trash({ variables: { id: row.id, sessionId } })
      .then(({ data }) => {
        const trashId = data?.trashItem.trashId;
        if (trashId)
          offerUndo(t("section.trashed", { title: row.section.title }), () =>
            restore({ variables: { courseId, sessionId, trashId } }).then(refresh),
          );
        return refresh();
      })
      .catch(showError);
}

function Head({ row }: { row: Row }) {
  const { t } = useTranslation("courses");
  const { place, editing, openDetails } = useHome();
  const [renaming, setRenaming] = useState(false);
  const trash = useTrash(row);
  const { section, ring } = row;
  const reasons = section.access.open ? [] : section.access.reasons;
  return (
    <Group gap="sm" wrap="nowrap" className={classes.sectionHead}>
      {renaming ? (
        <Rename row={row} onDone={() => setRenaming(false)} />
      ) : (
        <Title order={2} size="h4" className={classes.sectionTitle} data-closed={!section.access.open || undefined}>
          <bdi>{section.title}</bdi>
        </Title>
      )}
      {section.state !== "PUBLISHED" && (
        <Badge color="gray" variant="outline">
          {t(`state.${section.state}`)}
        </Badge>
      )}
      <AccessReasons reasons={reasons} />
      {!place.isStaff && ring.countable > 0 && <ProgressRing fraction={ring.fraction} label={section.title} />}
      {editing && !renaming && (
        <>
          <ActionIcon aria-label={t("section.rename", { title: section.title })} onClick={() => setRenaming(true)}>
            <IconPencil size={16} />
          </ActionIcon>
          <MenuButton
            name={section.title}
            entries={[
              { label: t("entry.details"), icon: IconAdjustments, onClick: () => openDetails(section.id) },
              null,
              { label: t("section.trash"), icon: IconTrash, danger: true, onClick: trash },
            ]}
          />
        </>
      )}
    </Group>
  );
}

/** A section: its heading with ring or reason, and its entries. */
export function SectionBlock({ row, others }: { row: Row; others: readonly Row[] }) {
  const { t } = useTranslation("courses");
  const { place, editing, refresh } = useHome();
  const showError = useShowError();
  const [move] = useMutation(MoveEntryDocument);
  const drop = (entry: EntryRow_entryFragment, index: number, ids: string[]) =>
    void move({
      variables: { entryId: entry.id, input: { sectionId: row.id, sessionId: place.sessionId, beforeEntryId: ids[index + 1] ?? null } },
    })
      .then(refresh)
      .catch(showError);
  const label = t("section.entries", { title: row.section.title });
  return (
    <article className={classes.section} aria-label={row.section.title}>
      <Head row={row} />
      {editing ? (
        <>
          <SortableList rows={row.entries} nameOf={(entry) => entry.item.title} onMove={drop} label={label}>
            {(entry) => <EntryRow entry={entry} sections={others} follower={row.entries[row.entries.indexOf(entry) + 1]?.id ?? null} />}
          </SortableList>
          <PlaceItem sectionId={row.id} placed={row.entries.map((entry) => entry.itemId)} title={row.section.title} />
        </>
      ) : (
        row.entries.length > 0 && (
          <ul className={classes.entries} aria-label={label}>
            {row.entries.map((entry) => (
              <li key={entry.id}>
                <EntryRow entry={entry} sections={others} follower={null} />
              </li>
            ))}
          </ul>
        )
      )}
    </article>
  );
}
