// What the checks of settings and of the files for containers and continuous integration find.
import { describe, expect, test } from "@jest/globals";
import { composeFaults, dockerfileFaults, faultsOf, workflowFaults } from "./deployment.mjs";
import { declaredSettings, settings } from "./settings.mjs";

const env = `const schema = z.object({
  PORT: port.default(4000),
  DEMO: flag.default(true),
  LONG: z
    .string()
    .default("x"),
  SECRET: z.string().optional(),
});
`;
const page = "| `PORT` | 4000 | x |\n| `DEMO` | 1 | x |\n| `LONG` | `x` | x |\n| `SECRET` | kept | x |\n";

describe("settings", () => {
  test("all documented with their defaults is fine", () => {
    expect([...declaredSettings(env)]).toEqual([
      ["PORT", "4000"],
      ["DEMO", "1"],
      ["LONG", "x"],
      ["SECRET", null],
    ]);
    expect(settings(env, page, [])).toEqual([]);
  });

  test("missing, wrong, unknown and set in vain are found", () => {
    const wrong = page.replace("4000", "8000").replace(/\| `SECRET.*\n/, "| `OLD` | 1 | x |\n");
    const compose = "environment: { PORT: 1, POSTGRES_DB: x, REDIS_URL: x }";
    expect(settings(env, wrong, [["docker-compose.yml", compose]])).toEqual([
      "docs/operating.md: the default of PORT is 4000, not 8000",
      "docs/operating.md: SECRET is missing",
      "docs/operating.md: OLD is read nowhere",
      "docker-compose.yml: sets REDIS_URL, which is read nowhere",
    ]);
    expect(settings("", "", [])).toHaveLength(1);
  });
});

test("forms: maps, lists, alternatives, and keys that nobody knows", () => {
  const form = { a: { list: "text" }, b: { map: "number" }, c: { either: ["text", "nothing"] } };
  expect(faultsOf({ a: ["x"], b: { y: 1 }, c: null }, form, "f")).toEqual([]);
  expect(faultsOf({ a: "x", b: { y: "1" }, c: 2, d: 1 }, form, "f")).toEqual([
    "f.a: a list is wanted here, not text",
    "f.b.y: number is wanted here, not text",
    "f.c: nothing is wanted here, not number",
    "f: nobody knows d",
  ]);
});

describe("docker-compose.yml", () => {
  const exposed = new Set(["4000"]);
  const faults = (text) => composeFaults(text, { exposed, exists: () => true });

  test("a service that only this machine reaches, on a healthy database", () => {
    const fine = `services:
  db: { image: x, healthcheck: { test: [CMD, x] }, volumes: ["data:/x"] }
  api: { build: ., depends_on: { db: { condition: service_healthy } }, ports: ["127.0.0.1:80:4000"] }
volumes: { data: }
`;
    expect(faults(fine)).toEqual([]);
  });

  test("what would not start, or would be open to all, is found", () => {
    expect(faults("services: { a: { imgae: x } }")).toEqual(["docker-compose.yml.services.a: nobody knows imgae"]);
    const text = `services:
  db: { image: x }
  api:
    build: .
    depends_on: { db: { condition: service_healthy }, gone: { condition: service_started } }
    ports: ["80:4000", "127.0.0.1:81:5000"]
    volumes: ["lost:/x"]
    environment: { A: "\${UNKNOWN_NAME}" }
  both: { image: x, build: . }
`;
    expect(faults(text)).toEqual([
      "docker-compose.yml: api: waits for db to be healthy, which says nothing of it",
      "docker-compose.yml: api: depends on gone, which is no service",
      "docker-compose.yml: api: the volume lost is not declared",
      "docker-compose.yml: api: the port 80:4000 is not bound to this machine only",
      "docker-compose.yml: api: the image does not open the port 5000",
      "docker-compose.yml: both: an image or a build is needed, one of them",
      "docker-compose.yml: UNKNOWN_NAME is in no .env.example",
    ]);
  });
});

test("Dockerfile: slips, missing and left-out files, an old Node, root", () => {
  const exists = (name) => !name.includes("gone");
  expect(dockerfileFaults("FROM node:20\nRUN node scripts/a.mjs \\\n  && node scripts/b.mjs\nUSER node\n", { exists })).toEqual([]);
  expect(dockerfileFaults("FROM node:18\nRUM x\nRUN node scripts/gone.mjs apps/api/b.ts\n", { exists, ignored: "apps\n" })).toEqual([
    "Dockerfile: RUM is no instruction",
    "Dockerfile: there is no scripts/gone.mjs",
    "Dockerfile: apps/api/b.ts is left out by .dockerignore",
    "Dockerfile: Node 18 is older than package.json asks for",
    "Dockerfile: it runs as root",
  ]);
});

test("the workflow: actions with versions, commands that are there", () => {
  const flow = (steps) => `on: push\njobs: { test: { runs-on: ubuntu-latest, steps: [${steps}] } }`;
  expect(workflowFaults(flow("{ uses: actions/checkout@v4 }, { run: .ci/run }"))).toEqual([]);
  const wrong = flow(
    "{ uses: actions/checkout }, { run: .ci/gone }, { run: README.md/x, uses: a/b@v1 }, { uses: a/b@v1, with: { node-version: 18 } }",
  );
  expect(workflowFaults(wrong, (name) => !name.includes("gone"))).toEqual([
    "ci.yml: test: actions/checkout has no version",
    "ci.yml: test: there is no .ci/gone",
    "ci.yml: test: a step uses an action or runs a command, one of them",
    "ci.yml: test: its Node is older than package.json asks for",
  ]);
  expect(workflowFaults("on: push\njobs: { test: { runs_on: x } }")).toEqual(["ci.yml.jobs.test: nobody knows runs_on"]);
});
