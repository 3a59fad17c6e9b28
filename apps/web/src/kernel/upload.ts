import { useSyncExternalStore } from "react";
import type { Upload } from "tus-js-client";

export type UploadState = "waiting" | "running" | "paused" | "done" | "failed";

/** One file on its way. `fraction` is 0 to 1; `uploadId` is what mutations take once the state is `done`. */
export interface UploadItem {
  key: string;
  name: string;
  bytes: number;
  fraction: number;
  state: UploadState;
  uploadId?: string;
}

interface Running extends UploadItem {
  file: File;
  tus?: Upload;
  settle: { resolve: (uploadId: string) => void; reject: (reason: Error) => void };
}

let items: readonly Running[] = [];
const listeners = new Set<() => void>();

function change(key: string, patch: Partial<Running>) {
  items = items.map((item) => (item.key === key ? { ...item, ...patch } : item));
  for (const listener of listeners) listener();
}

function find(key: string) {
  return items.find((item) => item.key === key);
}

/** The id of an upload: the last segment of the address the server gave it. */
export function uploadIdOf(location: string): string {
  return new URL(location, "http://local").pathname.split("/").filter(Boolean).at(-1) ?? "";
}

/** Whether the server itself said no, so that trying again is of no use. */
function refused(reason: unknown): boolean {
  const status = (reason as { originalResponse?: { getStatus(): number } | null }).originalResponse?.getStatus() ?? 0;
  return status >= 400 && status < 500 && status !== 409 && status !== 423;
}

globalThis.addEventListener?.("online", () => {
  for (const item of items) if (item.state === "failed") resumeUpload(item.key);
});

/** The protocol's code is fetched with the first file that somebody sends. */
async function createTus(file: File, key: string): Promise<Upload> {
  const { Upload } = await import("tus-js-client");
  return new Upload(file, {
    endpoint: "/uploads",
    chunkSize: 16 * 1024 * 1024,
    retryDelays: [0, 1000, 3000, 5000, 10_000, 30_000],
    metadata: { filename: file.name, filetype: file.type },
    headers: { "apollo-require-preflight": "true" },
    removeFingerprintOnSuccess: true,
    onProgress: (sent, total) => change(key, { fraction: total > 0 ? sent / total : 1 }),
    // The library gives up while the browser says that it is offline; here a lost line only makes an upload wait.
    onShouldRetry: (reason) => !refused(reason),
    onError: (reason) => {
      change(key, { state: "failed" });
      // What the server refuses is over; a lost line is not: it goes on when it is back, or when the person says so.
      if (refused(reason)) find(key)?.settle.reject(reason);
    },
    onSuccess: () => {
      const item = find(key);
      const uploadId = uploadIdOf(item?.tus?.url ?? "");
      change(key, { state: "done", fraction: 1, uploadId });
      item?.settle.resolve(uploadId);
    },
  });
}

async function run(key: string) {
  const item = find(key);
  if (!item) return;
  const tus = item.tus ?? (await createTus(item.file, key));
  change(key, { tus, state: "running" });
  // What a closed tab or a lost line left behind is continued, not sent again.
  const earlier = await tus.findPreviousUploads();
  if (earlier[0]) tus.resumeFromPreviousUpload(earlier[0]);
  tus.start();
}

/** Sends a file, resumably, and shows it in the upload tray. Resolves with the upload's id for a mutation. */
export function upload(file: File): Promise<string> {
  const key = crypto.randomUUID();
  return new Promise((resolve, reject) => {
    const item: Running = { key, name: file.name, bytes: file.size, fraction: 0, state: "waiting", file, settle: { resolve, reject } };
    items = [...items, item];
    for (const listener of listeners) listener();
    run(key).catch(reject);
  });
}

/** Holds an upload; `resumeUpload` goes on from the same byte. */
export function pauseUpload(key: string): void {
  find(key)
    ?.tus?.abort()
    .then(
      () => change(key, { state: "paused" }),
      () => change(key, { state: "failed" }),
    );
}

/** Goes on with a paused or failed upload. */
export function resumeUpload(key: string): void {
  run(key).catch(() => change(key, { state: "failed" }));
}

/** Takes an upload off the tray; one that is still running is given up here and on the server. */
export function dismissUpload(key: string): void {
  const item = find(key);
  if (!item) return;
  items = items.filter((other) => other.key !== key);
  for (const listener of listeners) listener();
  if (item.state === "done") return;
  item.tus?.abort(true).catch(() => undefined);
  item.settle.reject(new DOMException(item.name, "AbortError"));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The uploads of this tab, oldest first. */
export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(subscribe, () => items);
}
