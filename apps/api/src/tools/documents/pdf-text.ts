import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** The words of a file, part by part: pages of a PDF or letter, slides, sheets, or seconds of captions; 0 where there are none. */
export interface TextPart {
  part: number;
  text: string;
}

/** What could be read of a file. */
export interface ReadText {
  state: "READ" | "ENCRYPTED" | "BROKEN";
  parts: TextPart[];
  pageCount: number | null;
}

const TIME_LIMIT_MS = 60_000;
const MEMORY_MB = 768;
const PAGES_LIMIT = 5_000;

// It runs in a thread of its own with a limit on time and memory: a hostile PDF can neither stop nor fill the server. It is kept as text because a
// bundle has no second file to start.
const PROGRAM = `
const { parentPort, workerData } = require("node:worker_threads");
(async () => {
  const { getDocument } = await import(workerData.library);
  try {
    const task = getDocument({ data: workerData.bytes, isEvalSupported: false, useSystemFonts: false, disableFontFace: true, verbosity: 0, stopAtErrors: false });
    const pdf = await task.promise;
    const parts = [];
    for (let number = 1; number <= Math.min(pdf.numPages, workerData.limit); number += 1) {
      const page = await pdf.getPage(number);
      const content = await page.getTextContent();
      const text = content.items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\\n" : "") : "")).join("");
      if (text.trim()) parts.push({ part: number, text });
      page.cleanup();
    }
    parentPort.postMessage({ state: "READ", parts, pageCount: pdf.numPages });
  } catch (error) {
    parentPort.postMessage({ state: error?.name === "PasswordException" ? "ENCRYPTED" : "BROKEN", parts: [], pageCount: null });
  }
})();
`;

const BROKEN: ReadText = { state: "BROKEN", parts: [], pageCount: null };

/** The words of a PDF by page. ENCRYPTED when it asks for a password, BROKEN when it cannot be read within 60 s; never throws for a bad file. */
export function readPdf(bytes: Buffer): Promise<ReadText> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve("pdfjs-dist/legacy/build/pdf.mjs")).href;
  return new Promise((resolve) => {
    const worker = new Worker(PROGRAM, {
      eval: true,
      env: {},
      stdout: true,
      stderr: true,
      workerData: { library, bytes: new Uint8Array(bytes), limit: PAGES_LIMIT },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const end = (read: ReadText) => {
      clearTimeout(timer);
      resolve(read);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(BROKEN), TIME_LIMIT_MS);
    worker.once("message", (read: ReadText) => end(read));
    worker.once("error", () => end(BROKEN));
    worker.once("exit", () => end(BROKEN));
  });
}
