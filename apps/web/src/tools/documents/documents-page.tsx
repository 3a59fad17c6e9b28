import { useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Breadcrumbs, Button, Group, SegmentedControl, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback, useLocalStorage } from "@mantine/hooks";
import { IconDownload, IconLayoutGrid, IconList, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import { useLive } from "../../kernel/live";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { UploadTray } from "../../ui/upload-tray";
import { AddMenu } from "./add-menu";
import { BulkBar } from "./bulk-bar";
import { DocumentTable } from "./document-table";
import { DocumentTiles } from "./document-tiles";
import { FolderLiveDocument } from "./documents.generated";
import classes from "./documents.module.css";
import { readListing, type FolderData } from "./documents.routes";
import { DropPlace } from "./drop-place";
import { dropRows, putRows } from "./folder-cache";
import { FolderDialogs, type Open } from "./folder-dialogs";
import { FoundDocuments } from "./found-documents";
import { RoomBar } from "./room-bar";
import { SpacesSwitch } from "./spaces-switch";
import { useFolderWork } from "./use-folder-work";

/** A folder of documents: look, find, open; and for those who write, add and arrange. */
export function DocumentsPage() {
  const { t } = useTranslation("documents");
  const loaded = useLoaderData<FolderData>();
  const { place, variables, above } = loaded;
  const { data } = useReadQuery(loaded.list);
  const { fetchMore } = useQueryRefHandlers(loaded.list);
  const [search, setSearch] = useSearchParams();
  const { orderBy, descending, text } = readListing(search);
  const [look, setLook] = useLocalStorage<"table" | "grid">({ key: "lyceum.documents.look", defaultValue: "table", getInitialValueInEffect: false });
  const [open, setOpen] = useState<Open | null>(null);
  const rows = data.documents.nodes;
  const space = data.documentSpaces.find((one) => (above ? one.id === above.spaceId : one.kind === "COURSE")) ?? null;
  const ownSpace = space && space.kind !== "COURSE" ? space : null;
  const work = useFolderWork({ place, variables, rows, above, setOpen });
  useLive(FolderLiveDocument, {
    variables: { courseId: variables.courseId, sessionId: variables.sessionId, folderId: variables.folderId, after: data.liveCursor },
    onEvent: ({ folderChanged: { action, id, node } }) => (action === "CHANGED" && node ? putRows(variables, [node]) : dropRows(variables, [id])),
  });
  const change = (next: Record<string, string | null>) =>
    setSearch((former) => {
      for (const [key, value] of Object.entries(next)) if (value) former.set(key, value);
        else former.delete(key);
      return former;
    });
  const find = useDebouncedCallback((value: string) => change({ find: value.trim() || null }), 300);
  const more = () => void fetchMore({ variables: { after: data.documents.pageInfo.endCursor }, updateQuery: (former, { fetchMoreResult: next }) => ({ ...next, documents: { ...next.documents, nodes: [...former.documents.nodes, ...next.documents.nodes] } }) });
  const chosen = useMemo(() => rows.filter((row) => work.selected.has(row.id)), [rows, work.selected]);
  const top = ownSpace ? { id: ownSpace.rootId ?? null, title: ownSpace.title } : { id: null, title: t("space.course") };
  const title = above?.title ?? t("heading");
  const empty = (
    <EmptyState tool="documents" title={t(text ? "empty.none" : "empty.title")} action={work.mayAdd && !text && <Button onClick={() => setOpen({ kind: "page" })}>{t("add.page")}</Button>}>
      {t(text ? "empty.noneText" : work.mayAdd ? "empty.drop" : "empty.wait")}
    </EmptyState>
  );
  return (
    <DropPlace className={classes.page} active={work.mayAdd} onFiles={work.send}>
      <PageHeader
        title={title}
        tool="documents"
        within={place.title}
        description={<SpacesSwitch place={place} spaces={data.documentSpaces} current={ownSpace} />}
        actions={
          <>
            <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => void work.actions.zip(above ? [above] : [])}>
              {t("downloadAll")}
            </Button>
            {work.mayAdd && <AddMenu onFiles={work.send} onZip={work.sendZip} onFolder={() => setOpen({ kind: "folder" })} onPage={() => setOpen({ kind: "page" })} onRecord={() => setOpen({ kind: "record" })} />}
          </>
        }
      />
      {above && (
        <Breadcrumbs mb="sm" component="nav" aria-label={t("path")}>
          {!ownSpace && (
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
      )}
      <Group mb="sm" gap="sm" className={classes.noprint}>
        <TextInput flex="1 1 14rem" maw="24rem" type="search" leftSection={<IconSearch size={16} aria-hidden />} aria-label={t("find")} placeholder={t("find")} defaultValue={text} onChange={(event) => find(event.currentTarget.value)} />
        <SegmentedControl
          ms="auto"
          aria-label={t("look.label")}
          value={look}
          onChange={(value) => setLook(value as "table" | "grid")}
          data={[
            { value: "table", label: <IconList size={18} aria-label={t("look.table")} /> },
            { value: "grid", label: <IconLayoutGrid size={18} aria-label={t("look.grid")} /> },
          ]}
        />
      </Group>
      {rows.length === 0 ? (
        empty
      ) : look === "grid" ? (
        <DocumentTiles rows={rows} addressOf={work.addressOf} label={title} />
      ) : (
        <DocumentTable
          label={title}
          rows={rows}
          {...{ orderBy, descending, selected: work.selected, cut: work.cut, addressOf: work.addressOf, menuOf: work.menuOf }}
          onSelect={work.setSelected}
          onSort={(order, down) => change({ sort: order, down: down ? "1" : null })}
          onOpen={work.openRow}
          onKey={work.onKey}
          onDragRow={work.onDragRow}
          onDropInto={work.onDropInto}
        />
      )}
      {data.documents.pageInfo.hasNextPage && (
        <Button variant="default" mt="md" onClick={more}>
          {t("more")}
        </Button>
      )}
      {text && <FoundDocuments place={place} text={text} addressOf={work.addressOf} />}
      <BulkBar rows={chosen} actions={work.actions} onMove={() => setOpen({ kind: "move", rows: chosen })} onCopy={() => setOpen({ kind: "copy", rows: chosen })} onDone={() => work.setSelected(new Set())} />
      {work.mayAdd && space && (
        <div className={classes.noprint}>
          <RoomBar spaceId={space.id} sessionId={place.sessionId} />
        </div>
      )}
      {work.dialog}
      {open && <FolderDialogs open={open} place={place} target={work.target} top={top} actions={work.actions} onPage={work.createPage} onMove={work.move} onClose={() => setOpen(null)} />}
      <UploadTray />
    </DropPlace>
  );
}
