// Files that say which process holds something: a data folder, or the preparation of a checkout. A process that is gone holds nothing.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive } from "./workspace.mjs";

/** The number of the live process that holds the file; 0 = nobody. After a crash another program may have the number: on Linux its name tells. */
export function holderOf(file) {
  let pid = 0;
  try {
    pid = Number(readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
  if (!pid || !isAlive(pid)) return 0;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("node") ? pid : 0;
  } catch {
    return pid;
  }
}

/** Takes the file for this process: 0 when it is ours now, else who has it. Of two that try at once, one gets it. */
export function claim(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  // Written beside and linked: whoever reads it finds a number in it.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (;;) {
      try {
        linkSync(own, file);
        return 0;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
        const holder = holderOf(file);
        if (holder) return holder === process.pid ? 0 : holder;
        rmSync(file, { force: true });
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Runs what only one process of a checkout may do at a time; others wait until it is done, or gone. */
export async function alone(file, work, onWait = () => undefined) {
  for (let told = false; ;) {
    const holder = claim(file);
    if (!holder) break;
    if (!told) onWait(holder);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
