import { useMutation } from "@apollo/client/react";
import { notifications } from "@mantine/notifications";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import {
  CopyDocumentsDocument,
  CreateFolderDocument,
  DeleteDocumentsDocument,
  MoveDocumentsDocument,
  RenameDocumentDocument,
  ReorderDocumentDocument,
  RestoreDocumentsDocument,
  SetDocumentsStateDocument,
  ZipDocumentsDocument,
  type DocumentFolderQueryVariables,
} from "./documents.generated";
import { dropRows, putRows, type Row } from "./folder-cache";

/** Saves an address of this origin as a file. */
export function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

function useFolderMutations() {
  const [createFolder] = useMutation(CreateFolderDocument);
  const [rename] = useMutation(RenameDocumentDocument);
  const [move] = useMutation(MoveDocumentsDocument);
  const [copy] = useMutation(CopyDocumentsDocument);
  const [reorder] = useMutation(ReorderDocumentDocument);
  const [setState] = useMutation(SetDocumentsStateDocument);
  const [remove] = useMutation(DeleteDocumentsDocument);
  const [restore] = useMutation(RestoreDocumentsDocument);
  const [zip] = useMutation(ZipDocumentsDocument);
  return useMemo(
    () => ({ createFolder, rename, move, copy, reorder, setState, remove, restore, zip }),
    [createFolder, rename, move, copy, reorder, setState, remove, restore, zip],
  );
}

/** What can be done in a folder: each changes the list on screen at once, says what it did, and can be undone where that is possible. */
export function useFolderActions(variables: DocumentFolderQueryVariables) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const showUndo = useUndo();
  const mutations = useFolderMutations();
  return useMemo(() => {
    const { createFolder, rename, move, copy, reorder, setState, remove, restore, zip } = mutations;
    const { courseId, sessionId = null, folderId = null } = variables;
    const put = (rows: readonly Row[]) => putRows(variables, rows);
    const told = async <T>(work: Promise<T>): Promise<T | undefined> => work.catch((error: unknown) => void showError(error));
    const carry = async (ids: string[], to: string | null) => {
      const { data } = await move({ variables: { ids, folderId: to, sessionId } });
      put(data?.moveDocuments.documents ?? []);
    };
    const moveTo = async (rows: readonly Row[], to: string | null) => {
      const ids = rows.map((row) => row.id);
      await carry(ids, to);
      showUndo(t("moved", { count: ids.length }), () => carry(ids, rows[0]?.parentId ?? null));
    };
    return {
      createFolder: (title: string) =>
        createFolder({ variables: { input: { courseId, sessionId, folderId, title } } }).then(
          ({ data }) => data && put([data.createFolder]),
        ),
      rename: (row: Row, title: string) =>
        rename({ variables: { id: row.id, title, sessionId } }).then(({ data }) => data && put([data.renameDocument])),
      moveTo: (rows: readonly Row[], to: string | null) => told(moveTo(rows, to)),
      breaks: (rows: readonly Row[], to: string | null) =>
        move({ variables: { ids: rows.map((row) => row.id), folderId: to, dryRun: true, sessionId } }).then(
          ({ data }) => data?.moveDocuments.breaks ?? [],
        ),
      copyTo: (rows: readonly Row[], to: string | null) =>
        told(
          copy({ variables: { ids: rows.map((row) => row.id), folderId: to, sessionId } }).then(({ data }) => {
            put(data?.copyDocuments ?? []);
            notifications.show({ message: t("copied", { count: rows.length }), role: "status" });
          }),
        ),
      reorder: (row: Row, beforeId: string | null) =>
        told(reorder({ variables: { id: row.id, beforeId, sessionId } }).then(({ data }) => data && put([data.reorderDocuments]))),
      setState: (rows: readonly Row[], state: Row["state"]) =>
        told(
          setState({ variables: { ids: rows.map((row) => row.id), state, sessionId } }).then(({ data }) => {
            put(data?.setDocumentsState ?? []);
            announce(t(`stateSet.${state}`, { count: rows.length }));
          }),
        ),
      trash: (rows: readonly Row[]) =>
        told(
          remove({ variables: { ids: rows.map((row) => row.id), sessionId } }).then(({ data }) => {
            if (!data) return;
            const { trashId, ids } = data.deleteDocuments;
            dropRows(variables, ids);
            showUndo(t("trashed", { count: ids.length }), async () => {
              const answer = await restore({ variables: { trashId } });
              put(answer.data?.restoreDocuments ?? []);
            });
          }),
        ),
      zip: (rows: readonly Row[]) =>
        told(
          zip({ variables: { courseId, sessionId, ids: rows.map((row) => row.id) } }).then(
            ({ data }) => data && download(data.zipDocuments.url),
          ),
        ),
    };
  }, [variables, t, showError, showUndo, mutations]);
}

export type FolderActions = ReturnType<typeof useFolderActions>;
