// Runs Jest with native ES modules. Usage: node scripts/jest.mjs [--selectProjects packages scripts api web e2e] [paths]
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
const wanted = process.argv.slice(2);
// A file whose tests are all left out by a pattern never runs its last hook, so nobody would stop the campus that it started.
const end = wanted.includes("-t") ? ["--forceExit"] : [];
// Patience costs nothing where all is well: a busy machine is no fault of what is tested.
const child = spawn(process.execPath, [...flags, jest, "--testTimeout=60000", ...end, ...wanted], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "test", LYCEUM_TEST: "1" },
});
child.on("exit", (code) => process.exit(code ?? 1));
