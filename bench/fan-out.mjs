// One event to 1,000 sockets, against the same bytes sent to 1,000 bare sockets; and how soon a lost right ends a stream.
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { subscribe, NEWS } from "../reliability/live.mjs";
import { ask } from "./package-player.mjs";
import { figure } from "./report.mjs";
import { cookieOf, rowId } from "./site.mjs";

const { WebSocket } = createRequire(new URL("../apps/api/package.json", import.meta.url))("ws");
const SOCKETS = 1_000;
const CREATE = `mutation ($courseId: ID!, $term: String!) { createGlossaryTerm(courseId: $courseId, input: { term: $term, definition: "<p>Told to everybody.</p>" }) { id } }`;
const courseId = rowId("course", 5);

/** Resolves when `count` calls of the returned function have come; answers when the last came. */
function gathering(count) {
  let left = count;
  let done;
  const all = new Promise((resolve) => (done = resolve));
  return { one: () => --left === 0 && done(performance.now()), all };
}

/** The learners of course 5 of a site: numbers n with (n + k) % courses + 1 = 5. */
const learnersOf = (courses, learners) =>
  Array.from({ length: learners }, (_, index) => index + 1).filter((n) => [0, 1, 2, 3, 4].some((k) => ((n + k) % courses) + 1 === 5));

async function listeners(api, size) {
  const people = learnersOf(size.courses, size.learners);
  const state = { gather: gathering(SOCKETS), bytes: "" };
  const streams = [];
  // In hundreds, as people come; all at once would only measure the handshake.
  for (let from = 0; from < SOCKETS; from += 100) {
    const some = Array.from({ length: 100 }, (_, n) =>
      subscribe(api.port, cookieOf(`learner-${people[(from + n) % people.length]}`), NEWS, { courseId }, (data) => {
        if (!data) return;
        state.bytes = JSON.stringify({ id: "1", type: "next", payload: { data } });
        state.gather.one();
      }),
    );
    await Promise.all(some.map(({ opened }) => opened));
    streams.push(...some);
  }
  return { state, streams };
}

async function bareSockets(port, onMessage) {
  const sockets = [];
  for (let count = 0; count < SOCKETS; count += 1) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    socket.on("message", (bytes) => (JSON.parse(bytes), onMessage()));
    sockets.push(new Promise((resolve, reject) => socket.on("open", () => resolve(socket)).on("error", reject)));
  }
  return Promise.all(sockets);
}

export async function fanOut({ api, bare, options, size }) {
  const { state, streams } = await listeners(api, size);
  const create = (term) => ask(api.port, cookieOf("teacher-5"), CREATE, { courseId, term });
  // Until every stream listens: the first event may miss some.
  for (let tries = 0; ; tries += 1) {
    state.gather = gathering(SOCKETS);
    await create(`warm ${Date.now()}`);
    if (await Promise.race([state.gather.all, wait(10_000)])) break;
    if (tries === 5) throw new Error("not every socket listens");
  }
  let bareGather = gathering(SOCKETS);
  const sockets = await bareSockets(bare.port, () => bareGather.one());
  const [ours, theirs] = [[], []];
  for (let round = 0; round < options.rounds; round += 1) {
    state.gather = gathering(SOCKETS);
    await create(`round ${round} ${Date.now()}`);
    const committed = performance.now();
    ours.push((await state.gather.all) - committed);
    bareGather = gathering(SOCKETS);
    const sent = performance.now();
    bare.broadcast(state.bytes);
    theirs.push((await bareGather.all) - sent);
  }
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  for (const socket of sockets) socket.terminate();
  const figures = [
    figure(
      "fan-out",
      "one event to 1,000 sockets",
      median(ours) / median(theirs),
      "of bare",
      ["<=", 2],
      `${median(ours).toFixed(0)} ms of ${median(theirs).toFixed(0)} ms from the commit to the last socket`,
    ),
  ];
  figures.push(await lostRight(api, streams));
  for (const { cut } of streams) cut();
  return figures;
}

/** A learner is taken out of the course: their streams end. */
async function lostRight(api, streams) {
  const find = "query ($courseId: ID!) { courseUsers(courseId: $courseId, first: 1, filter: { roles: [LEARNER] }) { nodes { id login } } }";
  const { courseUsers } = await ask(api.port, cookieOf("teacher-5"), find, { courseId });
  const [{ id }] = courseUsers.nodes;
  const ended = Promise.race(streams.map((stream) => stream.ended));
  await ask(api.port, cookieOf("teacher-5"), "mutation ($ids: [ID!]!) { endEnrolments(ids: $ids) { id } }", { ids: [id] });
  const from = performance.now();
  await ended;
  return figure(
    "fan-out",
    "a lost right ends the stream",
    performance.now() - from,
    "ms",
    ["<=", 1000],
    "while 1,000 streams ask the gate again",
  );
}
