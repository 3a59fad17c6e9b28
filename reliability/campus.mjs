// A campus to break: real processes of the built server on a database of their own, cloned from the bench's small site.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { startApi } from "../bench/processes.mjs";
import { startCluster } from "../scripts/database.mjs";
import { fromRoot } from "../scripts/workspace.mjs";

/** Builds what is stale, starts a durable cluster, and clones the site. `stop` ends all of it. */
export async function openCampus() {
  mkdirSync(fromRoot(".data/reliability"), { recursive: true });
  const dataDir = mkdtempSync(fromRoot(".data/reliability/campus-"));
  chmodSync(dataDir, 0o755);
  let cluster = await startCluster({ dataDir });
  const { port } = cluster;
  await promisify(execFile)(process.execPath, [fromRoot("reliability/prepare.mjs"), cluster.url("{database}"), dataDir], {
    env: { ...process.env, NODE_ENV: "production" },
  });
  const site = await onServer(cluster, "postgres", (client) =>
    client.query("SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_s\\_%'"),
  );
  const name = `campus_${randomBytes(4).toString("hex")}`;
  await onServer(cluster, "postgres", (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${site.rows[0].datname}"`));
  const started = [];
  const files = `${dataDir}/files`;
  mkdirSync(files);
  return {
    files,
    url: cluster.url(name),
    /** A package to upload: `small` or `many`. */
    archive: (kind) => readFileSync(`${dataDir}/${kind}.zip`),
    /** Starts a process of the server; all share the files. */
    async start(settings = {}, flags = []) {
      const api = await startApi(cluster.url(name), { settings: { DATA_DIR: files, ...settings }, flags });
      started.push(api);
      return api;
    },
    sql: (text, values) => onServer(cluster, name, (client) => client.query(text, values)).then(({ rows }) => rows),
    /** A campus that nothing is in: an empty database and an empty folder. */
    async vacant(label) {
      const [database, folder] = [`${name}_${label}`, `${dataDir}/${label}`];
      await onServer(cluster, "postgres", (client) => client.query(`CREATE DATABASE "${database}"`));
      mkdirSync(folder);
      return {
        url: cluster.url(database),
        files: folder,
        sql: (text, values) => onServer(cluster, database, (client) => client.query(text, values)).then(({ rows }) => rows),
      };
    },
    /** A place for what a test keeps. */
    place: (label) => `${dataDir}/${label}`,
    stopDatabase: () => cluster.stop(),
    async startDatabase() {
      cluster = await startCluster({ dataDir, port });
    },
    async stop() {
      for (const api of started) if (api.child.exitCode === null && api.child.signalCode === null) api.child.kill("SIGKILL");
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function onServer(cluster, database, work) {
  const client = new pg.Client({ connectionString: cluster.url(database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** One operation as somebody, whatever becomes of it: `{ status, code, data }`; `lost` where no whole answer came. */
export async function attempt(port, cookie, query, variables = {}) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(60_000),
    });
    const body = await response.json();
    return {
      status: response.status,
      code: body.errors?.[0]?.extensions?.code,
      data: body.data,
      retryAfter: response.headers.get("retry-after"),
    };
  } catch (error) {
    return { lost: true, error };
  }
}

/** Asks again until the answer is something, at most `seconds`. */
export async function eventually(look, seconds = 30) {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`nothing came in ${seconds} s: ${look}`);
    await wait(50);
  }
}

/** Whether something listens. */
export const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

export const CREATE_TERM = `mutation ($courseId: ID!, $term: String!, $definition: String!) {
  createGlossaryTerm(courseId: $courseId, input: { term: $term, definition: $definition }) { id }
}`;
