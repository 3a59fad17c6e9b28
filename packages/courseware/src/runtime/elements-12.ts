import { parseTimespan12 } from "./time";
import { LIMITS } from "./runtime-protocol";

/** SCORM 1.2 error: 201 invalid argument, 401 not implemented, 403 read only, 405 wrong type, vocabulary or size. */
export type Error12 = 201 | 401 | 403 | 405;
type Check = (value: string) => boolean;

const oneOf =
  (...words: string[]): Check =>
  (value) =>
    words.includes(value);
const DECIMAL = /^-?\d{1,10}(\.\d*)?$/;
const IDENTIFIER = /^[\u0021-\u007e]{1,255}$/;
const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const any: Check = () => true;
const timespan: Check = (value) => parseTimespan12(value) !== null;
const score: Check = (value) => value === "" || (DECIMAL.test(value) && Number(value) >= 0 && Number(value) <= 100);
const status = oneOf("passed", "completed", "failed", "incomplete", "browsed");
const between =
  (low: number, high: number): Check =>
  (value) =>
    /^-?\d{1,5}$/.test(value) && Number(value) >= low && Number(value) <= high;
const interactionType = oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric");
const result: Check = (value) => oneOf("correct", "wrong", "unanticipated", "neutral")(value) || DECIMAL.test(value);

const WRITABLE: [RegExp, Check][] = [
  [/^cmi\.core\.lesson_location$/, any],
  [/^cmi\.core\.lesson_status$/, status],
  [/^cmi\.core\.exit$/, oneOf("time-out", "suspend", "logout", "")],
  [/^cmi\.core\.session_time$/, timespan],
  [/^cmi\.core\.score\.(raw|min|max)$/, score],
  [/^cmi\.suspend_data$/, any],
  [/^cmi\.comments$/, any],
  [/^cmi\.objectives\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, score],
  [/^cmi\.objectives\.\d+\.status$/, oneOf("passed", "completed", "failed", "incomplete", "browsed", "not attempted")],
  [/^cmi\.student_preference\.audio$/, between(-1, 100)],
  [/^cmi\.student_preference\.speed$/, between(-100, 100)],
  [/^cmi\.student_preference\.text$/, between(-1, 1)],
  [/^cmi\.student_preference\.language$/, any],
  [/^cmi\.interactions\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.interactions\.\d+\.time$/, (value) => CLOCK.test(value)],
  [/^cmi\.interactions\.\d+\.type$/, interactionType],
  [/^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, any],
  [/^cmi\.interactions\.\d+\.student_response$/, any],
  [/^cmi\.interactions\.\d+\.weighting$/, (value) => DECIMAL.test(value)],
  [/^cmi\.interactions\.\d+\.result$/, result],
  [/^cmi\.interactions\.\d+\.latency$/, timespan],
];
const READ_ONLY =
  /^cmi\.(core\.(student_id|student_name|credit|entry|total_time|lesson_mode)|launch_data|comments_from_lms|student_data\..+|.+\._(children|count))$/;

const encoder = new TextEncoder();
/** Length of a text in UTF-8 bytes. */
export const byteLength = (text: string): number => encoder.encode(text).length;

/** True when the element's index or the value's size is over the platform's limits (any standard). */
export function overLimit(element: string, value: string): boolean {
  const row = /^cmi\.(interactions|objectives)\.(\d+)\./.exec(element);
  if (row && Number(row[2]) >= (row[1] === "interactions" ? LIMITS.interactions : LIMITS.objectives)) return true;
  // A text of n code units has at least n bytes and at most 3n: most need no encoding.
  if (value.length * 3 <= LIMITS.valueBytes) return false;
  return byteLength(value) > LIMITS.valueBytes;
}

/** The error that SCORM 1.2 gives for setting `element` to `value`, or null when it may be stored. */
export function check12(element: string, value: string): Error12 | null {
  if (READ_ONLY.test(element)) return 403;
  const rule = WRITABLE.find(([pattern]) => pattern.test(element));
  if (!rule) return element.startsWith("cmi.") ? 401 : 201;
  return overLimit(element, value) || !rule[1](value) ? 405 : null;
}
