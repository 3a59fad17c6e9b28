// The one table that the bench prints: what was measured, against which bound, and whether it held.

/** A figure: `value` in `unit`, with its bound as `["<=", 1.2]` or `[">=", 0.5]`, or none where it only informs. */
export const figure = (scenario, name, value, unit, bound, remark = "") => ({ scenario, name, value, unit, bound, remark });

/** Whether a figure is within its bound; undefined where it has none. */
export const held = ({ value, bound }) => (bound ? (bound[0] === "<=" ? value <= bound[1] : value >= bound[1]) : undefined);
/** A value with as many digits as say something. */
export const shown = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2));

/** The table as text, and how many bounds were missed. */
export function table(figures) {
  const rows = figures.map((one) => [
    one.scenario,
    one.name,
    `${shown(one.value)} ${one.unit}`.trim(),
    one.bound ? `${one.bound[0]} ${one.bound[1]}` : "",
    held(one) === undefined ? "" : held(one) ? "held" : "MISSED",
    one.remark,
  ]);
  const all = [["scenario", "what", "figure", "bound", "", "remark"], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("  "));
  return { text: lines.join("\n"), missed: figures.filter((one) => held(one) === false).length };
}
