import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import { axeFindings } from "../../test/axe";
import { renderRoute } from "../../test/render";
import {
  BeginRecordingDocument,
  DiscardRecordingDocument,
  FinishRecordingDocument,
  UnfinishedRecordingsDocument,
} from "./documents.generated";
import { Recorder } from "./recorder";

const made: FakeRecorder[] = [];
const track = { stop: jest.fn() };

/** A microphone that says what the test says. */
class FakeRecorder extends EventTarget {
  static isTypeSupported = (type: string) => type === "audio/webm";
  state = "inactive";
  constructor() {
    super();
    made.push(this);
  }
  start() {
    this.state = "recording";
  }
  say(piece: string) {
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob([piece]) }));
  }
  stop() {
    this.state = "inactive";
    this.dispatchEvent(new Event("stop"));
  }
}

const sent: { address: string; bytes: number }[] = [];
const former = { fetch: globalThis.fetch, mediaDevices: navigator.mediaDevices };
beforeEach(() => {
  made.length = 0;
  sent.length = 0;
  track.stop.mockClear();
  Object.defineProperty(navigator, "mediaDevices", {
    value: { getUserMedia: () => Promise.resolve({ getTracks: () => [track] }) },
    configurable: true,
  });
  Object.assign(globalThis, {
    MediaRecorder: FakeRecorder,
    fetch: (address: string, { body }: { body: Blob }) => {
      sent.push({ address, bytes: body.size });
      return Promise.resolve({ ok: true, status: 204 });
    },
  });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, "MediaRecorder");
  Object.assign(globalThis, { fetch: former.fetch });
  Object.defineProperty(navigator, "mediaDevices", { value: former.mediaDevices, configurable: true });
});

const target = { courseId: "c1", sessionId: null, folderId: "f1" };
const unfinished = (...ids: string[]) => ({
  request: { query: UnfinishedRecordingsDocument, variables: { courseId: "c1" } },
  result: {
    data: {
      unfinishedRecordings: ids.map((id) => ({
        ...{ __typename: "DocumentRecording" as const, id, mediaType: "audio/webm", bytes: 2_048, createdAt: "2026-11-20T10:00:00Z" },
      })),
    },
  },
});
const begun = {
  request: { query: BeginRecordingDocument, variables: { input: { ...target, mediaType: "audio/webm" } } },
  result: { data: { beginRecording: { __typename: "DocumentRecording" as const, id: "r1" } } },
};

async function show(mocks: object[]) {
  const onClose = jest.fn();
  const routes = { path: "/", element: <Recorder target={target} onClose={onClose} /> };
  return { ...(await renderRoute(routes, { mocks: mocks as never, words: ["documents", "ui"] })), onClose };
}

test("what is said is sent piece by piece while it is said, and named at the end", async () => {
  const asked = jest.fn(() => ({ data: { finishRecording: null } }));
  const named = ({ id, title }: Record<string, unknown>) => id === "r1" && title === "Lecture";
  const finished = { request: { query: FinishRecordingDocument, variables: named }, result: asked };
  const { user } = await show([unfinished(), begun, finished]);
  expect(await axeFindings()).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Start recording" }));
  expect(await screen.findByRole("timer")).toBeTruthy();
  made[0]!.say("one");
  made[0]!.say("three");
  await waitFor(() =>
    expect(sent).toEqual([
      { address: "/recordings/r1?offset=0", bytes: 3 },
      { address: "/recordings/r1?offset=3", bytes: 5 },
    ]),
  );
  await user.click(screen.getByRole("button", { name: "Stop" }));
  const title = await screen.findByLabelText(/^Title/);
  expect(track.stop).toHaveBeenCalled();
  await user.clear(title);
  await user.type(title, "Lecture");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked).toHaveBeenCalled());
}, 30_000);

test("a recording that was cut off is offered: kept under a name, or thrown away", async () => {
  const thrown = jest.fn(() => ({ data: { discardRecording: true } }));
  const { user } = await show([
    unfinished("old"),
    { request: { query: DiscardRecordingDocument, variables: { id: "old" } }, result: thrown },
    unfinished(),
  ]);
  expect(await screen.findByRole("button", { name: "Keep it" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Throw it away" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Keep it" })).toBeNull());
  expect(thrown).toHaveBeenCalled();
}, 30_000);

test("a browser without a microphone says so", async () => {
  Reflect.deleteProperty(globalThis, "MediaRecorder");
  await show([unfinished()]);
  expect(await screen.findByText("This browser cannot record.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Start recording" })).toHaveProperty("disabled", true);
}, 30_000);
