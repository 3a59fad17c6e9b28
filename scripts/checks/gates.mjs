// Every root operation of the API passes a gate, or says in its code why it needs none. At run time the schema denies by default
// (schema.ts); this finds it before anything runs.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fromRoot, listFiles, root } from "../workspace.mjs";

const gate = /\.(enter|enterPlatform|enterSelf|enterMany)\(/;
/** A call that takes the operation's context: the gate may be inside it. Its own body is looked at. */
const passesContext = /((?:\bthis\.)?\b[a-z]\w*)(?:<[^>]*>)?\((?:\w+, )*(?:event\.)?(?:ctx|context|fresh)\b/g;

/** Operations that pass their gate in a way that this check cannot follow; each with the reason. */
export const followedByHand = new Map([["node", "each loader of a manifest's `nodes` passes its own gate"]]);

const isSource = (file) =>
  /\.ts$/.test(file) && !/\.(test|matrix|factories)\.ts$/.test(file) && !file.includes("/generated/") && !file.includes("/test/");

/** Reads the sources to look at: name and text. */
export const apiSources = () =>
  listFiles(fromRoot("apps/api/src"), isSource).map((file) => ({
    name: path.relative(root, file).replaceAll("\\", "/"),
    text: readFileSync(file, "utf8"),
  }));

const startsAnew = /^(export|async|function|const|let|class|interface|type|enum|import|@|\/\*)/;

/** The statements of a file's top level, by their indentation: the formatter guarantees it. */
function statements(text) {
  const parts = [];
  for (const line of text.split("\n")) {
    if (startsAnew.test(line) || parts.length === 0) parts.push([]);
    parts.at(-1).push(line);
  }
  return parts.map((lines) => lines.join("\n"));
}

/** The members of a class, each with its decorators. */
const members = (text) => text.split(/^ {2}\}$/m);

/** Name → text, of the functions of all files; one name in two files makes one text of both, which errs on the lenient side. */
function functionTexts(sources) {
  const texts = new Map();
  const add = (name, text) => texts.set(name, `${texts.get(name) ?? ""}\n${text}`);
  for (const statement of sources.flatMap(({ text }) => statements(text))) {
    const name = /^(?:export )?(?:async )?(?:function\s*\*?\s*|const )(\w+)/.exec(statement)?.[1];
    if (name) add(name, statement);
    if (!/^(?:export )?(?:abstract )?class /.test(statement)) continue;
    for (const member of members(statement)) {
      const method = /^ {2}(?:private |protected |readonly )*(?:async )?\*?\s*(\w+)(?:<[^>]*>)?\(/m.exec(member)?.[1];
      if (method) add(`this.${method}`, member);
    }
  }
  return texts;
}

/** The operations of a file: name, and text with the decorators. */
function* operations({ name, text }) {
  for (const member of statements(text).flatMap(members)) {
    const kind = /^ {2}@(Query|Mutation|Subscription)\(/m.exec(member);
    const method = kind && /^ {2}(?:private |public )?(?:async )?\*?\s*(\w+)\(/m.exec(member.slice(kind.index));
    if (method) yield { file: name, operation: method[1], text: member };
  }
}

function entersSomewhere(text, texts, seen = new Set()) {
  if (gate.test(text)) return true;
  for (const [, called] of text.matchAll(passesContext)) {
    if (seen.has(called) || !texts.has(called)) continue;
    seen.add(called);
    if (entersSomewhere(texts.get(called), texts, seen)) return true;
  }
  return false;
}

/** Lines "file: operation …" for operations that neither enter nor are marked as public. */
export function gates(sources = apiSources(), allowed = followedByHand) {
  const texts = functionTexts(sources);
  return sources
    .flatMap((source) => [...operations(source)])
    .filter(({ operation, text }) => !text.includes("@Public(") && !allowed.has(operation) && !entersSomewhere(text, texts))
    .map(({ file, operation }) => `${file}: ${operation} neither passes a gate nor is marked @Public`);
}
