// pnpm bench: prints one table of measured ratios. `pnpm bench hot --only=glossary --site=S --rounds=9`; `pnpm bench --help` lists the scenarios.
// `pnpm bench all --write` measures everything and writes docs/performance.md.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import pg from "pg";
import { codegen } from "../scripts/codegen.mjs";
import { buildAll } from "../scripts/build.mjs";
import { startCluster } from "../scripts/database.mjs";
import { fromRoot } from "../scripts/workspace.mjs";
import { fanOut } from "./fan-out.mjs";
import { growth } from "./growth.mjs";
import { hotReads, packageCommit } from "./hot-operations.mjs";
import { profileReads } from "./profile.mjs";
import { pageDocuments } from "./operations.mjs";
import { startApi, startBare } from "./processes.mjs";
import { circumstances, markdown, writePerformance } from "./performance.mjs";
import { table } from "./report.mjs";
import { largeGlossary, largeImport, signInTimes } from "./single.mjs";
import { freshStart, initialJavaScript, startOfApi } from "./start.mjs";
import { copySite, ensureSite, SIZES } from "./site.mjs";

/** Each takes the cluster's sites and answers figures. */
const scenarios = {
  hot: {
    about: "hot operations against a bare handler that makes the same round trips",
    run: (world) => withPair(world, async (pair) => [...(await hotReads(pair)), ...(await packageCommit(pair))]),
  },
  growth: { about: "the same page on a small and a large campus", run: growth },
  "fan-out": { about: "one event to 1,000 sockets against a bare broadcast; a lost right", run: (world) => withPair(world, fanOut) },
  single: { about: "a large glossary, refused sign-ins, an import of 100 MB", run: single },
  start: { about: "a fresh clone, a warm start, the first useful paint, initial JavaScript, memory", run: start },
};

/** Asked for by name only. */
const others = {
  profile: { about: "where the time of a hot read goes; measures nothing", run: (world) => withPair(world, profileReads) },
};

async function single(world) {
  const url = await world.sites(world.options.site);
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const sql = (text, values) => pool.query(text, values);
  try {
    return await withPair(world, async (pair) => [
      ...(await largeGlossary(pair)),
      ...(await signInTimes({ ...pair, sql })),
      ...(await largeImport(pair)),
    ]);
  } finally {
    await pool.end();
  }
}

async function start(world) {
  const api = await startOfApi({ url: await world.sites(world.options.site) });
  return [...(await freshStart()), ...api, ...initialJavaScript()];
}

async function withPair({ sites, options, documents }, work) {
  const url = await sites(options.site);
  const [api, bare] = await Promise.all([startApi(url), startBare(url)]);
  try {
    return await work({ api, bare, documents, options, size: SIZES[options.site] });
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      site: { type: "string", default: "S" },
      large: { type: "string", default: "L" },
      rounds: { type: "string", default: "7" },
      slice: { type: "string", default: "500" },
      only: { type: "string" },
      markdown: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.filter((name) => name !== "all" && !(name in { ...scenarios, ...others }));
  if (values.help || unknown.length > 0 || !(values.site in SIZES) || !(values.large in SIZES)) {
    const list = Object.entries({ ...scenarios, ...others }).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`);
    console.log(
      `pnpm bench [scenario…] [--site=${Object.keys(SIZES).join("|")}] [--large=L] [--rounds=7] [--slice=500 (ms)] [--only=part of a name] [--markdown] [--write]\n  all         every scenario, as without a name; with --write the result goes to docs/performance.md\n${list.join("\n")}`,
    );
    process.exit(values.help ? 0 : 2);
  }
  if (values.write && values.only) throw new Error("--write keeps whole scenarios: leave --only out");
  return {
    names: positionals.length > 0 && !positionals.includes("all") ? positionals : Object.keys(scenarios),
    markdown: values.markdown,
    write: values.write,
    site: values.site,
    large: values.large,
    rounds: Number(values.rounds),
    sliceMs: Number(values.slice),
    only: values.only,
  };
}

const options = readOptions();
await codegen(() => undefined);
await buildAll(console.log, options.names.includes("start") ? undefined : ["api"]);
mkdirSync(fromRoot(".data/bench"), { recursive: true });
const cluster = await startCluster({ dataDir: fromRoot(".data/bench") });
const figures = [];
const measured = [];
try {
  // What is measured also writes: each run has a copy of its own.
  const copies = new Map();
  const sites = (name) => {
    if (!copies.has(name))
      copies.set(
        name,
        ensureSite(cluster, name, console.log).then(() => copySite(cluster, name)),
      );
    return copies.get(name);
  };
  const documents = pageDocuments();
  for (const name of options.names) {
    const begun = circumstances();
    const found = await { ...scenarios, ...others }[name].run({ sites, options, documents, cluster });
    figures.push(...found);
    if (name in scenarios) measured.push({ name, ...begun, figures: found });
  }
} finally {
  await cluster.stop();
}
const { text, missed } = table(figures);
if (options.markdown) console.log(`\n${markdown(measured)}`);
if (options.write) await writePerformance(measured);
console.log(`\n${text}\n\n${missed === 0 ? "every bound held" : `${missed} missed`}`);
process.exitCode = missed === 0 ? 0 : 1;
