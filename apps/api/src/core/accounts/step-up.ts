import { Forbidden, Invalid, Locked } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { Viewer } from "../../kernel/viewer";
import { renewDevice } from "./devices";
import { verifyPassword } from "./passwords";
import { forgive, takeStrike } from "./throttle";

const FRESH_MS = 15 * 60_000;

export type Oneself = Viewer & { deviceId: string };

/** The gate of what only the person in front of the screen may do: no token, no impersonator. */
export async function enterAsOneself(ctx: Context): Promise<Oneself> {
  const viewer = await ctx.enterSelf();
  const { deviceId } = viewer;
  if (!deviceId || viewer.impersonatorId) throw Forbidden("NOT_BY_TOKEN");
  return { ...viewer, deviceId };
}

/** The same, for dangerous changes: LOCKED, reason STEP_UP, when the device's last proof is older than 15 minutes. */
export async function enterProved(ctx: Context): Promise<Oneself> {
  const viewer = await enterAsOneself(ctx);
  requireFreshProof(viewer);
  return viewer;
}

/** Refuses a device whose last proof is older than 15 minutes; a token proves itself each time. */
export function requireFreshProof(viewer: Viewer): void {
  if (viewer.deviceId && (!viewer.provedAt || viewer.provedAt.getTime() < Date.now() - FRESH_MS)) throw Locked([{ code: "STEP_UP" }]);
}

/** Checks one's own password under its own limit: five failures, then waits. INVALID_INPUT at `path` when it is wrong. */
export async function requireOwnPassword(ctx: Context, userId: string, password: string, path: string): Promise<void> {
  const key = `again:${userId}`;
  await takeStrike(ctx.db, key);
  const credential = await ctx.db.credential.findFirst({ where: { userId, kind: "PASSWORD" } });
  if (!(await verifyPassword(credential?.secret, password))) throw Invalid(path, "password.wrong", "This is not the password.");
  await forgive(ctx.db, key);
}

/** Proves again who sits there; the device gets a new cookie value, since its rights rise. */
export async function proveAgain(ctx: Context, password: string): Promise<void> {
  const viewer = await enterAsOneself(ctx);
  await requireOwnPassword(ctx, viewer.id, password, "password");
  await ctx.write((tx) => renewDevice(ctx, tx, viewer.deviceId, {}));
}
