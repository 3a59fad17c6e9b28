import { useQuery } from "@apollo/client/react";
import { ActionIcon, Anchor, Breadcrumbs, Button, Group, Paper, Tabs, Tooltip } from "@mantine/core";
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconInfoCircle,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPrinter,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useNavigate, useSearchParams } from "react-router-dom";
import type { CoursePlace } from "../../kernel/course-place";
import { NotFoundPage } from "../../kernel/errors";
import { useHotkeys } from "../../kernel/hotkeys";
import { useLive } from "../../kernel/live";
import { PageHeader } from "../../ui/page-header";
import { PageSkeleton } from "../../ui/skeletons";
import { UploadTray } from "../../ui/upload-tray";
import { AboutPanel } from "./about-panel";
import { ConfirmReading } from "./confirm-reading";
import { DocumentContent, type Viewed } from "./document-content";
import { lookOf } from "./document-kind";
import { download, savingAddress } from "./download";
import classes from "./documents.module.css";
import type { ViewData } from "./documents.routes";
import { ReadersPanel } from "./readers-panel";
import { useReading } from "./use-reading";
import { VersionsPanel } from "./versions-panel";
import { DocumentLiveDocument, DocumentSiblingsDocument, DocumentViewDocument } from "./viewer.generated";

const SLIDE_MS = 5_000;

/** Previous and next of the folder; for pictures also by themselves, as a slideshow. */
function Neighbours({ document, place }: { document: Viewed; place: CoursePlace }) {
  const { t } = useTranslation("documents");
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const showing = search.get("show") === "1";
  const { data } = useQuery(DocumentSiblingsDocument, {
    variables: { courseId: place.courseId, sessionId: place.sessionId, folderId: document.parentId },
  });
  const picture = lookOf(document) === "image";
  const rows = (data?.documents.nodes ?? []).filter(
    (row) => row.kind !== "folder" && row.access.open && (!showing || lookOf(row) === "image"),
  );
  const at = rows.findIndex((row) => row.id === document.id);
  const go = (step: number) => {
    const next = showing ? rows[(at + step + rows.length) % rows.length] : rows[at + step];
    if (at >= 0 && next) void navigate(`${place.address}/documents/view/${next.id}${showing ? "?show=1" : ""}`, { replace: showing });
  };
  useEffect(() => {
    if (!showing || rows.length < 2) return;
    const timer = setTimeout(() => go(1), SLIDE_MS);
    return () => clearTimeout(timer);
  });
  const onward = getComputedStyle(window.document.documentElement).direction === "rtl" ? -1 : 1;
  useHotkeys(
    picture
      ? [
          ["ArrowRight", () => go(onward)],
          ["ArrowLeft", () => go(-onward)],
        ]
      : [],
  );
  return (
    <Group gap={4}>
      {picture && (
        <Tooltip label={t(showing ? "slides.stop" : "slides.start")}>
          <ActionIcon aria-label={t(showing ? "slides.stop" : "slides.start")} onClick={() => setSearch(showing ? {} : { show: "1" })}>
            {showing ? <IconPlayerPause size={20} /> : <IconPlayerPlay size={20} />}
          </ActionIcon>
        </Tooltip>
      )}
      <ActionIcon aria-label={t("previous")} disabled={at <= 0 && !showing} onClick={() => go(-1)}>
        <IconChevronLeft size={20} className="lyceum-flip" />
      </ActionIcon>
      <ActionIcon aria-label={t("next")} disabled={(at < 0 || at >= rows.length - 1) && !showing} onClick={() => go(1)}>
        <IconChevronRight size={20} className="lyceum-flip" />
      </ActionIcon>
    </Group>
  );
}

