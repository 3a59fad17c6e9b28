import classes from "./marked-text.module.css";

/** From where to where, counted in UTF-16 units as JavaScript counts; the end is not part of it. */
export interface MarkedRange {
  start: number;
  end: number;
}

/** Plain text with what was looked for marked in it. Ranges come in order and do not overlap; others are left out. */
export function MarkedText({ text, ranges = [] }: { text: string; ranges?: readonly MarkedRange[] }) {
  const parts: React.ReactNode[] = [];
  let done = 0;
  for (const { start, end } of ranges) {
    if (start < done || end <= start || end > text.length) continue;
    parts.push(
      text.slice(done, start),
      <mark key={start} className={classes.mark}>
        {text.slice(start, end)}
      </mark>,
    );
    done = end;
  }
  return (
    <bdi>
      {parts}
      {text.slice(done)}
    </bdi>
  );
}
