import { describe, expect, test } from "@jest/globals";
import { appearances } from "./tokens";
import { contrastRatio } from "./contrast";

const minimum = { light: 4.5, dark: 4.5, lightContrast: 7, darkContrast: 7 };

describe.each(Object.entries(appearances))("appearance %s", (name, look) => {
  const least = minimum[name as keyof typeof minimum];
  const surfaces = Object.entries(look.surfaces);
  const texts = Object.entries(look.texts);
  const pairs = surfaces.flatMap(([surface, ground]) => texts.map(([text, ink]) => [text, surface, ink, ground] as const));

  test.each(pairs)("%s on %s", (_text, _surface, ink, ground) => {
    expect(contrastRatio(ink, ground)).toBeGreaterThanOrEqual(least);
  });

  test.each(Object.entries(look.tints))("words on the %s tint", (_tint, [ground, ink]) => {
    expect(contrastRatio(ink, ground)).toBeGreaterThanOrEqual(least);
  });

  test("words on filled controls", () => {
    const { primary, primaryHover, onPrimary, danger, onDanger } = look.filled;
    for (const [ink, ground] of [
      [onPrimary, primary],
      [onPrimary, primaryHover],
      [onDanger, danger],
    ] as const) {
      expect(contrastRatio(ink, ground)).toBeGreaterThanOrEqual(least);
    }
  });

  test("outlines of controls and the focus ring are seen: 3:1, and 7:1 in high contrast", () => {
    const seen = least === 7 ? 7 : 3;
    for (const [, ground] of surfaces) {
      expect(contrastRatio(look.lines.control, ground)).toBeGreaterThanOrEqual(seen);
      expect(contrastRatio(look.lines.focus, ground)).toBeGreaterThanOrEqual(seen);
    }
  });

  test.each(surfaces)("in high contrast hairlines are seen too, on %s", (_surface, ground) => {
    if (least === 7) expect(contrastRatio(look.lines.hairline, ground)).toBeGreaterThanOrEqual(7);
    else expect(contrastRatio(look.lines.hairline, ground)).toBeGreaterThan(1);
  });
});

test("the formula agrees with the known extremes", () => {
  expect(contrastRatio("#000000", "#FFFFFF")).toBeCloseTo(21, 5);
  expect(contrastRatio("#777777", "#FFFFFF")).toBeCloseTo(4.48, 2);
});
