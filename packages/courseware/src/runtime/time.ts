/** Durations are whole hundredths of a second everywhere: SCORM 1.2 CMITimespan and ISO 8601 (SCORM 2004, cmi5). */
const TIMESPAN_12 = /^(\d{2,4}):(\d{2}):(\d{2})(?:\.(\d{1,2}))?$/;
const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,2}))?S)?)?$/;

const HUNDREDTHS = { year: 3_155_760_000, month: 262_980_000, week: 60_480_000, day: 8_640_000, hour: 360_000, minute: 6_000, second: 100 };

/** Slack granted to a package's clock before its session time is disbelieved, in hundredths. */
export const SESSION_SLACK = 6_000;

/** Hundredths of a 1.2 CMITimespan (`HHHH:MM:SS.SS`), or null when the text is not one. */
export function parseTimespan12(text: string): number | null {
  const match = TIMESPAN_12.exec(text);
  if (!match) return null;
  const [, hours = "0", minutes = "0", seconds = "0", fraction = ""] = match;
  // The standard lets minutes and seconds run to 99; real packages do so.
  return Number(hours) * HUNDREDTHS.hour + Number(minutes) * HUNDREDTHS.minute + Number(seconds) * 100 + Number(fraction.padEnd(2, "0"));
}

/** A 1.2 CMITimespan; more than 9,999 hours is written as the greatest value that the format holds. */
export function formatTimespan12(hundredths: number): string {
  const total = Math.min(Math.max(0, Math.round(hundredths)), 3_599_999_999);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = String(Math.floor(total / HUNDREDTHS.hour)).padStart(4, "0");
  const fraction = total % 100;
  const clock = `${hours}:${two(Math.floor(total / 6_000) % 60)}:${two(Math.floor(total / 100) % 60)}`;
  return fraction === 0 ? clock : `${clock}.${two(fraction)}`;
}

/** Hundredths of an ISO 8601 duration, or null. A year counts 365.25 days and a month a twelfth of it. */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (!match || text.endsWith("P") || text.endsWith("T")) return null;
  const parts = match.slice(1, 8).map((part) => Number(part ?? 0));
  const sizes = [HUNDREDTHS.year, HUNDREDTHS.month, HUNDREDTHS.week, HUNDREDTHS.day, HUNDREDTHS.hour, HUNDREDTHS.minute, HUNDREDTHS.second];
  const whole = parts.reduce((sum, part, index) => sum + part * (sizes[index] ?? 0), 0);
  return whole + Number((match[8] ?? "").padEnd(2, "0"));
}

/** An ISO 8601 duration in hours, minutes and seconds. */
export function formatDuration(hundredths: number): string {
  const total = Math.max(0, Math.round(hundredths));
  const hours = Math.floor(total / HUNDREDTHS.hour);
  const minutes = Math.floor(total / HUNDREDTHS.minute) % 60;
  const seconds = Math.floor(total / 100) % 60;
  const fraction = total % 100;
  const tail = fraction === 0 ? `${seconds}` : `${seconds}.${String(fraction).padStart(2, "0")}`;
  return `PT${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${tail}S`;
}

/** An ISO 8601 duration in days, hours, minutes and seconds, without those that are nothing: as SCORM 2004's content expects its total. */
export function formatTotal(hundredths: number): string {
  const total = Math.max(0, Math.round(hundredths));
  if (total === 0) return "PT0H0M0S";
  const days = Math.floor(total / HUNDREDTHS.day);
  const clock = formatDuration(total % HUNDREDTHS.day).replace(/(?<=[TM])0S$|(?<=H)0S$/, "");
  return `P${days > 0 ? `${days}D` : ""}${clock === "PT" ? "" : clock.slice(1)}`;
}

/** Session time to be added: the package's word, or the elapsed server time when it claims over 60 s more than that. */
export function creditSession(reported: number, elapsed: number): { hundredths: number; replaced: boolean } {
  const real = Math.max(0, elapsed);
  return reported > real + SESSION_SLACK ? { hundredths: real, replaced: true } : { hundredths: reported, replaced: false };
}
