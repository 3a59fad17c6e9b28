// Where the processor's time goes in the API during one hot read: by package, then by function.
import { load, once, rawRequest } from "./load.mjs";
import { bodyOf, HOT_READS } from "./operations.mjs";

const placeOf = (url) => url.replace(/^.*node_modules\//, "").replace(/^.*apps\/api\//, "");
const packageOf = (url, name) => {
  if (!url) return name;
  const place = placeOf(url);
  return url.includes("node_modules") ? place.split("/", place.startsWith("@") ? 2 : 1).join("/") : place;
};

function top(sums, total, count) {
  const rows = [...sums].sort((a, b) => b[1] - a[1]).slice(0, count);
  return rows.map(([name, time]) => `  ${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`).join("\n");
}

function summary({ nodes, samples, timeDeltas }) {
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const [byPackage, byFunction] = [new Map(), new Map()];
  let total = 0;
  for (const [index, sample] of samples.entries()) {
    const { functionName: name, url, lineNumber } = frames.get(sample);
    if (name === "(idle)") continue;
    const time = timeDeltas[index];
    total += time;
    for (const [sums, key] of [
      [byPackage, packageOf(url, name)],
      [byFunction, `${name} ${placeOf(url)}:${lineNumber + 1}`],
    ])
      sums.set(key, (sums.get(key) ?? 0) + time);
  }
  return `${top(byPackage, total, 15)}\n\n${top(byFunction, total, 40)}`;
}

/** Prints the profile of each hot read that `options.only` names. */
export async function profileReads({ api, documents, options }) {
  for (const read of HOT_READS.filter(({ name }) => !options.only || name.includes(options.only))) {
    const request = rawRequest(api.port, read.cookie, bodyOf(documents, read));
    await once(api.port, request);
    await load(api.port, () => request, { ms: 2_000 });
    const seen = await api.profile(() => load(api.port, () => request, { ms: 4_000 }));
    console.log(`\n${read.name}\n${summary(seen)}`);
  }
  return [];
}
