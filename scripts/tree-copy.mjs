// A copy of the working tree for tests that change it: the sources copied, the installed packages linked.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fromRoot } from "./workspace.mjs";

/** What is made from something else and not committed; copied, so that it is not all made again. */
const made = ["apps/api/src/generated", ".cache"];

const git = (folder, ...args) => execFileSync("git", args, { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });

/** Workspaces see each other through links, which must lead into the copy; everything else is where it is installed. */
function linkPackages(folder, workspace) {
  const [from, to] = [fromRoot(workspace, "node_modules"), path.join(folder, workspace, "node_modules")];
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name === "@lyceum") {
      mkdirSync(path.join(to, name));
      for (const own of readdirSync(path.join(from, name))) {
        symlinkSync(path.join(folder, path.relative(fromRoot(), realpathSync(path.join(from, name, own)))), path.join(to, name, own));
      }
    } else symlinkSync(path.join(from, name), path.join(to, name));
  }
}

/** Copies the tree as it is now, changes that are not committed included, into a new repository with one commit. */
export function copyTree() {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "lyceum-tree-"));
  // PostgreSQL may run as another user than the tests.
  chmodSync(folder, 0o755);
  const files = git(fromRoot(), "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0").filter(Boolean);
  for (const file of files) if (existsSync(fromRoot(file))) cpSync(fromRoot(file), path.join(folder, file), { recursive: true });
  for (const place of made) if (existsSync(fromRoot(place))) cpSync(fromRoot(place), path.join(folder, place), { recursive: true });
  const workspaces = ["apps", "packages"].flatMap((parent) => readdirSync(fromRoot(parent)).map((name) => path.join(parent, name)));
  for (const workspace of ["", ...workspaces]) linkPackages(folder, workspace);
  git(folder, "init", "--quiet");
  commitAll(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Commits everything in a copy. */
export function commitAll(folder) {
  git(folder, "add", "--all");
  git(folder, "-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--no-verify", "--message", "As it is.");
}
