/** AICC's HTTP protocol (CMI001 4.0, appendix A): requests and answers as texts, data as elements of the SCORM 1.2 model. */
export type HacpCommand =
  | "getparam"
  | "putparam"
  | "putinteractions"
  | "putobjectives"
  | "putcomments"
  | "putpath"
  | "putperformance"
  | "exitau";

const COMMANDS: readonly HacpCommand[] = [
  "getparam",
  "putparam",
  "putinteractions",
  "putobjectives",
  "putcomments",
  "putpath",
  "putperformance",
  "exitau",
];

/** What a unit asks; names of fields and commands in any letter case. */
export interface HacpRequest {
  /** Null: none that there is. */
  command: HacpCommand | null;
  sessionId: string;
  data: string;
}

export const HACP_ERRORS = { 0: "Successful", 1: "Invalid Command", 2: "Invalid AU-password", 3: "Invalid Session ID" } as const;

/** Reads a form-encoded request. */
export function readHacp(body: string): HacpRequest {
  const fields = new Map([...new URLSearchParams(body)].map(([name, value]) => [name.trim().toLowerCase(), value]));
  const wanted = (fields.get("command") ?? "").trim().toLowerCase();
  return {
    command: COMMANDS.find((command) => command === wanted) ?? null,
    sessionId: (fields.get("session_id") ?? "").trim(),
    data: fields.get("aicc_data") ?? "",
  };
}

/** An answer: its error, and data where there is some. */
export function hacpAnswer(error: keyof typeof HACP_ERRORS, data?: string): string {
  const lines = [`error=${error}`, `error_text=${HACP_ERRORS[error]}`, "version=4.0"];
  if (data !== undefined) lines.push(`aicc_data=${data}`);
  return `${lines.join("\r\n")}\r\n`;
}

/** The groups of an AICC text: lines of `name=value`, and the whole text below a heading, which some groups are. Names in lower case. */
export function readGroups(text: string): Map<string, { values: Map<string, string>; text: string }> {
  const groups = new Map<string, { values: Map<string, string>; text: string }>();
  for (const part of text.replace(/\r\n?/g, "\n").split(/^(?=[ \t]*\[[^\]\n]+\][ \t]*$)/m)) {
    const [, name, rest = ""] = /^[ \t]*\[([^\]\n]+)\][ \t]*(?:\n([\s\S]*))?$/.exec(part) ?? [];
    if (name === undefined) continue;
    const values = new Map<string, string>();
    for (const line of rest.split("\n")) {
      const at = line.indexOf("=");
      if (at > 0 && !line.trimStart().startsWith(";")) values.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
    }
    groups.set(name.trim().toLowerCase(), { values, text: rest.replace(/\n+$/, "") });
  }
  return groups;
}

const STATUSES = ["passed", "completed", "failed", "incomplete", "browsed", "not attempted"];
const EXITS: Readonly<Record<string, string>> = { l: "logout", t: "time-out", s: "suspend" };

/** A status by its first letter, as the standard allows; undefined where it is none. */
const statusOf = (text: string): string | undefined =>
  text.trim() === "" ? undefined : STATUSES.find((status) => status.startsWith(text.trim()[0]!.toLowerCase()));

/** `8:5:3` and `1:02:03.4` as a SCORM 1.2 timespan; undefined where it is none. */
function timespanOf(text: string): string | undefined {
  const [, hours, minutes, seconds, fraction] = /^(\d{1,4}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  const two = (part: string) => part.padStart(2, "0");
  return `${hours.padStart(4, "0")}:${two(minutes)}:${two(seconds)}${fraction === undefined ? "" : `.${fraction}`}`;
}

function scoreOf(text: string, prefix: string): Record<string, string> {
  const [raw, max, min] = text.split(",").map((part) => part.trim());
  const set: Record<string, string> = {};
  for (const [name, value] of [
    ["raw", raw],
    ["max", max],
    ["min", min],
  ] as const)
    if (value !== undefined && value !== "" && Number.isFinite(Number(value))) set[`${prefix}.${name}`] = value;
  return set;
}

/** What `PutParam` sets; what it does not name, and what is no value, stays. */
export function paramElements(data: string): Record<string, string> {
  const groups = readGroups(data);
  const core = groups.get("core")?.values ?? new Map<string, string>();
  const set: Record<string, string> = {};
  const location = core.get("lesson_location");
  if (location !== undefined) set["cmi.core.lesson_location"] = location;
  const [status = "", exit = ""] = (core.get("lesson_status") ?? "").split(",").map((part) => part.trim());
  const known = statusOf(status);
  if (known !== undefined && known !== "not attempted") set["cmi.core.lesson_status"] = known;
  if (EXITS[exit[0]?.toLowerCase() ?? ""] !== undefined) set["cmi.core.exit"] = EXITS[exit[0]!.toLowerCase()]!;
  Object.assign(set, scoreOf(core.get("score") ?? "", "cmi.core.score"));
  const time = timespanOf(core.get("time") ?? "");
  if (time !== undefined) set["cmi.core.session_time"] = time;
  const kept = groups.get("core_lesson");
  if (kept) set["cmi.suspend_data"] = kept.text;
  const comments = groups.get("comments");
  if (comments) set["cmi.comments"] = comments.text;
  Object.assign(set, objectiveElements(data, 0));
  return set;
}

/** Objectives by AICC's own numbers (`J_ID.1`), from row `first` on. */
export function objectiveElements(data: string, first: number): Record<string, string> {
  const values = readGroups(data).get("objectives_status")?.values ?? new Map<string, string>();
  const numbers = [...values.keys()].flatMap((key) => /^j_id\.(\d+)$/.exec(key)?.[1] ?? []).toSorted((a, b) => Number(a) - Number(b));
  const set: Record<string, string> = {};
  for (const [index, number] of numbers.entries()) {
    const prefix = `cmi.objectives.${first + index}`;
    set[`${prefix}.id`] = values.get(`j_id.${number}`)!;
    const status = statusOf(values.get(`j_status.${number}`) ?? "");
    if (status !== undefined) set[`${prefix}.status`] = status;
    Object.assign(set, scoreOf((values.get(`j_score.${number}`) ?? "").split(";").at(-1) ?? "", `${prefix}.score`));
  }
  return set;
}
