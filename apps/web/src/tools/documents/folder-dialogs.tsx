import { Alert, Button, Group, List, Modal, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ItemDrawer } from "../../core/item-details/item-drawer";
import type { CoursePlace } from "../../kernel/course-place";
import { FolderChoice } from "./folder-choice";
import type { Row } from "./folder-cache";
import { Recorder } from "./recorder";
import type { Target } from "./send-files";
import { TitleDialog } from "./title-dialog";
import { UnpackDialog } from "./unpack-dialog";
import type { FolderActions } from "./use-folder-actions";

/** What is open over a folder. */
export type Open =
  | { kind: "folder" }
  | { kind: "page" }
  | { kind: "record" }
  | { kind: "rename"; row: Row }
  | { kind: "dates"; row: Row }
  | { kind: "move"; rows: readonly Row[] }
  | { kind: "copy"; rows: readonly Row[] }
  | { kind: "breaks"; rows: readonly Row[]; to: string | null; paths: string[] }
  | { kind: "unpack"; source: { uploadId: string } | { documentId: string } };

interface FolderDialogsProps {
  open: Open;
  place: CoursePlace;
  target: Target;
  top: { id: string | null; title: string };
  actions: FolderActions;
  onPage: (title: string) => Promise<unknown>;
  onMove: (rows: readonly Row[], to: string | null) => Promise<void>;
  onClose: () => void;
}

function Breaks({ open, actions, onClose }: { open: Extract<Open, { kind: "breaks" }>; actions: FolderActions; onClose: () => void }) {
  const { t } = useTranslation("documents");
  return (
    <Modal opened onClose={onClose} title={t("breaks.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        <Alert color="yellow">{t("breaks.text", { count: open.paths.length })}</Alert>
        <List size="sm">
          {open.paths.slice(0, 20).map((path) => (
            <List.Item key={path}>
              <bdi>{path}</bdi>
            </List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("cancel")}
          </Button>
          <Button color="red" onClick={() => void actions.moveTo(open.rows, open.to).then(onClose)}>
            {t("breaks.action")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The dialogs of a folder, one at a time. */
export function FolderDialogs({ open, place, target, top, actions, onPage, onMove, onClose }: FolderDialogsProps) {
  const { t } = useTranslation("documents");
  if (open.kind === "folder")
    return <TitleDialog heading={t("add.folder")} action={t("create")} onSubmit={actions.createFolder} onClose={onClose} />;
  if (open.kind === "page") return <TitleDialog heading={t("add.page")} action={t("create")} onSubmit={onPage} onClose={onClose} />;
  if (open.kind === "rename")
    return (
      <TitleDialog
        heading={t("rename")}
        action={t("rename")}
        value={open.row.title}
        onSubmit={(title) => actions.rename(open.row, title)}
        onClose={onClose}
      />
    );
  if (open.kind === "dates") return <ItemDrawer itemId={open.row.id} onClose={onClose} onSaved={() => actions.reread(open.row)} />;
  if (open.kind === "record") return <Recorder target={target} onClose={onClose} />;
  if (open.kind === "unpack") return <UnpackDialog target={target} source={open.source} onClose={onClose} />;
  if (open.kind === "breaks") return <Breaks open={open} actions={actions} onClose={onClose} />;
  const choose = (to: string | null) => {
    onClose();
    if (open.kind === "copy") void actions.copyTo(open.rows, to);
    else void onMove(open.rows, to);
  };
  const without = new Set(open.kind === "move" ? open.rows.map((row) => row.id) : []);
  const shared = { courseId: place.courseId, sessionId: place.sessionId, top, without, onChoose: choose, onClose };
  return (
    <FolderChoice
      {...shared}
      title={t(open.kind === "copy" ? "copyTo" : "moveTo")}
      action={t(open.kind === "copy" ? "copyHere" : "moveHere")}
    />
  );
}
