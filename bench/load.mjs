// Load without a client library: a few kept connections, each sending its next request when an answer is whole.
import { connect } from "node:net";

/** One POST as bytes. */
export function rawRequest(port, cookie, body, path = "/graphql") {
  const text = JSON.stringify(body);
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    "content-type: application/json",
    ...(cookie ? [`cookie: ${cookie}`] : []),
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${text}`);
}

const END = Buffer.from("\r\n\r\n");

/** Calls `done(status, body, ms)` for each answer on a connection that sends what `next()` gives until that is null. */
function drive(port, next, done) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let held = Buffer.alloc(0);
    let sent = 0;
    const send = () => {
      const request = next();
      if (!request) return void socket.end(resolve);
      sent = performance.now();
      socket.write(request);
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const head = held.indexOf(END);
      if (head < 0) return;
      const text = held.toString("latin1", 0, head);
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
      if (Number.isNaN(length)) return void reject(new Error(`an answer without a length: ${text}`));
      if (held.length < head + 4 + length) return;
      done(Number(text.slice(9, 12)), held.subarray(head + 4, head + 4 + length), performance.now() - sent);
      held = Buffer.alloc(0);
      send();
    });
  });
}

const BAD = Buffer.from('"errors":[');

/** Loads a port for some milliseconds over `connections`; answers how many answers came, and their times. `request(i)` is the i-th. */
export async function load(port, request, { ms, connections = 8, check = true }) {
  const times = [];
  const end = performance.now() + ms;
  const started = performance.now();
  let count = 0;
  const next = () => (performance.now() < end ? request(count++) : null);
  const done = (status, body, took) => {
    if (status !== 200 || (check && body.includes(BAD))) throw new Error(`${status}: ${body.toString().slice(0, 400)}`);
    times.push(took);
  };
  await Promise.all(Array.from({ length: connections }, () => drive(port, next, done)));
  return { answers: times.length, seconds: (performance.now() - started) / 1000, times };
}

/** One request and its parsed answer. */
export async function once(port, request) {
  let answer;
  let given = false;
  const next = () => (given ? null : ((given = true), request));
  await drive(port, next, (status, body) => (answer = { status, body: JSON.parse(body.toString()), bytes: body.length }));
  if (answer.status !== 200 || answer.body.errors) throw new Error(JSON.stringify(answer.body).slice(0, 600));
  return answer;
}

/** The value below which `share` of the times lie. */
export function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
