import { useMutation, useQuery } from "@apollo/client/react";
import { Alert, Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useNavigate } from "react-router-dom";
import { client } from "../../apollo";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { refusalOf } from "../../kernel/refusals";
import { upload } from "../../kernel/upload";
import { PageHeader } from "../../ui/page-header";
import { type LinkableItem, RichTextEditor } from "../../ui/rich-text-editor";
import { SavedState } from "../../ui/saved-state";
import { PageSkeleton } from "../../ui/skeletons";
import type { Viewed } from "./document-content";
import { AnnounceDocumentsDocument, AttachUploadDocument } from "./documents.generated";
import type { EditData } from "./documents.routes";
import {
  DiscardPageDraftDocument,
  DocumentViewDocument,
  LinkableItemsDocument,
  PublishPageDocument,
  UpdatePageDocument,
} from "./viewer.generated";

const SAVE_MS = 2_000;
type Page = Extract<Viewed, { __typename: "DocumentPage" }>;
type Saved = "idle" | "saving" | "saved" | "failed";

/** Keeps the text as a draft two seconds after the last key; a page that somebody else has published meanwhile is said, and nothing is lost. */
function useAutosave(page: Page, sessionId: string | null) {
  const [save] = useMutation(UpdatePageDocument);
  const [saved, setSaved] = useState<Saved>("idle");
  const [stale, setStale] = useState<number | null>(null);
  const text = useRef(page.draft?.body ?? page.body ?? "");
  const base = useRef(page.draft?.baseRevision ?? page.revision);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const dirty = useRef(false);
  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    if (!dirty.current) return;
    dirty.current = false;
    setSaved("saving");
    try {
      await save({ variables: { id: page.id, body: text.current, expectedVersion: base.current, sessionId } });
      setSaved("saved");
    } catch (error) {
      dirty.current = true;
      setSaved("failed");
      const refusal = refusalOf(error);
      if (refusal?.code === "CONFLICT") setStale(base.current);
    }
  }, [save, page.id, sessionId]);
  const change = (html: string) => {
    text.current = html;
    dirty.current = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), SAVE_MS);
  };
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      void flush();
      if (dirty.current) event.preventDefault();
    };
    const hide = () => document.visibilityState === "hidden" && void flush();
    window.addEventListener("beforeunload", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("beforeunload", leave);
      document.removeEventListener("visibilitychange", hide);
      void flush();
    };
  }, [flush]);
  const settled = () => {
    clearTimeout(timer.current);
    dirty.current = false;
  };
  return { text, base, saved, stale, setStale, change, settled };
}

/** Puts a picture beside the page, in its folder, and gives the address that outlives renaming and replacing. */
async function addPicture(page: Page, place: CoursePlace, file: File): Promise<string> {
  const uploadId = await upload(file);
  const input = { courseId: place.courseId, sessionId: place.sessionId, folderId: page.parentId, uploadId, name: file.name };
  const { data } = await client.mutate({ mutation: AttachUploadDocument, variables: { input } });
  if (!data) throw new Error("no document");
  return `/d/${data.attachUpload.document.id}`;
}

/** Items of the course to link to. */
async function findItems({ courseId, sessionId, address }: CoursePlace, search: string): Promise<LinkableItem[]> {
  const { data } = await client.query({
    query: LinkableItemsDocument,
    variables: { courseId, sessionId, search },
    fetchPolicy: "network-only",
  });
  return (data?.placeableItems ?? []).map((item) => ({ id: item.id, title: item.title, address: address + item.address }));
}

interface NotesProps {
  page: Page;
  stale: boolean;
  onMine: () => void;
  onDrop: () => void;
}

