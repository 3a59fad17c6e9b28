import type { TextPart } from "./pdf-text";

const TIME = /^(?:(\d{1,3}):)?(\d\d):(\d\d)\.(\d{3})$/;

function secondsOf(text: string): number | undefined {
  const [, hours, minutes, seconds, thousandths] = TIME.exec(text) ?? [];
  if (minutes === undefined) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1000;
}

/** One cue of a WebVTT file (W3C WebVTT, section 4). */
export interface Cue {
  from: number;
  to: number;
  text: string;
}

/** The cues of a WebVTT text, or null when it is none. Tags inside cues are left out; cues with impossible times are skipped. */
export function parseWebVtt(source: string): Cue[] | null {
  const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  if (!/^WEBVTT(?:[ \t][^\n]*)?(?:\n|$)/.test(text)) return null;
  const cues: Cue[] = [];
  for (const block of text.split(/\n{2,}/).slice(1)) {
    const lines = block.split("\n").filter((line) => line !== "");
    const at = lines.findIndex((line) => line.includes("-->"));
    if (at < 0 || at > 1 || /^(?:NOTE|STYLE|REGION)\b/.test(lines[0] ?? "")) continue;
    const [start = "", rest = ""] = lines[at]!.split("-->").map((part) => part.trim());
    const from = secondsOf(start);
    const to = secondsOf(rest.split(/\s/)[0] ?? "");
    if (from === undefined || to === undefined || to <= from) continue;
    cues.push({
      from,
      to,
      text: lines
        .slice(at + 1)
        .join("\n")
        .replace(/<[^>]*>/g, "")
        .trim(),
    });
  }
  return cues;
}

/** Captions as parts of a video for search: the part is the second at which the words are said. */
export function captionParts(cues: readonly Cue[]): TextPart[] {
  const bySecond = new Map<number, string>();
  for (const cue of cues) {
    const second = Math.max(1, Math.floor(cue.from));
    bySecond.set(second, [bySecond.get(second), cue.text].filter(Boolean).join("\n"));
  }
  return [...bySecond].map(([part, text]) => ({ part, text })).filter(({ text }) => text !== "");
}
