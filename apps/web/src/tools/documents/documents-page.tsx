import { useMutation, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Breadcrumbs, Button, Group, SegmentedControl, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback, useLocalStorage } from "@mantine/hooks";
import { IconDownload, IconLayoutGrid, IconList, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import type { DocumentListFormat } from "../../graphql-types.generated";
import type { CoursePlace } from "../../kernel/course-place";
import { useLive } from "../../kernel/live";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { UploadTray } from "../../ui/upload-tray";
import { AddMenu } from "./add-menu";
import { BulkBar } from "./bulk-bar";
import { DocumentTable } from "./document-table";
import { DocumentTiles } from "./document-tiles";
import { ExportDocumentsDocument, FolderLiveDocument } from "./documents.generated";
import classes from "./documents.module.css";
import { readListing, type FolderData, type FolderOrder } from "./documents.routes";
import { DropPlace } from "./drop-place";
import { dropRows, putRows, type Row } from "./folder-cache";
import { FolderDialogs, type Open } from "./folder-dialogs";
import { ListExport } from "./list-export";
import { FoundDocuments } from "./found-documents";
import { RoomBar } from "./room-bar";
import { SpacesSwitch } from "./spaces-switch";
import { useFolderWork } from "./use-folder-work";

type Work = ReturnType<typeof useFolderWork>;
type Look = "table" | "grid";

function FolderPath({ above, work, own }: { above: NonNullable<FolderData["above"]>; work: Work; own: boolean }) {
  const { t } = useTranslation("documents");
  return (
    <Breadcrumbs mb="sm" component="nav" aria-label={t("path")}>
      {!own && (
        <Anchor component={Link} to={work.base}>
          {t("space.course")}
        </Anchor>
      )}
      {above.ancestors.map((step) => (
        <Anchor key={step.id} component={Link} to={`${work.base}/${step.id}`}>
          <bdi>{step.title}</bdi>
        </Anchor>
      ))}
      <Text aria-current="page">
        <bdi>{above.title}</bdi>
      </Text>
    </Breadcrumbs>
  );
}

interface ToolsProps {
  text: string;
  onFind: (text: string) => void;
  look: Look;
  onLook: (look: Look) => void;
}

function FolderTools({ text, onFind, look, onLook }: ToolsProps) {
  const { t } = useTranslation("documents");
  const find = useDebouncedCallback(onFind, 300);
  return (
    <Group mb="sm" gap="sm" className={classes.noprint}>
      <TextInput
        flex="1 1 14rem"
        maw="24rem"
        type="search"
        leftSection={<IconSearch size={16} aria-hidden />}
        aria-label={t("find")}
        placeholder={t("find")}
        defaultValue={text}
        onChange={(event) => find(event.currentTarget.value)}
      />
      <SegmentedControl
        ms="auto"
        aria-label={t("look.label")}
        value={look}
        onChange={(value) => onLook(value as Look)}
        data={[
          { value: "table", label: <IconList size={18} aria-label={t("look.table")} /> },
          { value: "grid", label: <IconLayoutGrid size={18} aria-label={t("look.grid")} /> },
        ]}
      />
    </Group>
  );
}

interface RowsProps {
  rows: readonly Row[];
  title: string;
  look: Look;
  work: Work;
  listing: ReturnType<typeof readListing>;
  onSort: (order: FolderOrder, descending: boolean) => void;
  onPage: () => void;
}

function FolderRows({ rows, title, look, work, listing, onSort, onPage }: RowsProps) {
  const { t } = useTranslation("documents");
  const { orderBy, descending, text } = listing;
  if (rows.length === 0) {
    return (
      <EmptyState
        tool="documents"
        title={t(text ? "empty.none" : "empty.title")}
        action={work.mayAdd && !text && <Button onClick={onPage}>{t("add.page")}</Button>}
      >
        {t(text ? "empty.noneText" : work.mayAdd ? "empty.drop" : "empty.wait")}
      </EmptyState>
    );
  }
  if (look === "grid") return <DocumentTiles rows={rows} addressOf={work.addressOf} label={title} />;
  const { selected, cut, addressOf, menuOf } = work;
  return (
    <DocumentTable
      {...{ label: title, rows, orderBy, descending, selected, cut, addressOf, menuOf, onSort }}
      onSelect={work.setSelected}
      onOpen={work.openRow}
      onKey={work.onKey}
      onDragRow={work.onDragRow}
      onDropInto={work.onDropInto}
    />
  );
}

/** The list of a folder, kept in step with what others do. */
function useFolder(loaded: FolderData) {
  const { variables, above } = loaded;
  const { fetchMore } = useQueryRefHandlers(loaded.list);
  const { data } = useReadQuery(loaded.list);
  useLive(FolderLiveDocument, {
    variables: { courseId: variables.courseId, sessionId: variables.sessionId, folderId: variables.folderId },
    after: data.liveCursor,
    onEvent: ({ folderChanged: { action, id, node } }) =>
      action === "CHANGED" && node ? putRows(variables, [node]) : dropRows(variables, [id]),
  });
  const more = () =>
    void fetchMore({
      variables: { after: data.documents.pageInfo.endCursor },
      updateQuery: (former, { fetchMoreResult: next }) => ({
        ...next,
        documents: { ...next.documents, nodes: [...former.documents.nodes, ...next.documents.nodes] },
      }),
    });
  const spaces = data.documentSpaces;
  const space = spaces.find((one) => (above ? one.id === above.spaceId : one.kind === "COURSE")) ?? null;
  return {
    rows: data.documents.nodes,
    hasMore: data.documents.pageInfo.hasNextPage,
    more,
    spaces,
    space,
    tellable: data.courseNotice.length > 0,
  };
}

interface ButtonsProps {
  above: FolderData["above"];
  work: Work;
  setOpen: (open: Open) => void;
}

function FolderButtons({ above, work, setOpen }: ButtonsProps) {
  const { t } = useTranslation("documents");
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => void work.actions.save(above ? [above] : [])}
      >
        {t("downloadAll")}
      </Button>
      {work.mayAdd && (
        <AddMenu
          onFiles={work.send}
          onZip={work.sendZip}
          onFolder={() => setOpen({ kind: "folder" })}
          onPage={() => setOpen({ kind: "page" })}
          onRecord={() => setOpen({ kind: "record" })}
        />
      )}
    </>
  );
}

