import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useViewer } from "./session";

const day = 86_400_000;
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", day],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** What `createFormat` returns: every number and date on screen goes through one of these. */
export interface Format {
  /** "12 March 2026". */
  date(at: DateInput): string;
  /** "12 March 2026, 14:05" in the person's zone. */
  dateTime(at: DateInput): string;
  time(at: DateInput): string;
  /** The full date with weekday and zone, for titles and screen readers. */
  full(at: DateInput): string;
  /** "3 hours ago" or "in 2 days" within a week; a date beyond it. */
  relative(at: DateInput, now?: number): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** A fraction 0 to 1 as "42 %". */
  percent(fraction: number): string;
  /** Bytes in steps of 1024, as file managers show them. */
  bytes(count: number): string;
  /** Seconds as "1 hr, 5 min"; the two largest units. */
  duration(seconds: number): string;
  list(words: string[]): string;
}

export type DateInput = string | number | Date;

function relativeText(at: number, now: number, formatter: Intl.RelativeTimeFormat): string | null {
  const difference = at - now;
  if (Math.abs(difference) >= 7 * day) return null;
  const [unit, size] = steps.find(([, length]) => Math.abs(difference) >= length) ?? ["second", 1000];
  return formatter.format(Math.trunc(difference / size), unit);
}

function durationParts(seconds: number): [number, string][] {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), "day"],
    [Math.floor((whole % 86_400) / 3600), "hour"],
    [Math.floor((whole % 3600) / 60), "minute"],
    [whole % 60, "second"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return first < 0 ? [[0, "second"]] : parts.slice(first, first + 2).filter(([count]) => count > 0);
}

/** Formats for one language and one time zone (IANA name). Pure: the same input gives the same text. */
export function createFormat(language: string, timeZone: string): Format {
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, { ...options, timeZone });
    return (at: DateInput) => formatter.format(new Date(at));
  };
  const date = dates({ dateStyle: "long" });
  const dateTime = dates({ dateStyle: "long", timeStyle: "short" });
  const full = dates({
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const number = (value: number, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options).format(value);
  // The short form of a byte has no plural.
  const unit = (value: number, name: string, digits = 0) =>
    number(value, { style: "unit", unit: name, unitDisplay: name === "byte" ? "long" : "short", maximumFractionDigits: digits });
  return {
    date,
    dateTime,
    full,
    time: dates({ timeStyle: "short" }),
    relative: (at, now = Date.now()) => relativeText(new Date(at).getTime(), now, relative) ?? date(at),
    number,
    percent: (fraction) => number(fraction, { style: "percent", maximumFractionDigits: 0 }),
    bytes: (count) => {
      const names = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
      const power = count < 1 ? 0 : Math.min(names.length - 1, Math.floor(Math.log2(count) / 10));
      const value = count / 1024 ** power;
      return unit(value, names[power] ?? "byte", value < 10 && power > 0 ? 1 : 0);
    },
    duration: (seconds) =>
      new Intl.ListFormat(language, { type: "unit", style: "short" }).format(
        durationParts(seconds).map(([count, name]) => unit(count, name)),
      ),
    list: (words) => new Intl.ListFormat(language, { type: "conjunction" }).format(words),
  };
}

/** Formats in the person's language and zone; visitors get the browser's zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = useViewer()?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => createFormat(i18n.language, timeZone), [i18n.language, timeZone]);
}
