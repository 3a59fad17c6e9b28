import { useMutation } from "@apollo/client/react";
import { notifications } from "@mantine/notifications";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../apollo";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import {
  AnnounceDocumentsDocument,
  CopyDocumentsDocument,
  CreateFolderDocument,
  DeleteDocumentsDocument,
  FolderAboveDocument,
  MoveDocumentsDocument,
  RenameDocumentDocument,
  ReorderDocumentDocument,
  RestoreDocumentsDocument,
  SetDocumentsStateDocument,
  ZipDocumentsDocument,
  type DocumentFolderQueryVariables,
} from "./documents.generated";
import { download, savingAddress } from "./download";
import { dropRows, putRows, type Row } from "./folder-cache";

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
  const [announceNew] = useMutation(AnnounceDocumentsDocument);
  return useMemo(
    () => ({ createFolder, rename, move, copy, reorder, setState, remove, restore, zip, announceNew }),
    [createFolder, rename, move, copy, reorder, setState, remove, restore, zip, announceNew],
  );
}

type Mutations = ReturnType<typeof useFolderMutations>;

interface Tools {
  variables: DocumentFolderQueryVariables;
  mutations: Mutations;
  t: TFunction<"documents">;
  showUndo: ReturnType<typeof useUndo>;
  /** Says a refusal to the person; the work's answer is then undefined. */
  told: <T>(work: Promise<T>) => Promise<T | undefined>;
  put: (rows: readonly Row[]) => void;
}

const idsOf = (rows: readonly Row[]) => rows.map((row) => row.id);

/** Moving, copying, ordering. */
function arranging({ variables: { sessionId = null }, mutations, t, showUndo, told, put }: Tools) {
  const { move, copy, reorder } = mutations;
  const carry = async (ids: string[], folderId: string | null) => {
    const { data } = await move({ variables: { ids, folderId, sessionId } });
    put(data?.moveDocuments.documents ?? []);
  };
  const moveTo = async (rows: readonly Row[], to: string | null) => {
    await carry(idsOf(rows), to);
    showUndo(t("moved", { count: rows.length }), () => carry(idsOf(rows), rows[0]?.parentId ?? null));
  };
  const copyTo = async (rows: readonly Row[], folderId: string | null) => {
    const { data } = await copy({ variables: { ids: idsOf(rows), folderId, sessionId } });
    put(data?.copyDocuments ?? []);
    notifications.show({ message: t("copied", { count: rows.length }), role: "status" });
  };
  return {
    moveTo: (rows: readonly Row[], to: string | null) => told(moveTo(rows, to)),
    /** References inside uploaded pages that a move would break. */
    breaks: async (rows: readonly Row[], folderId: string | null) => {
      const { data } = await move({ variables: { ids: idsOf(rows), folderId, dryRun: true, sessionId } });
      return data?.moveDocuments.breaks ?? [];
    },
    copyTo: (rows: readonly Row[], to: string | null) => told(copyTo(rows, to)),
    reorder: (row: Row, beforeId: string | null) =>
      told(reorder({ variables: { id: row.id, beforeId, sessionId } }).then(({ data }) => data && put([data.reorderDocuments]))),
  };
}

/** Making, renaming, showing and hiding, deleting, saving. */
function working({ variables, mutations, t, showUndo, told, put }: Tools) {
  const { createFolder, rename, setState, remove, restore, zip, announceNew } = mutations;
  const { courseId, sessionId = null, folderId = null } = variables;
  const trash = async (rows: readonly Row[]) => {
    const { data } = await remove({ variables: { ids: idsOf(rows), sessionId } });
    if (!data) return;
    const { trashId, ids } = data.deleteDocuments;
    dropRows(variables, ids);
    showUndo(t("trashed", { count: ids.length }), async () => {
      const answer = await restore({ variables: { trashId } });
      put(answer.data?.restoreDocuments ?? []);
    });
  };
  const show = async (rows: readonly Row[], state: Row["state"]) => {
    const { data } = await setState({ variables: { ids: idsOf(rows), state, sessionId } });
    put(data?.setDocumentsState ?? []);
    announce(t(`stateSet.${state}`, { count: rows.length }));
  };
  const save = async (rows: readonly Row[]) => {
    const [only] = rows;
    if (rows.length === 1 && only?.kind === "file") return download(savingAddress(only, sessionId));
    const { data } = await zip({ variables: { courseId, sessionId, ids: idsOf(rows) } });
    if (data) download(data.zipDocuments.url);
  };
  const tell = async (rows: readonly Row[]) => {
    await announceNew({ variables: { ids: idsOf(rows), sessionId } });
    notifications.show({ message: t("announced"), role: "status" });
  };
  return {
    createFolder: async (title: string) => {
      const { data } = await createFolder({ variables: { input: { courseId, sessionId, folderId, title } } });
      if (data) put([data.createFolder]);
    },
    rename: async (row: Row, title: string) => {
      const { data } = await rename({ variables: { id: row.id, title, sessionId } });
      if (data) put([data.renameDocument]);
    },
    setState: (rows: readonly Row[], state: Row["state"]) => told(show(rows, state)),
    trash: (rows: readonly Row[]) => told(trash(rows)),
    /** Saves a single file as it is, anything else as a zip; nothing named = the whole course's. */
    save: (rows: readonly Row[]) => told(save(rows)),
    /** Reads a document again that another module has changed. */
    reread: async (row: Row) => {
      const { data } = await client.query({
        query: FolderAboveDocument,
        variables: { id: row.id, sessionId },
        fetchPolicy: "network-only",
      });
      if (data) put([data.document]);
    },
    announce: (rows: readonly Row[]) => told(tell(rows)),
  };
}

/** What can be done in a folder: each changes the list on screen at once, says what it did, and can be undone where that is possible. */
export function useFolderActions(variables: DocumentFolderQueryVariables) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const showUndo = useUndo();
  const mutations = useFolderMutations();
  return useMemo(() => {
    const told: Tools["told"] = (work) => work.catch((error: unknown) => void showError(error));
    const put: Tools["put"] = (rows) => putRows(variables, rows);
    const tools = { variables, mutations, t, showUndo, told, put };
    return { ...arranging(tools), ...working(tools) };
  }, [variables, t, showError, showUndo, mutations]);
}

export type FolderActions = ReturnType<typeof useFolderActions>;