function Panel({
  document,
  place,
  panel,
  onPanel,
}: {
  document: Viewed;
  place: CoursePlace;
  panel: string;
  onPanel: (panel: string) => void;
}) {
  const { t } = useTranslation("documents");
  return (
    <Paper component="aside" aria-label={t("details")} withBorder p="sm" className={classes.noprint}>
      <Tabs value={panel} onChange={(value) => onPanel(value ?? "about")} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="about">{t("panel.about")}</Tabs.Tab>
          {document.viewerCan.seeVersions && <Tabs.Tab value="versions">{t("panel.versions")}</Tabs.Tab>}
          {document.viewerCan.seeReaders && <Tabs.Tab value="readers">{t("panel.readers")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="about">
          <AboutPanel key={document.revision} document={document} sessionId={place.sessionId} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsPanel key={document.versionNumber} document={document} place={place} />
        </Tabs.Panel>
        <Tabs.Panel value="readers">
          <ReadersPanel id={document.id} sessionId={place.sessionId} />
        </Tabs.Panel>
      </Tabs>
    </Paper>
  );
}

function Actions({
  document,
  place,
  panel,
  onPanel,
}: {
  document: Viewed;
  place: CoursePlace;
  panel: string | null;
  onPanel: (panel: string | null) => void;
}) {
  const { t } = useTranslation("documents");
  return (
    <Group gap="xs" className={classes.noprint}>
      <Neighbours document={document} place={place} />
      {document.kind === "page" && document.viewerCan.update && (
        <Button
          component={Link}
          to={`${place.address}/documents/view/${document.id}/edit`}
          variant="default"
          leftSection={<IconPencil size={18} aria-hidden />}
        >
          {t("edit")}
        </Button>
      )}
      {document.kind === "file" && document.access.open && (
        <Tooltip label={t("download")}>
          <ActionIcon aria-label={t("download")} onClick={() => download(savingAddress(document, place.sessionId))}>
            <IconDownload size={20} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t("print")}>
        <ActionIcon aria-label={t("print")} onClick={() => window.print()}>
          <IconPrinter size={20} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t("details")}>
        <ActionIcon aria-label={t("details")} aria-expanded={panel !== null} onClick={() => onPanel(panel === null ? "about" : null)}>
          <IconInfoCircle size={20} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

const numberIn = (search: URLSearchParams, key: string): number | null => {
  const value = Number(search.get(key));
  return search.has(key) && Number.isFinite(value) && value >= 0 ? value : null;
};

/** Which panel stands beside the document, as the address says. */
function usePanel() {
  const [search, setSearch] = useSearchParams();
  const setPanel = (next: string | null) =>
    setSearch((former) => {
      if (next) former.set("panel", next);
      else former.delete("panel");
      return former;
    });
  return { search, panel: search.get("panel"), setPanel };
}

/** A document in place, with its neighbours, what is said of it, and the readers' confirmation. */
export function ViewerPage() {
  const { t } = useTranslation("documents");
  const { place, variables } = useLoaderData<ViewData>();
  const { search, panel, setPanel } = usePanel();
  const { data, refetch } = useQuery(DocumentViewDocument, { variables });
  const [gone, setGone] = useState<string | null>(null);
  const document = data?.document;
  const reading = useReading(variables.id, place.sessionId, document?.access.open ?? false);
  useLive(DocumentLiveDocument, {
    variables: { courseId: place.courseId, id: variables.id, sessionId: place.sessionId },
    after: data?.liveCursor,
    onEvent: ({ documentChanged: { action, node } }) => {
      if (action === "REMOVED") setGone(variables.id);
      else if (node && node.revision !== document?.revision) void refetch();
    },
  });
  if (gone === variables.id) return <NotFoundPage />;
  if (!document) return <PageSkeleton />;
  const base = `${place.address}/documents`;
  return (
    <article>
      <PageHeader
        title={document.title}
        within={place.title}
        actions={<Actions document={document} place={place} panel={panel} onPanel={setPanel} />}
      />
      <Breadcrumbs mb="md" component="nav" aria-label={t("path")} className={classes.noprint}>
        <Anchor component={Link} to={base}>
          {t("heading")}
        </Anchor>
        {document.ancestors.map((step) => (
          <Anchor key={step.id} component={Link} to={`${base}/${step.id}`}>
            <bdi>{step.title}</bdi>
          </Anchor>
        ))}
      </Breadcrumbs>
      <div className={classes.viewer} data-alone={panel === null || undefined}>
        <div>
          <DocumentContent
            key={document.id}
            document={document}
            sessionId={place.sessionId}
            reading={reading}
            page={numberIn(search, "page")}
            second={numberIn(search, "t")}
          />
          <ConfirmReading document={document} sessionId={place.sessionId} />
        </div>
        {panel !== null && <Panel document={document} place={place} panel={panel} onPanel={setPanel} />}
      </div>
      <UploadTray />
    </article>
  );
}
