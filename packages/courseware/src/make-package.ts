import { buffer } from "node:stream/consumers";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** One page of a package; `body` holds paragraphs of plain text. */
export interface PackagePage {
  readonly title: string;
  readonly body?: readonly string[];
}

/** What to put in a package made here; `doneLabel` is the button that completes a page. */
export interface PackagePlan {
  readonly identifier?: string;
  readonly title: string;
  readonly language?: string;
  readonly doneLabel?: string;
  readonly masteryScore?: number;
  readonly pages: readonly PackagePage[];
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

// The run-time calls of a SCORM 1.2 unit: found upwards, begun once, closed once.
const SCRIPT = `(function () {
  function find(from) {
    for (var i = 0; from && i < 10; i += 1) {
      if (from.API) return from.API;
      if (from.parent === from) break;
      from = from.parent;
    }
    return null;
  }
  var api = find(window) || (window.opener ? find(window.opener) : null);
  if (!api || api.LMSInitialize("") !== "true") return;
  var started = Date.now();
  var closed = false;
  if (api.LMSGetValue("cmi.core.lesson_status") === "not attempted") api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function close() {
    if (closed) return;
    closed = true;
    var s = Math.floor((Date.now() - started) / 1000);
    api.LMSSetValue("cmi.core.session_time", two(Math.floor(s / 3600)) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60));
    api.LMSFinish("");
  }
  document.getElementById("done").addEventListener("click", function () {
    if (closed) return;
    api.LMSSetValue("cmi.core.score.min", "0");
    api.LMSSetValue("cmi.core.score.max", "100");
    api.LMSSetValue("cmi.core.score.raw", "100");
    api.LMSSetValue("cmi.core.lesson_status", "completed");
    api.LMSSetValue("cmi.core.lesson_location", "end");
    api.LMSCommit("");
    this.disabled = true;
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("beforeunload", close);
})();
`;

// Quiet reading, light or dark as the reader's system has it, at any width.
const STYLE = `:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#fbfaf7, #14171a); color: light-dark(#1f2328, #e6e3dc); font: 1.0625rem/1.6 Georgia, serif; }
main { max-width: 38rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4rem) 1.25rem; }
h1 { font: 700 1.75rem/1.2 system-ui, sans-serif; }
p + p { margin-block-start: 1.1em; }
button { margin-block-start: 1.5rem; padding: 0.75rem 1.25rem; border: 0; border-radius: 8px; background: #0f6b6b; color: #fff; font: 600 1rem system-ui, sans-serif; cursor: pointer; }
button:focus-visible { outline: 3px solid #e8a33d; outline-offset: 2px; }
button:disabled { background: light-dark(#d7e8e6, #24403f); color: light-dark(#0b4a4a, #bfe0dd); cursor: default; }
`;

function pageOf(page: PackagePage, plan: PackagePlan): string {
  const paragraphs = (page.body ?? []).map((text) => `<p>${escapeXml(text)}</p>`).join("\n");
  return `<!doctype html>
<html lang="${escapeXml(plan.language ?? "en")}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(page.title)}</title><link rel="stylesheet" href="../page.css"></head>
<body><main><h1>${escapeXml(page.title)}</h1>
${paragraphs}
<button id="done" type="button">${escapeXml(plan.doneLabel ?? "Done")}</button></main>
<script src="../scorm.js"></script></body>
</html>
`;
}

function manifestOf(plan: PackagePlan): string {
  const mastery = plan.masteryScore === undefined ? "" : `<adlcp:masteryscore>${plan.masteryScore}</adlcp:masteryscore>`;
  const items = plan.pages.map(
    (page, i) => `<item identifier="item-${i + 1}" identifierref="page-${i + 1}"><title>${escapeXml(page.title)}</title>${mastery}</item>`,
  );
  const resources = plan.pages.map(
    (_page, i) =>
      `<resource identifier="page-${i + 1}" type="webcontent" adlcp:scormtype="sco" href="pages/${i + 1}.html"><file href="pages/${i + 1}.html"/><file href="scorm.js"/><file href="page.css"/></resource>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${escapeXml(plan.identifier ?? "package")}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="main"><organization identifier="main"><title>${escapeXml(plan.title)}</title>
${items.join("\n")}
</organization></organizations>
<resources>
${resources.join("\n")}
</resources>
</manifest>
`;
}

/** Zips named texts; entries carry a fixed date, so that the same contents give the same bytes. */
export async function zipTexts(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, { mtime: new Date("2020-01-01T00:00:00Z") });
  zip.end();
  return buffer(Readable.from(zip.outputStream));
}

/** Makes a SCORM 1.2 package of one unit per page; each reports its status, score, place and time. */
export async function makeScormPackage(plan: PackagePlan): Promise<Buffer> {
  const files: Record<string, string> = { "imsmanifest.xml": manifestOf(plan), "scorm.js": SCRIPT, "page.css": STYLE };
  plan.pages.forEach((page, i) => {
    files[`pages/${i + 1}.html`] = pageOf(page, plan);
  });
  return zipTexts(files);
}
