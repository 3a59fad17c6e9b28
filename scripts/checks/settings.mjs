// Settings are read in one place, env.ts: the table in docs/operating.md has each with its default, and nothing sets one that is not read.
import { readFileSync } from "node:fs";
import { fromRoot } from "../workspace.mjs";

const read = (name) => readFileSync(fromRoot(name), "utf8");

/** Names and defaults that env.ts declares; null where it has none, "1" and "0" for switches. */
export function declaredSettings(text = read("apps/api/src/env.ts")) {
  const body = /const schema = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(text)?.[1] ?? "";
  return new Map(
    [...body.matchAll(/^ {2}([A-Z][A-Z0-9_]*): ([\s\S]+?),$(?=\n {2}[A-Z]|$(?![\s\S]))/gm)].map(([, name, rule]) => {
      const value = /\.default\((?:"([^"]*)"|([^)]*))\)/.exec(rule);
      const plain = value?.[1] ?? value?.[2] ?? null;
      return [name, plain === "true" ? "1" : plain === "false" ? "0" : plain];
    }),
  );
}

/** Name → default, as the table of a page has them. */
function documentedSettings(text) {
  const rows = [...text.matchAll(/^\| `([A-Z][A-Z0-9_]*)` \| ([^|]*) \|/gm)];
  return new Map(rows.map(([, name, value]) => [name, value.trim().replaceAll("`", "")]));
}

const assigned = [
  ["docker-compose.yml", /\benvironment: \{([^}]*(?:\{[^}]*\}[^}]*)*)\}/g],
  ["Dockerfile", /^ENV (.*)$/gm],
  [".env.example", /^# ?([A-Z_]+=.*)$/gm],
];

/** Names that a file of the operator's sets, with the services that are not ours left out. */
const foreign = /^(POSTGRES|MINIO)_/;

/** Lines of what is missing, wrong or unknown. */
export function settings(envText, page = read("docs/operating.md"), files = assigned.map(([name]) => [name, read(name)])) {
  const declared = declaredSettings(envText);
  const documented = documentedSettings(page);
  const found = [];
  if (declared.size === 0) found.push("apps/api/src/env.ts: no settings found: has the schema another form?");
  for (const [name, value] of declared) {
    if (!documented.has(name)) found.push(`docs/operating.md: ${name} is missing`);
    else if (value !== null && documented.get(name) !== value)
      found.push(`docs/operating.md: the default of ${name} is ${value}, not ${documented.get(name)}`);
  }
  for (const name of documented.keys()) if (!declared.has(name)) found.push(`docs/operating.md: ${name} is read nowhere`);
  for (const [file, text] of files) {
    const pattern = assigned.find(([name]) => name === file)?.[1] ?? /^(.*)$/gm;
    const names = [...text.matchAll(pattern)].flatMap(([, body]) =>
      [...body.matchAll(/\b([A-Z][A-Z0-9_]{2,})(?=[:=])/g)].map(([, name]) => name),
    );
    for (const name of new Set(names))
      if (!declared.has(name) && !foreign.test(name)) found.push(`${file}: sets ${name}, which is read nowhere`);
  }
  return found;
}
