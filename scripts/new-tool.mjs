// pnpm new:tool KEY [NOUN [PLURAL]]: stamps a course tool on both sides, small but real, and names it in the lists.
// `pnpm new:tool surveys` makes items of kind `survey`: list, add, change, hide, delete, undo, with their tests.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { fromRoot, importTypeScript } from "./workspace.mjs";

const templates = path.join(import.meta.dirname, "new-tool");

/** The English singular of a key, as far as a rule goes: `surveys` → `survey`, `quizzes` → `quiz`, `wiki` → `wiki`. */
export function singular(key) {
  if (/ies$/.test(key)) return key.replace(/ies$/, "y");
  if (/zzes$/.test(key)) return key.replace(/zes$/, "");
  return /(ss|us|is)$/.test(key) ? key : key.replace(/s$/, "");
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** The words that a stamp is made with. */
export function wordsOf(key, noun = singular(key), nouns = key === noun ? `${noun}s` : key) {
  for (const word of [key, noun, nouns]) if (!/^[a-z][a-zA-Z]*$/.test(word)) throw new Error(`"${word}" is no word of letters only.`);
  if (noun === nouns) throw new Error(`"${noun}" is singular and plural: name both, as in: pnpm new:tool ${key} ${noun} ${noun}s`);
  return { key, noun, nouns, Noun: capital(noun), Nouns: capital(nouns), NOUN: noun.toUpperCase() };
}

/** A template with its words in it. */
export const render = (text, words) => text.replace(/__([A-Za-z]+)__/g, (all, name) => words[name] ?? all);

/** What is stamped: template → place. */
const plan = ({ key, noun, nouns }) => {
  const [api, web] = [`apps/api/src/tools/${key}`, `apps/web/src/tools/${key}`];
  const apiFiles = ["tool", "types", "inputs", "policy", "resolver", "factories", "matrix", "test"];
  return [
    ["model.prisma", `prisma/models/${key}.prisma`],
    ["shared/inputs.ts", `packages/shared/src/inputs/${key}.ts`],
    ["shared/en.json", `packages/shared/locales/en/${key}.json`],
    ["shared/fr.json", `packages/shared/locales/fr/${key}.json`],
    ...apiFiles.map((role) => [`api/${role}.ts`, `${api}/${key}.${role}.ts`]),
    ["api/verbs.ts", `${api}/${nouns}.ts`],
    ["api/matrix.json", `${api}/matrix.json`],
    ["web/graphql", `${web}/${key}.graphql`],
    ["web/routes.tsx", `${web}/${key}.routes.tsx`],
    ["web/page.tsx", `${web}/${key}-page.tsx`],
    ["web/acts.ts", `${web}/${noun}-acts.ts`],
    ["web/form.tsx", `${web}/${noun}-form.tsx`],
    ["web/test.tsx", `${web}/${key}.test.tsx`],
  ];
};

function change(file, edit) {
  const before = readFileSync(fromRoot(file), "utf8");
  const after = edit(before);
  if (after === before) throw new Error(`${file} is not as this script knows it: name the tool there by hand.`);
  writeFileSync(fromRoot(file), after);
}

/** Puts the manifest into the list, where the order of the keys has it. */
export function nameInApi(text, key, order) {
  const listed = /\[([^\]]*)\];\s*$/.exec(text)?.[1];
  const keys = [...(listed?.split(",") ?? []).map((one) => one.trim()).filter(Boolean), key];
  keys.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return text
    .replace(/\[[^\]]*\];\s*$/, `[${keys.join(", ")}];\n`)
    .replace(/((?:^import .*\n)+)/m, `$1import { ${key} } from "./${key}/${key}.tool";\n`);
}

/** Names the routes. */
export const nameInWeb = (text, key) =>
  text.replace(/\n\};\s*$/, `\n  ${key}: () => import("./${key}/${key}.routes").then((file) => file.${key}Routes),\n};\n`);

/** Gives the model of items the back-field that Prisma wants for the relation. */
export const nameInModel = (text, { noun, Noun }) => text.replace(/(model Item \{\n(?:.+\n)*)/, `$1  ${noun.padEnd(11)} ${Noun}?\n`);

async function requireFree({ key, noun, Noun }) {
  const { TOOL_KEYS } = await importTypeScript("packages/shared/src/keys.ts");
  if (!TOOL_KEYS.includes(key)) {
    throw new Error(
      `"${key}" is no tool's key: give it a place, an icon and a hue in packages/shared/src/keys.ts and apps/web/src/ui/tool-looks.ts first.`,
    );
  }
  const folders = ["apps/api/src/tools", "apps/web/src/tools"].map((folder) => `${folder}/${key}`);
  const there = folders.find((folder) => existsSync(fromRoot(folder)));
  if (there) throw new Error(`${there} is there already.`);
  const taken = new RegExp(`^(type|interface|input|enum|union|scalar) ${Noun}\\b`, "m").exec(
    readFileSync(fromRoot("apps/api/schema.graphql"), "utf8"),
  );
  if (taken) throw new Error(`The API has a ${taken[1]} ${Noun} already: name another noun, as in: pnpm new:tool ${key} ${key}${Noun}`);
  const models = readFileSync(fromRoot("prisma/models/items.prisma"), "utf8");
  if (new RegExp(`^  ${noun} `, "m").test(models)) throw new Error(`Item has a field ${noun} already: name another noun.`);
  return TOOL_KEYS;
}

/** Stamps the tool and names it in the lists; answers the files that it made. Nothing is made when something of it is there. */
export async function stampTool(key, noun, nouns) {
  const words = wordsOf(key, noun, nouns);
  const order = await requireFree(words);
  const files = plan(words);
  for (const [template, file] of files) {
    mkdirSync(path.dirname(fromRoot(file)), { recursive: true });
    writeFileSync(fromRoot(file), render(readFileSync(path.join(templates, `${template}.template`), "utf8"), words));
  }
  change("apps/api/src/tools/index.ts", (text) => nameInApi(text, key, order));
  change("apps/web/src/tools/tool-routes.ts", (text) => nameInWeb(text, key));
  change("prisma/models/items.prisma", (text) => nameInModel(text, words));
  const written = [...files.map(([, file]) => file), "apps/api/src/tools/index.ts", "apps/web/src/tools/tool-routes.ts"];
  // The length of the words decides where lines break.
  execFileSync(
    fromRoot("node_modules/.bin/oxfmt"),
    written.filter((file) => /\.(tsx?|json)$/.test(file)),
    { cwd: fromRoot(), stdio: "ignore" },
  );
  return files.map(([, file]) => file);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const [key, noun, nouns] = process.argv.slice(2);
    if (!key) throw new Error("Usage: pnpm new:tool KEY [NOUN [PLURAL]], as in: pnpm new:tool surveys");
    const files = await stampTool(key, noun, nouns);
    console.log(files.join("\n"));
    const { codegen } = await import("./codegen.mjs");
    await codegen();
    console.log(`\nNext: docs/adding-a-tool.md. Its tests: node scripts/jest.mjs --selectProjects api web -- tools/${key}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
