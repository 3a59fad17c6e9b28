/// <reference types="node" />
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../../..");
const places = [path.join(root, "../shared/corpora"), path.join(root, "../../shared/corpora")];

/** Absolute path of a file or folder in the test corpora beside the checkout; undefined where the corpora are absent. For tests only. */
export function findCorpus(relative: string): string | undefined {
  return places.map((place) => path.join(place, relative)).find((candidate) => existsSync(candidate));
}

/** Text of a corpus file, UTF-8; undefined where the corpora are absent. For tests only. */
export function readCorpus(relative: string): string | undefined {
  const found = findCorpus(relative);
  return found === undefined ? undefined : readFileSync(found, "utf8");
}

const ownHostile = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<svg><p><style><g title="</style><img src onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<img src="data:image/svg+xml;base64,PHN2Zy8+">',
  '<form action="javascript:alert(1)"><input name=attributes><button>x</button></form>',
  '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "<video><source onerror=alert(1)></video>",
  '<p id="cookie" name="body">clobber</p>',
  "\u202Egnp.exe\u0000<b>x</b>",
];

/** Hostile markup and strings: always the small set kept here, plus every corpus of sanitiser cases, XSS strings and naughty strings found. */
export function hostileStrings(): string[] {
  const cases = readCorpus("hostile/sanitizer-dompurify-open/cases.json");
  const payloads = readCorpus("hostile/xss-payloadbox-open/payloads.txt");
  const naughty = readCorpus("hostile/naughty-strings-open/blns.json");
  return [
    ...ownHostile,
    ...(cases ? (JSON.parse(cases) as { payload: string }[]).map((entry) => entry.payload) : []),
    ...(payloads ? payloads.split("\n").filter(Boolean) : []),
    ...(naughty ? (JSON.parse(naughty) as string[]) : []),
  ];
}