/** That somebody else has published, and that this is a draft. */
function Notes({ page, stale, onMine, onDrop }: NotesProps) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  return (
    <>
      {stale && (
        <Alert color="yellow" role="alert" title={t("editor.stale")}>
          <Group gap="xs">
            <Button size="compact-sm" onClick={onMine}>
              {t("editor.mine")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onDrop}>
              {t("editor.theirs")}
            </Button>
          </Group>
        </Alert>
      )}
      {page.draft && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {t("editor.draft", { at: format.dateTime(page.draft.at) })}
          </Text>
          <Button size="compact-sm" variant="subtle" onClick={onDrop}>
            {t("editor.discard")}
          </Button>
        </Group>
      )}
    </>
  );
}

/** Publishing, publishing over what somebody else wrote meanwhile, and dropping the draft; each goes back to the page. */
function usePublishing(page: Page, place: CoursePlace, { text, base, setStale, settled }: ReturnType<typeof useAutosave>) {
  const navigate = useNavigate();
  const showError = useShowError();
  const [publish, { loading }] = useMutation(PublishPageDocument);
  const [discard] = useMutation(DiscardPageDraftDocument);
  const [announce] = useMutation(AnnounceDocumentsDocument);
  const [tells, setTells] = useState(false);
  const view = `${place.address}/documents/view/${page.id}`;
  const send = async (expectedVersion: number) => {
    try {
      await publish({ variables: { id: page.id, body: text.current, expectedVersion, sessionId: place.sessionId } });
      settled();
      if (tells) await announce({ variables: { ids: [page.id], sessionId: place.sessionId } }).catch(showError);
      await navigate(view);
    } catch (error) {
      if (refusalOf(error)?.code === "CONFLICT") setStale(base.current);
      else showError(error);
    }
  };
  const overwrite = async () => {
    const { data } = await client.query({
      query: DocumentViewDocument,
      variables: { id: page.id, sessionId: place.sessionId },
      fetchPolicy: "network-only",
    });
    await send(data?.document.revision ?? base.current);
  };
  const drop = async () => {
    settled();
    await discard({ variables: { id: page.id, sessionId: place.sessionId } });
    await navigate(view);
  };
  return { view, loading, tells, setTells, send, overwrite, drop: () => drop().catch(showError) };
}

function Editor({ page, place, tellable }: { page: Page; place: CoursePlace; tellable: boolean }) {
  const { t } = useTranslation("documents");
  const writing = useAutosave(page, place.sessionId);
  const { text, base, saved, stale, change } = writing;
  const { view, loading, tells, setTells, send, overwrite, drop } = usePublishing(page, place, writing);
  return (
    <>
      <PageHeader
        title={page.title}
        within={place.title}
        actions={
          <Group gap="xs">
            <SavedState state={saved} />
            {page.viewerCan.manage && tellable && (
              <Checkbox label={t("announce")} checked={tells} onChange={(event) => setTells(event.currentTarget.checked)} />
            )}
            <Button variant="default" component={Link} to={view}>
              {t("editor.later")}
            </Button>
            <Button loading={loading} onClick={() => void send(base.current)}>
              {t("editor.publish")}
            </Button>
          </Group>
        }
      />
      <Stack>
        <Notes page={page} stale={stale !== null} onMine={() => void overwrite()} onDrop={() => void drop()} />
        <RichTextEditor
          label={page.title}
          value={text.current}
          onChange={change}
          onImage={(file) => addPicture(page, place, file)}
          onFindItem={place.isStaff ? (text) => findItems(place, text) : undefined}
          minHeight={24}
        />
      </Stack>
    </>
  );
}

/** Writes a page: kept while one types, seen by others when it is published. */
export function PageEditor() {
  const { place, variables, tellable } = useLoaderData<EditData>();
  const { data } = useQuery(DocumentViewDocument, { variables });
  const page = data?.document;
  // Once open, the text on screen is the author's: what others publish meanwhile must not replace it.
  const [opened, setOpened] = useState<Page>();
  if (page?.__typename === "DocumentPage" && opened?.id !== page.id) setOpened(page);
  return opened ? <Editor key={opened.id} page={opened} place={place} tellable={tellable} /> : <PageSkeleton />;
}
