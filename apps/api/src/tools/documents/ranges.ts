/** A stretch that was seen: seconds of media or pages of a PDF, from inclusive to exclusive. */
export interface SeenRange {
  from: number;
  to: number;
}

/** How many stretches are kept for one person; the smallest gaps close beyond it. */
const RANGES_LIMIT = 500;

/** Unites stretches that touch, in order, cut to `start`, and to `end` where that is known (greater than `start`). */
export function mergeRanges(ranges: readonly SeenRange[], start: number, end: number): SeenRange[] {
  const cut = ranges
    .map(({ from, to }) => ({ from: Math.max(start, from), to: end > start ? Math.min(to, end) : to }))
    .filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to) && to > from)
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: SeenRange[] = [];
  for (const range of cut) {
    const last = merged.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ ...range });
  }
  while (merged.length > RANGES_LIMIT) {
    let narrowest = 1;
    for (let at = 2; at < merged.length; at += 1) if (gap(merged, at) < gap(merged, narrowest)) narrowest = at;
    merged.splice(narrowest - 1, 2, { from: merged[narrowest - 1]!.from, to: merged[narrowest]!.to });
  }
  return merged;
}

const gap = (ranges: SeenRange[], at: number) => ranges[at]!.from - ranges[at - 1]!.to;

/** The share of `total` that the merged stretches cover, 0 to 1. */
export function coverage(ranges: readonly SeenRange[], total: number): number {
  if (total <= 0) return 0;
  const seen = ranges.reduce((sum, range) => sum + range.to - range.from, 0);
  // Floating seconds of a player never add up exactly.
  return Math.min(1, Math.round((seen / total) * 10_000) / 10_000);
}
