import { useMemo } from "react";
import classes from "./course-cover.module.css";
import { type CoverShape, coverPattern, hueOf } from "./cover-pattern";

const paths = {
  circle: "M30 5a25 25 0 1 1 0 50a25 25 0 1 1 0-50z",
  quarter: "M0 0h60a60 60 0 0 1-60 60z",
  bar: "M0 20h60v20h-60z",
  triangle: "M0 60h60v-60z",
};

function Shape({ shape }: { shape: CoverShape }) {
  const place = `translate(${shape.x * 20} ${shape.y * 20}) rotate(${shape.turn * 90} 30 30)`;
  return <path d={paths[shape.kind]} transform={place} className={classes.shape} data-tone={shape.tone} />;
}

interface CourseCoverProps {
  code: string;
  pictureUrl?: string | null;
  /** The course's own colour, `#rrggbb`; without one the code gives it. */
  color?: string | null;
  /** Height in rem; the width is the container's. */
  height?: number;
  /** Square corners, for the head of a card, which rounds its own. */
  flush?: boolean;
}

/** The picture of a course, or a geometric pattern made from its code. Decorative: the title stands beside it. */
export function CourseCover({ code, pictureUrl, color, height = 7.5, flush = false }: CourseCoverProps) {
  const pattern = useMemo(() => coverPattern(code), [code]);
  const style = {
    blockSize: `${height}rem`,
    "--hue": hueOf(color) ?? pattern.hue,
    borderRadius: flush ? 0 : undefined,
  } as React.CSSProperties;
  if (pictureUrl) return <img src={pictureUrl} alt="" className={classes.cover} style={style} loading="lazy" />;
  return (
    <svg className={classes.cover} style={style} viewBox="0 0 360 180" preserveAspectRatio="xMidYMid slice" aria-hidden>
      {pattern.shapes.map((shape) => (
        <Shape key={`${shape.x}-${shape.y}`} shape={shape} />
      ))}
    </svg>
  );
}
