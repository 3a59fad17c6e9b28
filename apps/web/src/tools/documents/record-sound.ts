import { client } from "../../apollo";
import { BeginRecordingDocument } from "./documents.generated";
import type { Target } from "./send-files";

/** Pieces leave the browser this often: what a crash can lose. */
const PIECE_MS = 2_000;
const RETRY_MS = 1_500;
const types = ["audio/webm", "audio/mp4", "audio/ogg"];

export interface Recording {
  id: string;
  stop(): Promise<void>;
}

/** Whether this browser can record. */
export const canRecord = (): boolean => typeof MediaRecorder !== "undefined" && Boolean(navigator.mediaDevices?.getUserMedia);

async function sendPiece(id: string, offset: number, piece: Blob): Promise<number> {
  for (;;) {
    const answer = await fetch(`/recordings/${id}?offset=${offset}`, {
      method: "POST",
      headers: { "content-type": "application/offset+octet-stream" },
      body: piece,
    }).catch(() => null);
    if (answer?.ok) return offset + piece.size;
    if (answer?.status === 409) {
      const { errors } = (await answer.json()) as { errors: { extensions: { current?: { offset?: number } } }[] };
      const there = errors[0]?.extensions.current?.offset;
      // The server took the piece, and its answer was lost.
      if (there === offset + piece.size) return there;
    }
    if (answer && answer.status < 500) throw new Error(String(answer.status));
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** Records the microphone. Each piece is sent as it is made, one after the other; a lost line holds them until it is back. */
export async function recordSound(target: Target, onProblem: (error: unknown) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mediaType = types.find((type) => MediaRecorder.isTypeSupported(type)) ?? "audio/webm";
  const { data } = await client.mutate({ mutation: BeginRecordingDocument, variables: { input: { ...target, mediaType } } });
  if (!data) throw new Error("no recording");
  const { id } = data.beginRecording;
  const recorder = new MediaRecorder(stream, { mimeType: mediaType });
  let offset = 0;
  let sending: Promise<void> = Promise.resolve();
  recorder.addEventListener("dataavailable", ({ data: piece }) => {
    if (piece.size === 0) return;
    sending = sending.then(async () => void (offset = await sendPiece(id, offset, piece)));
    sending.catch(onProblem);
  });
  recorder.start(PIECE_MS);
  return {
    id,
    async stop() {
      if (recorder.state !== "inactive") {
        const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
        recorder.stop();
        await ended;
      }
      for (const track of stream.getTracks()) track.stop();
      await sending;
    },
  };
}
