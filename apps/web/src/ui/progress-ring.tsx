import { useTranslation } from "react-i18next";
import { useFormat } from "../kernel/format";
import classes from "./progress-ring.module.css";

interface ProgressRingProps {
  /** 0 to 1. */
  fraction: number;
  /** Passed and failed are told by sign as well as colour. */
  outcome?: "passed" | "failed";
  size?: number;
  /** What it measures, for screen readers: the item's title. */
  label?: string;
}

/** How far somebody is, drawn small: an arc, and the percentage inside when there is room. */
export function ProgressRing({ fraction, outcome, size = 28, label }: ProgressRingProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const share = Math.min(1, Math.max(0, fraction));
  const width = Math.max(2.5, size * 0.11);
  const radius = (size - width) / 2;
  const around = 2 * Math.PI * radius;
  const spoken = outcome ? t(`outcome.${outcome}`) : t("ring", { percent: format.percent(share) });
  const sign = outcome === "failed" ? "✕" : share >= 1 || outcome === "passed" ? "✓" : size >= 40 ? format.percent(share) : "";
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label ? `${label}: ${spoken}` : spoken}
      className={classes.ring}
      data-outcome={outcome}
    >
      <circle cx={size / 2} cy={size / 2} r={radius} strokeWidth={width} className={classes.track} />
      <circle
        cx={size / 2}
        cy={size / 2}
        r={radius}
        strokeWidth={width}
        className={classes.arc}
        strokeDasharray={`${around * share} ${around}`}
        strokeLinecap={share > 0 ? "round" : "butt"}
        transform={`rotate(-90 ${size / 2} ${size / 2})`}
      />
      <text x="50%" y="50%" textAnchor="middle" dominantBaseline="central" fontSize={size * (sign.length > 1 ? 0.25 : 0.42)} aria-hidden>
        {sign}
      </text>
    </svg>
  );
}
