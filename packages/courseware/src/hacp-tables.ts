/** Lines of comma-separated fields; a field in double quotes may hold commas and doubled quotes. */
function rowsOf(data: string): string[][] {
  return data
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) =>
      [...line.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/g)]
        .slice(0, 200)
        .map((match) => (match[1] === undefined ? (match[2] ?? "").trim() : match[1].replaceAll('""', '"'))),
    );
}

const TYPES: Readonly<Record<string, string>> = {
  t: "true-false",
  c: "choice",
  f: "fill-in",
  m: "matching",
  p: "performance",
  s: "sequencing",
  l: "likert",
  n: "numeric",
};
const RESULTS: Readonly<Record<string, string>> = { c: "correct", w: "wrong", u: "unanticipated", n: "neutral" };

/** What `PutInteractions` adds: a table with its names in the first line, as rows from `first` on. Rows without an identifier are left out. */
export function interactionElements(data: string, first: number): Record<string, string> {
  const [names = [], ...rows] = rowsOf(data);
  const column = (name: string) => names.findIndex((one) => one.toLowerCase() === name);
  const columns = Object.fromEntries(
    ["interaction_id", "time", "type_interaction", "correct_response", "student_response", "result", "weighting", "latency"].map((name) => [
      name,
      column(name),
    ]),
  );
  const set: Record<string, string> = {};
  let row = first;
  for (const fields of rows) {
    const field = (name: string) => fields[columns[name] ?? -1] ?? "";
    if (field("interaction_id") === "") continue;
    const prefix = `cmi.interactions.${row}`;
    const put = (name: string, value: string | undefined) => {
      if (value !== undefined && value !== "") set[`${prefix}.${name}`] = value;
    };
    put("id", field("interaction_id"));
    put("time", field("time"));
    put("type", TYPES[field("type_interaction")[0]?.toLowerCase() ?? ""]);
    put("correct_responses.0.pattern", field("correct_response"));
    put("student_response", field("student_response"));
    put("result", RESULTS[field("result")[0]?.toLowerCase() ?? ""] ?? field("result"));
    put("weighting", field("weighting"));
    put("latency", field("latency"));
    row += 1;
  }
  return set;
}

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ");

/** What `GetParam` answers, from the model that a unit would see through the API. */
export function paramText(model: Readonly<Record<string, string>>): string {
  const at = (element: string) => model[element] ?? "";
  const entry = at("cmi.core.entry") === "" ? "" : `, ${at("cmi.core.entry")}`;
  const score = [at("cmi.core.score.raw"), at("cmi.core.score.max"), at("cmi.core.score.min")].join(",").replace(/,+$/, "");
  const lines = [
    "[Core]",
    `Student_ID=${oneLine(at("cmi.core.student_id"))}`,
    `Student_Name=${oneLine(at("cmi.core.student_name"))}`,
    `Lesson_Location=${oneLine(at("cmi.core.lesson_location"))}`,
    `Credit=${at("cmi.core.credit")}`,
    `Lesson_Status=${at("cmi.core.lesson_status")}${entry}`,
    `Score=${score}`,
    `Time=${at("cmi.core.total_time")}`,
    `Lesson_Mode=${at("cmi.core.lesson_mode")}`,
    "[Core_Lesson]",
    at("cmi.suspend_data"),
    "[Core_Vendor]",
    at("cmi.launch_data"),
    "[Student_Data]",
    ...(["mastery_score", "max_time_allowed", "time_limit_action"] as const).flatMap((name) =>
      at(`cmi.student_data.${name}`) === "" ? [] : [`${name}=${at(`cmi.student_data.${name}`)}`],
    ),
  ];
  return lines.join("\r\n");
}
