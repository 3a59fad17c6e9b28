// pnpm bench: prints one table of measured ratios. `pnpm bench hot --only=glossary --site=S --rounds=9`; `pnpm bench --help` lists the scenarios.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { codegen } from "../scripts/codegen.mjs";
import { buildAll } from "../scripts/build.mjs";
import { startCluster } from "../scripts/database.mjs";
import { fromRoot } from "../scripts/workspace.mjs";
import { hotReads, packageCommit } from "./hot-operations.mjs";
import { profileReads } from "./profile.mjs";
import { pageDocuments } from "./operations.mjs";
import { startApi, startBare } from "./processes.mjs";
import { table } from "./report.mjs";
import { ensureSite, SIZES } from "./site.mjs";

/** Each takes the cluster's sites and answers figures. */
const scenarios = {
  hot: {
    about: "hot operations against a bare handler that makes the same round trips",
    run: (world) => withPair(world, async (pair) => [...(await hotReads(pair)), ...(await packageCommit(pair))]),
  },
};

/** Asked for by name only. */
const others = {
  profile: { about: "where the time of a hot read goes; measures nothing", run: (world) => withPair(world, profileReads) },
};

async function withPair({ sites, options, documents }, work) {
  const url = await sites(options.site);
  const [api, bare] = await Promise.all([startApi(url), startBare(url)]);
  try {
    return await work({ api, bare, documents, options });
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      site: { type: "string", default: "M" },
      rounds: { type: "string", default: "7" },
      slice: { type: "string", default: "500" },
      only: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.filter((name) => !(name in { ...scenarios, ...others }));
  if (values.help || unknown.length > 0 || !(values.site in SIZES)) {
    const list = Object.entries({ ...scenarios, ...others }).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`);
    console.log(
      `pnpm bench [scenario…] [--site=${Object.keys(SIZES).join("|")}] [--rounds=7] [--slice=500 (ms)] [--only=part of a name]\n${list.join("\n")}`,
    );
    process.exit(values.help ? 0 : 2);
  }
  return {
    names: positionals.length > 0 ? positionals : Object.keys(scenarios),
    site: values.site,
    rounds: Number(values.rounds),
    sliceMs: Number(values.slice),
    only: values.only,
  };
}

const options = readOptions();
await codegen(() => undefined);
await buildAll(console.log, ["api"]);
mkdirSync(fromRoot(".data/bench"), { recursive: true });
const cluster = await startCluster({ dataDir: fromRoot(".data/bench") });
const figures = [];
try {
  const sites = (name) => ensureSite(cluster, name, console.log);
  const documents = pageDocuments();
  for (const name of options.names) figures.push(...(await { ...scenarios, ...others }[name].run({ sites, options, documents, cluster })));
} finally {
  await cluster.stop();
}
const { text, missed } = table(figures);
console.log(`\n${text}\n\n${missed === 0 ? "every bound held" : `${missed} missed`}`);
process.exitCode = missed === 0 ? 0 : 1;
