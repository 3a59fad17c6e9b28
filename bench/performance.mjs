// docs/performance.md: what was measured last, scenario by scenario, with its bound, its day and its machine. Written by `--write` only.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { fromRoot } from "../scripts/workspace.mjs";
import { held, shown } from "./report.mjs";

const kept = fromRoot("bench/figures.json");
const page = fromRoot("docs/performance.md");

/** When and on what it is measured, and how busy that is with other work. */
export function circumstances() {
  const processor = cpus()[0]?.model.trim() ?? "unknown";
  const machine = `${availableParallelism()} × ${processor}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}`;
  return { date: new Date().toISOString().slice(0, 10), machine, load: Number(loadavg()[0].toFixed(1)) };
}

const bound = (one) => (one.bound ? `${one.bound[0] === "<=" ? "≤" : "≥"} ${one.bound[1]}` : "");
const verdict = (one) => ({ true: "held", false: "**missed**", undefined: "" })[held(one)];

function section({ name, date, machine, load, figures }) {
  const rows = figures.map(
    (one) => `| ${one.name} | ${`${shown(one.value)} ${one.unit}`.trim()} | ${bound(one)} | ${verdict(one)} | ${one.remark} |`,
  );
  return [
    `## ${name}`,
    "",
    `${date}, ${machine}, load ${load} at the start.`,
    "",
    "| What | Figure | Bound | | |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** Scenarios as Markdown. */
export const markdown = (measured) => measured.map(section).join("\n\n");

const HEAD = `# Performance

Written by \`pnpm bench all --write\`, which measures everything; \`pnpm bench start --write\` renews one part. Ratios compare two sides that take turns in one
run, so that other work on the machine slows both alike; seconds are of this machine as it was. \`of bare\`: requests per second as a share of a handler on \`node:http\`
and \`pg\` that makes the same round trips and answers with the same rows. What each change brought is in [decisions/0005](decisions/0005-what-pays-on-hot-paths.md);
the number of statements of every operation is in \`bench/statements.json\`, which a test holds.`;

/** Renews the measured scenarios in what is kept, and writes the page from all of it. */
export async function writePerformance(measured) {
  const former = existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : [];
  const names = [...new Set([...former, ...measured].map(({ name }) => name))];
  const all = names.map((name) => measured.find((one) => one.name === name) ?? former.find((one) => one.name === name));
  writeFileSync(kept, JSON.stringify(all, null, 2));
  execFileSync(fromRoot("node_modules/.bin/oxfmt"), [kept]);
  writeFileSync(page, `${HEAD}\n\n${markdown(all)}\n`);
}
