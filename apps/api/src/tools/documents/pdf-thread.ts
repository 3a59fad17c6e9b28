import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const TIME_LIMIT_MS = 60_000;
const MEMORY_MB = 768;
const AT_ONCE = 2;

// The thread's limit on memory is for objects: what a small stream unpacks to lies outside of it, and has its own.
const PRELUDE = `
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(target, args, made) {
    if (typeof args[0] === "number" && args[0] > 192 * 1024 ** 2) throw new RangeError("too much");
    return Reflect.construct(target, args, made === globalThis.Uint8Array ? target : made);
  },
});
`;

let running = 0;
const waiting: (() => void)[] = [];

/** Where a library is, for a program that has no place of its own to look from. */
export const libraryUrl = (name: string): string => pathToFileURL(createRequire(import.meta.url).resolve(name)).href;

/**
 * Runs a program on a file from outside, in a thread of its own with 768 MB of objects, 192 MB for any one stream of it and a limit on time (60 s unless less is
 * asked), two at once: a hostile
 * file can neither stop nor fill the server. The program answers with one message; null when it was stopped or threw.
 */
export async function inThread<Answer>(program: string, workerData: object, timeMs = TIME_LIMIT_MS): Promise<Answer | null> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await runThread<Answer>(program, workerData, timeMs);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function runThread<Answer>(program: string, workerData: object, timeMs: number): Promise<Answer | null> {
  return new Promise((resolve) => {
    const worker = new Worker(PRELUDE + program, {
      eval: true,
      env: {},
      stdout: true,
      stderr: true,
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const end = (answer: Answer | null) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(null), timeMs);
    worker.once("message", (answer: Answer) => end(answer));
    worker.once("error", () => end(null));
    worker.once("exit", () => end(null));
  });
}
