// Of several processes that want the same, one has it at a time, and one that was killed has nothing.
import { afterAll, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { alone, claim, holderOf } from "./claim.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "lyceum-claim-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const module = pathToFileURL(path.join(import.meta.dirname, "claim.mjs")).href;

/** A process that runs some code with the module's functions; resolves to what it printed. */
function other(code) {
  const text = `import { appendFileSync } from "node:fs"; import { alone, claim } from ${JSON.stringify(module)}; ${code}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", text]);
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) => child.on("close", () => resolve({ output, pid: child.pid })));
}

test("a file is held by the process that took it, until that is gone", async () => {
  const file = path.join(folder, "a", "held.pid");
  expect(holderOf(file)).toBe(0);
  expect(claim(file)).toBe(0);
  expect(holderOf(file)).toBe(process.pid);
  expect((await other(`console.log(claim(${JSON.stringify(file)}))`)).output).toBe(`${process.pid}\n`);
  const gone = await other("");
  writeFileSync(file, String(gone.pid));
  expect(holderOf(file)).toBe(0);
  expect(claim(file)).toBe(0);
  writeFileSync(file, "nonsense");
  expect(claim(file)).toBe(0);
});

test("of eight that come at once, one after the other does the work", async () => {
  const [file, log] = [path.join(folder, "work.pid"), path.join(folder, "log")];
  const work = `await alone(${JSON.stringify(file)}, async () => {
    appendFileSync(${JSON.stringify(log)}, "in ");
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    appendFileSync(${JSON.stringify(log)}, "out ");
  });`;
  await Promise.all(Array.from({ length: 8 }, () => other(work)));
  expect(readFileSync(log, "utf8")).toBe("in out ".repeat(8));
  expect(existsSync(file)).toBe(false);
});

test("work that fails leaves the place to the next", async () => {
  const file = path.join(folder, "fails.pid");
  await expect(
    alone(file, () => {
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});
