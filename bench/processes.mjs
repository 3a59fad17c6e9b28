// The processes that are measured: the built API and the bare handler, each on free ports, and how much processor each has used.
import { spawn } from "node:child_process";
import { once as onceEmitted } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../scripts/database.mjs";
import { fromRoot } from "../scripts/workspace.mjs";
import { once } from "./load.mjs";

const dataRoot = fromRoot(".data");

const TRIES = 5;

/** Starts the API on a database; `settings` are environment variables, `flags` are Node's. `plain`: as `npm start` runs it, nothing recorded. */
export async function startApi(databaseUrl, options = {}) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(databaseUrl, options);
    } catch (error) {
      // Between choosing a free port and listening on it, another process may take it.
      if (tries === TRIES || options.settings?.PORT || !String(error).includes("EADDRINUSE")) throw error;
    }
  }
}

/** Resident memory of a process, bytes (Linux); NaN elsewhere. */
export function residentBytes(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}

async function startOnce(databaseUrl, { settings = {}, flags = [], plain = false, main = "apps/api/dist/main.js" }) {
  const dataDir = settings.DATA_DIR ?? mkdtempSync(`${dataRoot}/bench-files-`);
  const [port, contentPort] = [Number(settings.PORT ?? (await freePort())), await freePort()];
  const own = {
    NODE_ENV: "production",
    MALLOC_ARENA_MAX: "2",
    HOST: "127.0.0.1",
    PORT: String(port),
    CONTENT_PORT: String(contentPort),
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    DEMO: "0",
    LOG_LEVEL: "error",
  };
  const recorder = plain ? [] : ["--import", fromRoot("bench/record.mjs")];
  const args = [...recorder, "--max-semi-space-size=4", ...flags, fromRoot(main)];
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: fromRoot(),
    env: { ...process.env, ...own, ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (child.output = (child.output + chunk).slice(-20_000)));
  while (!child.output.includes("is ready at")) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The API did not start:\n${child.output}`);
    if (performance.now() - started > 60_000) throw new Error(`The API was not ready in a minute:\n${child.output}`);
    await wait(20);
  }
  const readyMs = performance.now() - started;
  const ask = async (message) => {
    child.send(message);
    const [answer] = await onceEmitted(child, "message");
    return answer;
  };
  return {
    child,
    port,
    readyMs,
    origin: `http://127.0.0.1:${port}`,
    /** The statements of one request (its bytes), in order, whatever else the process does meanwhile. */
    async record(request) {
      await ask("record");
      await once(port, Buffer.from(request.toString().replace("\r\n", "\r\nx-recorded: 1\r\n")));
      return (await ask("recorded")).calls;
    },
    /** The processor profile of `work`. */
    async profile(work) {
      await ask("profile");
      await work();
      return (await ask("profiled")).profile;
    },
    memory: async () => (await ask("memory")).memory,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await onceEmitted(child, "exit");
      }
      if (!settings.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts the bare handler on a database. */
export async function startBare(databaseUrl) {
  const child = spawn(process.execPath, [fromRoot("bench/bare.mjs")], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = onceEmitted(child, "exit").then(() => Promise.reject(new Error("the bare handler did not start")));
  const [{ port }] = await Promise.race([onceEmitted(child, "message"), gone]);
  gone.catch(() => undefined);
  return {
    child,
    port,
    async plan(name, calls) {
      child.send({ plan: name, calls });
      await onceEmitted(child, "message");
    },
    broadcast: (text) => child.send({ broadcast: text }),
    async stop() {
      child.disconnect();
      await onceEmitted(child, "exit");
    },
  };
}

/** Processor time that a process has used so far, milliseconds (Linux: 100 ticks a second); NaN elsewhere. */
export function cpuMs(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}
