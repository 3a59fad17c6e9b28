/** A shape of a cover, in a field of 16 by 9 cells of 20 units. */
export interface CoverShape {
  kind: "circle" | "quarter" | "bar" | "triangle";
  x: number;
  y: number;
  /** Quarter turns. */
  turn: number;
  /** 0 to 2: how strong the tone. */
  tone: number;
}

function seededNumbers(seed: string): () => number {
  // FNV-1a to a 32-bit seed, then mulberry32: the same code gives the same cover on every machine.
  let state = 2_166_136_261;
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const kinds = ["circle", "quarter", "quarter", "bar", "triangle"] as const;

/** The pattern of a course without a picture: its hue (degrees) and shapes, from the course code alone. */
export function coverPattern(code: string): { hue: number; shapes: CoverShape[] } {
  const next = seededNumbers(code.toUpperCase());
  const hue = Math.floor(next() * 24) * 15;
  const shapes: CoverShape[] = [];
  for (let y = 0; y < 9; y += 3) {
    for (let x = 0; x < 18; x += 3) {
      const kind = kinds[Math.floor(next() * kinds.length)] ?? "circle";
      const turn = Math.floor(next() * 4);
      const tone = Math.floor(next() * 3);
      if (next() < 0.72) shapes.push({ kind, x, y, turn, tone });
    }
  }
  return { hue, shapes };
}
