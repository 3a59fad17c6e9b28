import { client } from "../../apollo";
import { upload } from "../../kernel/upload";
import {
  AttachUploadDocument,
  BeginUploadDocument,
  CreateFolderDocument,
  DocumentFolderDocument,
  EndUploadDocument,
  type AttachUploadMutation,
} from "./documents.generated";

export type Clash = "NEW_VERSION" | "RENAME" | "SKIP";

/** A file with its way inside the folder that was dropped: `photos/may`, empty for a single file. */
export interface SentFile {
  file: File;
  folder: string;
}

export interface Target {
  courseId: string;
  sessionId: string | null;
  folderId: string | null;
}

export type Sent = AttachUploadMutation["attachUpload"];
const AT_ONCE = 3;

/** Folders of a dropped tree, each made once; one that is there already is used. */
class FolderTree {
  private readonly made = new Map<string, Promise<string | null>>();

  constructor(private readonly target: Target) {}

  idOf(path: string): Promise<string | null> {
    if (path === "") return Promise.resolve(this.target.folderId);
    const known = this.made.get(path);
    if (known) return known;
    const cut = path.lastIndexOf("/");
    const made = this.idOf(cut < 0 ? "" : path.slice(0, cut)).then((parentId) => this.make(parentId, path.slice(cut + 1)));
    this.made.set(path, made);
    return made;
  }

  private async make(folderId: string | null, title: string): Promise<string> {
    const { courseId, sessionId } = this.target;
    const list = await client.query({
      query: DocumentFolderDocument,
      variables: { courseId, sessionId, folderId, filter: { text: title, kinds: ["folder"] } },
      fetchPolicy: "network-only",
    });
    const there = list.data?.documents.nodes.find((row) => row.title.toLowerCase() === title.toLowerCase() && row.viewerCan.add);
    if (there) return there.id;
    const { data } = await client.mutate({
      mutation: CreateFolderDocument,
      variables: { input: { courseId, sessionId, folderId, title } },
    });
    if (!data) throw new Error("no folder");
    return data.createFolder.id;
  }
}

/** Sends one file: room is promised first, so that a full space is known before the first byte. */
async function sendOne(target: Target, folderId: string | null, file: File, onClash: Clash): Promise<Sent> {
  const place = { courseId: target.courseId, sessionId: target.sessionId, folderId };
  const begun = await client.mutate({
    mutation: BeginUploadDocument,
    variables: { input: { ...place, name: file.name, bytes: file.size } },
  });
  const ticketId = begun.data?.beginUpload.id ?? null;
  try {
    const uploadId = await upload(file);
    const { data } = await client.mutate({
      mutation: AttachUploadDocument,
      variables: { input: { ...place, uploadId, ticketId, name: file.name, onClash } },
    });
    if (!data) throw new Error("no document");
    return data.attachUpload;
  } catch (error) {
    if (ticketId) void client.mutate({ mutation: EndUploadDocument, variables: { ticketId } }).catch(() => undefined);
    throw error;
  }
}

interface Hooks {
  onSent: (sent: Sent) => void;
  onFailed: (file: File, error: unknown) => void;
}

/** Sends files and whole folders, three at a time. One that is refused is told, and the others go on. */
export async function sendFiles(target: Target, files: readonly SentFile[], onClash: Clash, hooks: Hooks): Promise<void> {
  const tree = new FolderTree(target);
  const waiting = [...files];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { file, folder } = next;
      await tree
        .idOf(folder)
        .then((folderId) => sendOne(target, folderId, file, onClash))
        .then(hooks.onSent, (error: unknown) => hooks.onFailed(file, error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Reads all that was dropped, folders included; called at once in the event, since the browser empties the list after it. */
export async function droppedFiles(transfer: DataTransfer): Promise<SentFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files].map((file) => ({ file, folder: "" }));
  if (entries.every((entry) => entry === null || entry.isFile)) return plain;
  const found: SentFile[] = [];
  for (const entry of entries) if (entry) await readEntry(entry, "", found);
  return found;
}

async function readEntry(entry: FileSystemEntry, folder: string, found: SentFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    if (file.name !== ".DS_Store") found.push({ file, folder });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const path = folder ? `${folder}/${entry.name}` : entry.name;
  // A reader gives at most a hundred entries at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const inner of some) await readEntry(inner, path, found);
  }
}

/** Files of a folder that was chosen with the picker. */
export const pickedFiles = (files: Iterable<File>): SentFile[] =>
  [...files].map((file) => ({ file, folder: file.webkitRelativePath.split("/").slice(0, -1).join("/") }));
