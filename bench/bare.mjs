// The measure of all things here: node:http and pg, nothing else. It makes the round trips that it is given and answers with their rows.
import { createServer } from "node:http";
import pg from "pg";
import { createRequire } from "node:module";

// The API's own copy of the library.
const { WebSocketServer } = createRequire(new URL("../apps/api/package.json", import.meta.url))("ws");

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const plans = new Map();
const isTransaction = (call) => /^\s*(begin|commit)/i.test(call.text);
const isWrite = (calls) => calls.some(isTransaction);
const UUID = /"id":"[0-9a-f-]{36}"/g;

// An event's id may be written once: each time a new one.
const fresh = (value) =>
  typeof value === "string" && value.includes('"topic"') ? value.replace(UUID, () => `"id":"${crypto.randomUUID()}"`) : value;

async function runAll(calls) {
  if (!isWrite(calls)) {
    const rows = [];
    for (const call of calls) rows.push((await pool.query(call.text, call.values)).rows);
    return rows;
  }
  const client = await pool.connect();
  try {
    const rows = [];
    for (const call of calls) rows.push((await client.query(call.text, call.values.map(fresh))).rows);
    return rows;
  } finally {
    client.release();
  }
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const { operationName } = JSON.parse(Buffer.concat(chunks).toString());
    runAll(plans.get(operationName)).then(
      // The sign-in check and the gate are not part of the answer.
      (rows) => {
        const body = JSON.stringify({ data: rows.slice(-Math.max(1, rows.length - 2)) });
        response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(body) });
        response.end(body);
      },
      (error) => {
        response.writeHead(500);
        response.end(String(error));
      },
    );
  });
});

const sockets = new WebSocketServer({ server });
process.on("message", (message) => {
  if (message.plan) {
    plans.set(
      message.plan,
      message.calls.map((call) => ({ ...call, values: call.values.map((value) => (value?.hex ? Buffer.from(value.hex, "hex") : value)) })),
    );
    process.send({ planned: message.plan });
  }
  if (message.broadcast) for (const socket of sockets.clients) socket.send(message.broadcast);
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit(0));
