import { expect, jest, test } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import { renderRoute } from "../../test/render";
import type { Row } from "./folder-cache";
import type { Sent } from "./send-files";

let arriving: Sent[] = [];
// The sending itself is the browser journey's: here the files have arrived.
jest.unstable_mockModule("./send-files", () => ({
  sendFiles: (_target: unknown, _files: unknown, _clash: unknown, { onSent }: { onSent: (sent: Sent) => void }) => {
    arriving.forEach(onSent);
    return Promise.resolve();
  },
}));
const { useSending } = await import("./use-sending");

const sent = (title: string, over: { state?: string; manage?: boolean; outcome?: string } = {}) =>
  ({
    outcome: over.outcome ?? "CREATED",
    notes: [],
    document: { id: title, title, name: title, state: over.state ?? "PUBLISHED", viewerCan: { manage: over.manage ?? true } },
  }) as unknown as Sent;

const tell = jest.fn((rows: readonly Row[]) => Promise.resolve(void rows));
const target = { courseId: "c1", sessionId: null, folderId: null };
const rows: Row[] = [];

function Place() {
  const { send, dialog } = useSending(target, target, rows, tell);
  return (
    <>
      <button onClick={() => send([{ file: new File(["x"], "x.txt"), folder: "" }])}>send</button>
      {dialog}
    </>
  );
}

async function arrive(...files: Sent[]) {
  arriving = files;
  tell.mockClear();
  const shown = await renderRoute({ path: "/", element: <Place /> }, { words: ["documents", "ui"] });
  await shown.user.click(screen.getByRole("button", { name: "send" }));
  return shown;
}

test("after an upload the learners can be told, of what they can see and nothing else", async () => {
  const { user } = await arrive(sent("plan.txt"), sent("hidden.txt", { state: "HIDDEN" }), sent("old.txt", { outcome: "SKIPPED" }));
  await user.click(await screen.findByRole("button", { name: "Tell learners" }));
  expect(tell.mock.calls.map(([told]) => told.map((row) => row.title))).toEqual([["plan.txt"]]);
  await waitFor(() => expect(screen.queryByRole("button", { name: "Tell learners" })).toBeNull());
}, 20_000);

test("who may not announce, and who has sent only hidden files, is not asked", async () => {
  await arrive(sent("mine.txt", { manage: false }), sent("hidden.txt", { state: "HIDDEN" }));
  expect(screen.queryByRole("button", { name: "Tell learners" })).toBeNull();
}, 20_000);
