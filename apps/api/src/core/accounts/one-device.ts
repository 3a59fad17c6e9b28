import { Locked } from "../../kernel/errors";
import { allTools } from "../../kernel/manifest";
import { hashToken } from "../../kernel/viewer";
import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";

/** Whether the person is signed in somewhere else than in the browser that asks. */
async function isElsewhere(ctx: Context, tx: Tx, userId: string): Promise<boolean> {
  const cookie = ctx.caller.credentials.cookieToken;
  const elsewhere = await tx.device.findFirst({
    where: {
      userId,
      endedAt: null,
      expiresAt: { gt: new Date() },
      OR: [{ secondFactorNeeded: false }, { secondFactorAt: { not: null } }],
      ...(cookie ? { NOT: { tokenHash: hashToken(cookie) } } : {}),
    },
    select: { id: true },
  });
  return elsewhere !== null;
}

/**
 * Where one device is allowed: refuses a sign-in (LOCKED, ATTEMPT_OPEN) while another device is in the middle of what must not be cut,
 * as the tools say.
 */
export async function requireNothingOpenElsewhere(ctx: Context, tx: Tx, userId: string): Promise<void> {
  if (!(await isElsewhere(ctx, tx, userId))) return;
  for (const tool of allTools()) if (await tool.holdsDevice?.(tx, userId)) throw Locked([{ code: "ATTEMPT_OPEN" }]);
}
