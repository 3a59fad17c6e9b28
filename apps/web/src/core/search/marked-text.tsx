interface MarkedTextProps {
  text: string;
  /** Places of what matched, in UTF-16 code units, in order and apart. */
  ranges: readonly { start: number; end: number }[];
}

/** Plain text with what matched marked: no markup of anybody's is interpreted. */
export function MarkedText({ text, ranges }: MarkedTextProps) {
  const pieces = ranges.flatMap(({ start, end }, place) => {
    const before = text.slice(place === 0 ? 0 : ranges[place - 1]!.end, start);
    return [before, <mark key={start}>{text.slice(start, end)}</mark>];
  });
  return (
    <bdi>
      {pieces}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </bdi>
  );
}
