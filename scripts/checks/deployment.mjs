// docker-compose.yml, Dockerfile and the workflow, as far as they can be judged without running them: their form, and that what they name is there.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { parse } from "yaml";
import { fromRoot } from "../workspace.mjs";

const text = "text";
const list = (of) => ({ list: of });
const map = (of) => ({ map: of });
const either = (...of) => ({ either: of });

const service = {
  image: text,
  build: text,
  command: either(text, list(text)),
  environment: map(either(text, "number")),
  ports: list(text),
  volumes: list(text),
  profiles: list(text),
  depends_on: map({ condition: text }),
  healthcheck: { test: list(text), interval: text, timeout: text, retries: "number", start_period: text },
  restart: text,
};
/** The part of the compose specification that we use; anything else is taken for a slip. */
const composeForm = { services: map(service), volumes: map(either("nothing", { driver: text })), "x-*": "anything" };
const step = { name: text, uses: text, run: text, with: map(either(text, "number", "boolean")), env: map(text) };
const job = { "runs-on": text, "timeout-minutes": "number", steps: list(step), services: map("anything"), needs: either(text, list(text)) };
const workflowForm = { name: text, on: "anything", permissions: either(text, map(text)), jobs: map(job), concurrency: "anything" };

const kindOf = (value) => {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "list";
  return typeof value === "string" ? text : typeof value;
};

/** Lines "place: what is wrong" where a value has not the form. */
export function faultsOf(value, form, place) {
  if (form === "anything") return [];
  if (typeof form === "string") return kindOf(value) === form ? [] : [`${place}: ${form} is wanted here, not ${kindOf(value)}`];
  if (form.either) {
    const tries = form.either.map((one) => faultsOf(value, one, place));
    return tries.some((faults) => faults.length === 0) ? [] : tries.at(-1);
  }
  if (form.list) {
    if (!Array.isArray(value)) return [`${place}: a list is wanted here, not ${kindOf(value)}`];
    return value.flatMap((one, index) => faultsOf(one, form.list, `${place}[${index}]`));
  }
  if (kindOf(value) !== "object") return [`${place}: a map is wanted here, not ${kindOf(value)}`];
  return Object.entries(value).flatMap(([key, one]) => {
    const own = form.map ?? form[key] ?? (key.startsWith("x-") ? form["x-*"] : undefined);
    return own ? faultsOf(one, own, `${place}.${key}`) : [`${place}: nobody knows ${key}`];
  });
}

/** Whether something that a file names is there, or is what the build makes. */
const isThere = (name) => existsSync(fromRoot(name)) || /^apps\/\w+\/dist/.test(name);

export function composeFaults(source, { exposed, exists = isThere }) {
  const file = parse(source, { merge: true });
  const found = faultsOf(file, composeForm, "docker-compose.yml");
  if (found.length > 0) return found;
  for (const [name, own] of Object.entries(file.services)) {
    const say = (what) => found.push(`docker-compose.yml: ${name}: ${what}`);
    if (Boolean(own.image) === Boolean(own.build)) say("an image or a build is needed, one of them");
    if (own.build && !exists(`${own.build}/Dockerfile`)) say(`there is no ${own.build}/Dockerfile`);
    for (const [other, { condition }] of Object.entries(own.depends_on ?? {})) {
      if (!file.services[other]) say(`depends on ${other}, which is no service`);
      else if (condition === "service_healthy" && !file.services[other].healthcheck)
        say(`waits for ${other} to be healthy, which says nothing of it`);
    }
    for (const volume of own.volumes ?? []) {
      const from = volume.split(":")[0];
      if (/^\w+$/.test(from) && !(from in (file.volumes ?? {}))) say(`the volume ${from} is not declared`);
    }
    for (const port of own.ports ?? []) {
      const [, inner] = /^127\.0\.0\.1:\d+:(\d+)$/.exec(port) ?? [];
      if (!inner) say(`the port ${port} is not bound to this machine only`);
      else if (own.build && !exposed.has(inner)) say(`the image does not open the port ${inner}`);
    }
  }
  const offered = existsSync(fromRoot(".env.example")) ? readFileSync(fromRoot(".env.example"), "utf8") : "";
  for (const [, name, fallback] of source.matchAll(/\$\{(\w+)(:?[-?][^}]*)?\}/g)) {
    if (!fallback?.includes("-") && !new RegExp(`^#? ?${name}=`, "m").test(offered))
      found.push(`docker-compose.yml: ${name} is in no .env.example`);
  }
  return found;
}

