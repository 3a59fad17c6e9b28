// What a tool lets be set has words: the page of a course's settings is drawn from the schema, so no code names these keys.
import { readFileSync } from "node:fs";
import { fromRoot } from "../workspace.mjs";
import { flatten } from "./translations.mjs";

/** A type's or enumeration's own lines in the published schema, without descriptions. */
function bodyOf(schema, kind, name) {
  const body = new RegExp(`^${kind} ${name}(?: implements [^{]*)? \\{\\n([\\s\\S]*?)^\\}`, "m").exec(schema)?.[1];
  return body === undefined ? null : body.replace(/"""[\s\S]*?"""/g, "");
}

/** Name → type without brackets and marks, of a type's fields. */
const fieldsOf = (body) => [...body.matchAll(/^ {2}(\w+): \[?(\w+)/gm)].map(([, name, type]) => [name, type]);
const valuesOf = (body) => [...body.matchAll(/^ {2}(\w+)/gm)].map(([, value]) => value);

const plain = new Set(["Boolean", "Int", "Float", "String"]);
/** Not settings: of the row itself. */
const ofTheRow = new Set(["id", "version"]);

function* keysOf(schema, tool, type) {
  for (const [name, of] of fieldsOf(bodyOf(schema, "type", type) ?? "")) {
    const choices = bodyOf(schema, "enum", of);
    // No form draws what is an object in itself.
    if (ofTheRow.has(name) || !(plain.has(of) || choices !== null)) continue;
    yield [`toolSettings.${tool}.${name}.label`];
    for (const value of choices === null ? [] : valuesOf(choices))
      yield [`toolSettings.${tool}.${name}.choices.${value}`, `toolSettings.${tool}.choices.${value}`];
  }
}

/** Lines of what the settings' page would have to show without words. */
export function settingLabels(
  schema = readFileSync(fromRoot("apps/api/schema.graphql"), "utf8"),
  catalogue = JSON.parse(readFileSync(fromRoot("packages/shared/locales/en/courses.json"), "utf8")),
) {
  const said = flatten(catalogue, "", new Map());
  const tools = fieldsOf(bodyOf(schema, "type", "CourseSettings") ?? "").filter(([tool]) => !["id", "groups", "courses"].includes(tool));
  if (tools.length === 0) return ["apps/api/schema.graphql: no tool's settings found: has CourseSettings another form?"];
  return tools
    .flatMap(([tool, type]) => [...keysOf(schema, tool, type)])
    .filter((keys) => !keys.some((key) => said.has(key)))
    .map(([key]) => `en/courses.json: ${key} is missing`);
}
