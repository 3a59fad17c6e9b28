// Each hot operation against the bare handler that makes the same round trips, in turns, so that a busy machine slows both alike.
import { importTypeScript } from "../scripts/workspace.mjs";
import { figure } from "./report.mjs";
import { load, once, quantile, rawRequest } from "./load.mjs";
import { bodyOf, HOT_READS } from "./operations.mjs";
import { openPlayer } from "./package-player.mjs";
import { cpuMs } from "./processes.mjs";
import { cookieOf, rowId } from "./site.mjs";

const median = (values) => quantile(values, 0.5);

/** Loads both in turns; answers the medians of their rates, the API's times, and the processor time per request of each process. */
export async function inTurns(sides, { rounds, sliceMs, connections = 8 }) {
  const seen = sides.map(() => ({ rates: [], times: [], cpu: 0, answers: 0 }));
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, side] of sides.entries()) {
      const before = cpuMs(side.pid);
      const { answers, seconds, times } = await load(side.port, side.request, {
        ms: round < 0 ? sliceMs * 2 : sliceMs,
        connections: side.connections ?? connections,
      });
      // The first turn warms up.
      if (round < 0) continue;
      const own = seen[index];
      own.rates.push(answers / seconds);
      own.times.push(...times);
      own.cpu += cpuMs(side.pid) - before;
      own.answers += answers;
    }
  }
  return seen.map(({ rates, times, cpu, answers }) => ({ rate: median(rates), times, cpuPerRequest: cpu / answers }));
}

/** Reads, by name. */
export async function hotReads({ api, bare, documents, options }) {
  const figures = [];
  for (const read of HOT_READS.filter(({ name }) => !options.only || name.includes(options.only))) {
    const request = rawRequest(api.port, read.cookie, bodyOf(documents, read));
    await once(api.port, request);
    const calls = await api.record(request);
    await bare.plan(read.operation, calls);
    const [ours, theirs] = await inTurns(
      [
        { port: api.port, pid: api.child.pid, request: () => request },
        { port: bare.port, pid: bare.child.pid, request: () => request },
      ],
      options,
    );
    const remark = `${ours.rate.toFixed(0)}/s of ${theirs.rate.toFixed(0)}/s, ${ours.cpuPerRequest.toFixed(2)} ms of ${theirs.cpuPerRequest.toFixed(2)} ms CPU, ${calls.length} statements`;
    figures.push(figure("hot", read.name, ours.rate / theirs.rate, "of bare", [">=", 0.5], remark));
  }
  return figures;
}

/** The package commit: rate against bare, and its time alone on the connection. */
export async function packageCommit({ api, bare, options }) {
  if (options.only && !"package commit".includes(options.only)) return [];
  const [teacher, learner] = [cookieOf("teacher-5"), cookieOf("learner-3")];
  const { makeScormPackage } = await importTypeScript("packages/courseware/src/make-package.ts");
  const zip = await makeScormPackage({ title: "Bench", pages: ["One", "Two", "Three"].map((title) => ({ title })) });
  const player = await openPlayer(api.port, teacher, learner, rowId("course", 5), zip);
  const next = () => rawRequest(api.port, learner, player.commit());
  for (let times = 0; times < 3; times += 1) await once(api.port, next());
  const calls = await api.record(next());
  await bare.plan("CommitRuntime", calls);
  const replay = rawRequest(bare.port, null, { operationName: "CommitRuntime" });
  // One player sends one delta after the other: one connection each.
  const [ours, theirs] = await inTurns(
    [
      { port: api.port, pid: api.child.pid, request: next },
      { port: bare.port, pid: bare.child.pid, request: () => replay },
    ],
    { ...options, connections: 1 },
  );
  const remark = `${ours.rate.toFixed(0)}/s of ${theirs.rate.toFixed(0)}/s, ${calls.length} statements with BEGIN and COMMIT`;
  return [
    figure("hot", "package commit", ours.rate / theirs.rate, "of bare", [">=", 0.5], remark),
    figure("hot", "package commit, p95", quantile(ours.times, 0.95), "ms", ["<=", 50], `median ${quantile(ours.times, 0.5).toFixed(1)} ms`),
  ];
}
