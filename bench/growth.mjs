// The same page at two sizes of the campus, in turns: S against L.
import { inTurns } from "./hot-operations.mjs";
import { once, rawRequest } from "./load.mjs";
import { bodyOf, HOT_READS } from "./operations.mjs";
import { startApi } from "./processes.mjs";
import { figure } from "./report.mjs";

export async function growth({ sites, documents, options }) {
  const apis = [];
  for (const name of ["S", options.large]) apis.push(await startApi(await sites(name)));
  const figures = [];
  try {
    for (const read of HOT_READS.filter(({ name }) => !options.only || name.includes(options.only))) {
      const sides = apis.map((api) => {
        const request = rawRequest(api.port, read.cookie, bodyOf(documents, read));
        return { port: api.port, pid: api.child.pid, request: () => request, first: request };
      });
      for (const side of sides) await once(side.port, side.first);
      const [small, large] = await inTurns(sides, options);
      const remark = `${(1000 / small.rate).toFixed(1)} ms at S, ${(1000 / large.rate).toFixed(1)} ms at ${options.large}`;
      figures.push(figure("growth", read.name, small.rate / large.rate, "of S", ["<=", 1.2], remark));
    }
  } finally {
    await Promise.all(apis.map((api) => api.stop()));
  }
  return figures;
}
