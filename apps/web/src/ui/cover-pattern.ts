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

/** The hue of a colour `#rrggbb` in OKLCH, in degrees; null for greys, and for what is no such colour. */
export function hueOf(color: string | null | undefined): number | null {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color ?? "");
  if (!parts) return null;
  const linear = (part: string | undefined) => {
    const share = Number.parseInt(part ?? "0", 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const [red, green, blue] = [linear(parts[1]), linear(parts[2]), linear(parts[3])];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  if (Math.hypot(a, b) < 0.02) return null;
  return (Math.round((Math.atan2(b, a) * 180) / Math.PI) + 360) % 360;
}

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
