// Runs Jest with native ES modules. Usage: node scripts/jest.mjs [--selectProjects packages scripts api web e2e] [paths]
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
const child = spawn(process.execPath, [...flags, jest, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "test", LYCEUM_TEST: "1" },
});
child.on("exit", (code) => process.exit(code ?? 1));
