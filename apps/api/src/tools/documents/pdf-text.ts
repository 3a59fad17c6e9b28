import { inThread, libraryUrl } from "./pdf-thread";

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

const PAGES_LIMIT = 5_000;

// Kept as text because a bundle has no second file to start a thread with.
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
export async function readPdf(bytes: Buffer): Promise<ReadText> {
  const data = { library: libraryUrl("pdfjs-dist/legacy/build/pdf.mjs"), bytes: new Uint8Array(bytes), limit: PAGES_LIMIT };
  return (await inThread<ReadText>(PROGRAM, data)) ?? BROKEN;
}