/** The list of all of the course's documents as a file. */
function DocumentsExport({ place: { courseId, sessionId } }: { place: CoursePlace }) {
  const { t } = useTranslation("documents");
  const [exportAll] = useMutation(ExportDocumentsDocument);
  const begin = async (format: DocumentListFormat) =>
    (await exportAll({ variables: { courseId, sessionId, format } })).data?.exportDocuments.id;
  return <ListExport label={t("list.export")} size="xs" begin={begin} />;
}

interface OpenDialogProps {
  open: Open;
  setOpen: (open: Open | null) => void;
  place: CoursePlace;
  work: Work;
  /** The group's or the person's space on screen; null = the course's. */
  own: { rootId: string | null; title: string } | null;
}

function OpenDialog({ open, setOpen, place, work, own }: OpenDialogProps) {
  const { t } = useTranslation("documents");
  const top = own ? { id: own.rootId, title: own.title } : { id: null, title: t("space.course") };
  return (
    <FolderDialogs
      {...{ open, place, top, target: work.target, actions: work.actions }}
      onPage={work.createPage}
      onMove={work.move}
      onClose={() => setOpen(null)}
    />
  );
}

/** What the address says of the list, and how to change it there. */
function useListing() {
  const [search, setSearch] = useSearchParams();
  const change = (next: Record<string, string | null>) =>
    setSearch((former) => {
      for (const [key, value] of Object.entries(next))
        if (value) former.set(key, value);
        else former.delete(key);
      return former;
    });
  return { listing: readListing(search), change };
}

/** A folder of documents: look, find, open; and for those who write, add and arrange. */
export function DocumentsPage() {
  const { t } = useTranslation("documents");
  const loaded = useLoaderData<FolderData>();
  const { place, variables, above } = loaded;
  const { rows, hasMore, more, spaces, space, tellable } = useFolder(loaded);
  const { listing, change } = useListing();
  const [look, setLook] = useLocalStorage<Look>({ key: "lyceum.documents.look", defaultValue: "table", getInitialValueInEffect: false });
  const [open, setOpen] = useState<Open | null>(null);
  const own = space && space.kind !== "COURSE" ? space : null;
  const work = useFolderWork({ place, variables, rows, above, tellable, setOpen });
  const chosen = useMemo(() => rows.filter((row) => work.selected.has(row.id)), [rows, work.selected]);
  const title = above?.title ?? t("heading");
  return (
    <DropPlace className={classes.page} active={work.mayAdd} onFiles={work.send}>
      <PageHeader
        title={title}
        tool="documents"
        within={place.title}
        actions={<FolderButtons above={above} work={work} setOpen={setOpen} />}
        description={<SpacesSwitch place={place} spaces={spaces} current={own} />}
      />
      {above && <FolderPath above={above} work={work} own={own !== null} />}
      <FolderTools text={listing.text} onFind={(value) => change({ find: value.trim() || null })} look={look} onLook={setLook} />
      <FolderRows
        {...{ rows, title, look, work, listing }}
        onSort={(order, down) => change({ sort: order, down: down ? "1" : null })}
        onPage={() => setOpen({ kind: "page" })}
      />
      {hasMore && (
        <Button variant="default" mt="md" onClick={more}>
          {t("more")}
        </Button>
      )}
      {listing.text && <FoundDocuments place={place} text={listing.text} addressOf={work.addressOf} />}
      <BulkBar
        rows={chosen}
        actions={work.actions}
        onMove={() => setOpen({ kind: "move", rows: chosen })}
        onCopy={() => setOpen({ kind: "copy", rows: chosen })}
        onDone={() => work.setSelected(new Set())}
      />
      <Group justify="space-between" mt="md">
        {work.mayAdd && space && <RoomBar spaceId={space.id} sessionId={place.sessionId} />}
        {place.isStaff && !own && <DocumentsExport place={place} />}
      </Group>
      {work.dialog}
      {open && <OpenDialog open={open} setOpen={setOpen} place={place} work={work} own={own} />}
      <UploadTray />
    </DropPlace>
  );
}
