import {
  IconArrowDown,
  IconArrowUp,
  IconBell,
  IconCalendarClock,
  IconCopy,
  IconDownload,
  IconEye,
  IconEyeOff,
  IconFolderSymlink,
  IconInfoCircle,
  IconPackageExport,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import { useMutation } from "@apollo/client/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { upload } from "../../kernel/upload";
import type { MenuEntry } from "../../ui/menu-button";
import { lookOf } from "./document-kind";
import type { DocumentFolderQueryVariables } from "./documents.generated";
import type { FolderData } from "./documents.routes";
import type { Row } from "./folder-cache";
import type { Open } from "./folder-dialogs";
import { useFolderActions, type FolderActions } from "./use-folder-actions";
import { useSending } from "./use-sending";
import { CreatePageDocument } from "./viewer.generated";

interface Setting {
  place: CoursePlace;
  variables: DocumentFolderQueryVariables;
  rows: readonly Row[];
  above: FolderData["above"];
  /** Whether the course tells anybody of documents. */
  tellable: boolean;
  setOpen: (open: Open | null) => void;
}

/** The ⋯ of a document: only what its viewer may do. */
function useMenu(actions: FolderActions, base: string, { rows, variables, tellable, setOpen }: Setting) {
  const { t } = useTranslation("documents");
  const ordered = variables.orderBy === "POSITION";
  return useCallback(
    (row: Row): (MenuEntry | null | false)[] => {
      const { update, delete: remove, manage, seeReaders } = row.viewerCan;
      const shown = row.state === "PUBLISHED";
      const at = rows.findIndex((one) => one.id === row.id);
      return [
        { label: t("download"), icon: IconDownload, onClick: () => void actions.save([row]) },
        row.kind !== "folder" && seeReaders && { label: t("details"), icon: IconInfoCircle, to: `${base}/view/${row.id}?panel=readers` },
        row.kind === "page" && update && { label: t("edit"), icon: IconPencil, to: `${base}/view/${row.id}/edit` },
        lookOf(row) === "archive" &&
          update && {
            label: t("unpack.action"),
            icon: IconPackageExport,
            onClick: () => setOpen({ kind: "unpack", source: { documentId: row.id } }),
          },
        update && null,
        update && { label: t("rename"), icon: IconPencil, onClick: () => setOpen({ kind: "rename", row }) },
        update && { label: t("moveTo"), icon: IconFolderSymlink, onClick: () => setOpen({ kind: "move", rows: [row] }) },
        update &&
          ordered &&
          at > 0 && { label: t("up"), icon: IconArrowUp, onClick: () => void actions.reorder(row, rows[at - 1]?.id ?? null) },
        update &&
          ordered &&
          at < rows.length - 1 && {
            label: t("down"),
            icon: IconArrowDown,
            onClick: () => void actions.reorder(row, rows[at + 2]?.id ?? null),
          },
        { label: t("copyTo"), icon: IconCopy, onClick: () => setOpen({ kind: "copy", rows: [row] }) },
        manage && {
          label: t(shown ? "hide" : "show"),
          icon: shown ? IconEyeOff : IconEye,
          onClick: () => void actions.setState([row], shown ? "HIDDEN" : "PUBLISHED"),
        },
        manage && { label: t("dates"), icon: IconCalendarClock, onClick: () => setOpen({ kind: "dates", row }) },
        manage &&
          tellable &&
          shown &&
          row.kind !== "folder" && { label: t("announce"), icon: IconBell, onClick: () => void actions.announce([row]) },
        remove && null,
        remove && { label: t("delete"), icon: IconTrash, danger: true, onClick: () => void actions.trash([row]) },
      ];
    },
    [t, actions, base, rows, ordered, tellable, setOpen],
  );
}

/** Everything a folder's page does with its rows: selection, keys, dragging, sending, dialogs. */
export function useFolderWork(setting: Setting) {
  const { place, variables, rows, above, tellable, setOpen } = setting;
  const navigate = useNavigate();
  const showError = useShowError();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [cut, setCut] = useState<readonly Row[]>([]);
  const dragged = useRef<readonly Row[]>([]);
  const actions = useFolderActions(variables);
  const [makePage] = useMutation(CreatePageDocument);
  const base = `${place.address}/documents`;
  const target = useMemo(
    () => ({ courseId: place.courseId, sessionId: place.sessionId, folderId: variables.folderId ?? null }),
    [place, variables.folderId],
  );
  const { send, dialog } = useSending(target, variables, rows, tellable ? actions.announce : null);
  const menuOf = useMenu(actions, base, setting);
  const addressOf = useCallback((row: Row) => (row.kind === "folder" ? `${base}/${row.id}` : `${base}/view/${row.id}`), [base]);
  const chosenWith = (row: Row) => (selected.has(row.id) ? rows.filter((one) => selected.has(one.id)) : [row]);
  const move = async (moved: readonly Row[], to: string | null) => {
    setCut([]);
    setSelected(new Set());
    const breaks = await actions.breaks(moved, to).catch((error: unknown) => void showError(error));
    if (!breaks) return;
    if (breaks.length > 0) setOpen({ kind: "breaks", rows: moved, to, paths: breaks.map((one) => one.path) });
    else await actions.moveTo(moved, to);
  };
  const onKey = (key: "rename" | "delete" | "cut" | "paste", row: Row) => {
    if (key === "rename" && row.viewerCan.update) setOpen({ kind: "rename", row });
    if (key === "delete" && chosenWith(row).every((one) => one.viewerCan.delete))
      void actions.trash(chosenWith(row)).then(() => setSelected(new Set()));
    if (key === "cut") setCut(chosenWith(row).filter((one) => one.viewerCan.update));
    if (key === "paste" && cut.length > 0)
      void move(cut, row.kind === "folder" && !cut.includes(row) ? row.id : (variables.folderId ?? null));
  };
  const createPage = async (title: string) => {
    const { data } = await makePage({ variables: { input: { ...target, title } } });
    if (data) await navigate(`${base}/view/${data.createPage.id}/edit`);
  };
  const sendZip = (file: File) => void upload(file).then((uploadId) => setOpen({ kind: "unpack", source: { uploadId } }), showError);
  return {
    ...{ base, target, selected, setSelected, actions, send, sendZip, dialog, menuOf, addressOf, move, onKey, createPage },
    cut: new Set(cut.map((row) => row.id)),
    mayAdd: above ? above.viewerCan.add : place.isStaff,
    openRow: (row: Row) => void navigate(addressOf(row)),
    onDragRow: (row: Row) => void (dragged.current = chosenWith(row)),
    onDropInto: (folder: Row) => {
      const moved = dragged.current.filter((row) => row.id !== folder.id);
      dragged.current = [];
      if (moved.length > 0) void move(moved, folder.id);
    },
  };
}
