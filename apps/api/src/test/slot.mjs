import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Takes the first data directory that no running test command uses, so that two runs at once do not meet. */
export function ensureFreeSlot(parent) {
  for (let number = 1; number < 100; number += 1) {
    const dataDir = path.join(parent, `cluster-${number}`);
    const lock = path.join(dataDir, "used-by.pid");
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return { dataDir, release: () => rmSync(lock, { force: true }) };
    } catch {
      const owner = Number(readFileSync(lock, "utf8"));
      if (owner && isAlive(owner)) continue;
      rmSync(lock, { force: true });
      number -= 1;
    }
  }
  throw new Error("100 test runs at once: something is wrong");
}