const instructions = new Set([
  "FROM",
  "WORKDIR",
  "COPY",
  "RUN",
  "USER",
  "ENV",
  "EXPOSE",
  "CMD",
  "ENTRYPOINT",
  "VOLUME",
  "ARG",
  "HEALTHCHECK",
  "LABEL",
]);
const pathsIn = (line) => line.match(/(?:\.\/)?(?:scripts|apps|packages|prisma)\/[\w./-]+\w/g) ?? [];
const least = () => Number(/(\d+)/.exec(JSON.parse(readFileSync(fromRoot("package.json"), "utf8")).engines.node)[1]);

export function dockerfileFaults(source, { ignored = "", exists = isThere } = {}) {
  const found = [];
  const lines = source
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() && !line.startsWith("#"));
  for (const line of lines) {
    const word = line.split(" ")[0];
    if (!instructions.has(word)) found.push(`Dockerfile: ${word} is no instruction`);
    for (const name of pathsIn(line)) {
      if (!exists(name)) found.push(`Dockerfile: there is no ${name}`);
      const hidden = ignored
        .split("\n")
        .filter(Boolean)
        .some((pattern) => name.replace(/^\.\//, "").startsWith(`${pattern}/`));
      if (hidden) found.push(`Dockerfile: ${name} is left out by .dockerignore`);
    }
  }
  const node = /^FROM node:(\d+)/m.exec(source)?.[1];
  if (!node || Number(node) < least()) found.push(`Dockerfile: Node ${node ?? "?"} is older than package.json asks for`);
  if (!/^USER (?!root)\w+/m.test(source)) found.push("Dockerfile: it runs as root");
  return found;
}

export function workflowFaults(source, exists = isThere) {
  const file = parse(source);
  const found = faultsOf(file, workflowForm, "ci.yml");
  if (found.length > 0) return found;
  if (!file.on) found.push("ci.yml: nothing starts it");
  for (const [name, { "runs-on": machine, steps }] of Object.entries(file.jobs)) {
    const say = (what) => found.push(`ci.yml: ${name}: ${what}`);
    if (!machine || !steps?.length) say("a machine and steps are needed");
    for (const own of steps ?? []) {
      if (Boolean(own.uses) === Boolean(own.run)) say("a step uses an action or runs a command, one of them");
      if (own.uses && !/^[\w.-]+\/[\w./-]+@(v\d|[0-9a-f]{40})/.test(own.uses)) say(`${own.uses} has no version`);
      if (Number(own.with?.["node-version"] ?? 99) < least()) say("its Node is older than package.json asks for");
      const command = own.run?.trim().split(/\s/)[0] ?? "";
      if (!command.includes("/")) continue;
      if (!exists(command)) say(`there is no ${command}`);
      else if (existsSync(fromRoot(command)) && !(statSync(fromRoot(command)).mode & 0o111)) say(`${command} may not be executed`);
    }
  }
  return found;
}

/** Scripts that package.json and .ci/run name. */
function commandFaults() {
  const { scripts } = JSON.parse(readFileSync(fromRoot("package.json"), "utf8"));
  const lines = [...Object.entries(scripts), [".ci/run", readFileSync(fromRoot(".ci/run"), "utf8")]];
  const found = lines.flatMap(([name, line]) =>
    pathsIn(line)
      .filter((file) => !isThere(file))
      .map((file) => `${name}: there is no ${file}`),
  );
  try {
    execFileSync("bash", ["-n", fromRoot(".ci/run")], { stdio: "pipe" });
  } catch (error) {
    found.push(`.ci/run: ${String(error.stderr).trim()}`);
  }
  return found;
}

/** Lines of what is wrong in any of them. */
export function deployment() {
  const read = (name) => readFileSync(fromRoot(name), "utf8");
  const dockerfile = read("Dockerfile");
  const exposed = new Set([...dockerfile.matchAll(/^EXPOSE (.*)$/gm)].flatMap(([, ports]) => ports.trim().split(/\s+/)));
  return [
    ...composeFaults(read("docker-compose.yml"), { exposed }),
    ...dockerfileFaults(dockerfile, { ignored: read(".dockerignore") }),
    ...workflowFaults(read(".github/workflows/ci.yml")),
    ...commandFaults(),
  ];
}
