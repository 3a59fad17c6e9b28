// Loaded before the API by `node --import`: notes the statements of one marked request, for the bare handler to make the same round trips; profiles when asked.
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";

const { default: pg } = await import(createRequire(new URL("../apps/api/package.json", import.meta.url)).resolve("pg"));
const { query } = pg.Client.prototype;
/** What the marked request asks of the database, wherever it waits; jobs, mail, the log's tail and other people's requests are not in it. */
const marked = new AsyncLocalStorage();
let calls;

subscribe("http.server.request.start", ({ request }) => {
  if (calls && request.headers["x-recorded"]) marked.enterWith(calls);
});

// A Buffer would not survive the channel's JSON.
const portable = (value) =>
  value instanceof Uint8Array ? { hex: Buffer.from(value).toString("hex") } : value instanceof Date ? value.toISOString() : value;

pg.Client.prototype.query = function recorded(first, second, ...rest) {
  const noted = calls && marked.getStore();
  if (noted) {
    const text = typeof first === "string" ? first : first.text;
    const values = (typeof first === "string" ? (Array.isArray(second) ? second : []) : (first.values ?? [])).map(portable);
    noted.push({ text, values });
  }
  return query.call(this, first, second, ...rest);
};

const session = new Session();

async function profile() {
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  process.send({ profiling: true });
}

async function profiled() {
  const { profile: seen } = await session.post("Profiler.stop");
  session.disconnect();
  process.send({ profile: seen });
}

process.on("message", (message) => {
  if (message === "profile") void profile();
  if (message === "profiled") void profiled();
  if (message === "record") {
    calls = [];
    process.send({ recording: true });
  }
  if (message === "recorded") {
    process.send({ calls });
    calls = undefined;
    // Following every promise costs each operation; what is measured next is not followed.
    marked.disable();
  }
  // With --expose-gc what is held, and not what waits to be collected.
  if (message === "memory") globalThis.gc?.();
  if (message === "memory") process.send({ memory: process.memoryUsage() });
});
// The channel must not keep a stopping process alive.
process.channel?.unref();
