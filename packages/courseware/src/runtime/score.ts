/** What was odd about a reported score; shown to teachers, never corrected in silence. */
export type ScoreOddity = "RANGE_ASSUMED" | "RAW_BELOW_MIN" | "RAW_ABOVE_MAX" | "SCALED_NEGATIVE" | "SCALED_ABOVE_ONE";
export interface ReportedScore {
  score: number;
  maxScore: number;
  oddities: ScoreOddity[];
}

function numeric(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** SCORM 1.2 score and the fallback of every standard: raw within min..max, range 0..100 where none makes sense. Null without raw. */
export function score12(input: { raw?: string | undefined; min?: string | undefined; max?: string | undefined }): ReportedScore | null {
  const raw = numeric(input.raw);
  if (raw === null) return null;
  let min = numeric(input.min) ?? 0;
  let max = numeric(input.max) ?? 100;
  const oddities: ScoreOddity[] = [];
  if (max <= min) {
    [min, max] = [0, 100];
    oddities.push("RANGE_ASSUMED");
  }
  if (raw < min) oddities.push("RAW_BELOW_MIN");
  if (raw > max) oddities.push("RAW_ABOVE_MAX");
  return { score: Math.min(Math.max(raw - min, 0), max - min), maxScore: max - min, oddities };
}

/** SCORM 2004 and cmi5 score: the scaled value of 100, never negative; without a scaled value, as in 1.2. */
export function score2004(input: {
  scaled?: string | undefined;
  raw?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
}): ReportedScore | null {
  const scaled = numeric(input.scaled);
  if (scaled === null) return score12(input);
  const oddities: ScoreOddity[] = [];
  if (scaled < 0) oddities.push("SCALED_NEGATIVE");
  if (scaled > 1) oddities.push("SCALED_ABOVE_ONE");
  return { score: Math.min(Math.max(0, scaled), 1) * 100, maxScore: 100, oddities };
}
