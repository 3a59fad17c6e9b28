import type { Context } from "../../kernel/context";
import type { Tx } from "../../kernel/database";
import type { User as UserRow } from "../../generated/prisma/client.ts";
import { queueLetter, type Letter } from "./mail";
import { fullName } from "./people.types";

/** Puts a notice to the account's owner into the outbox; an account without an address gets none. */
export async function tellOwner(
  ctx: Context,
  tx: Tx,
  user: UserRow,
  letter: Letter,
  params: Record<string, string | number> = {},
  href?: string,
): Promise<void> {
  if (!user.email) return;
  await queueLetter(
    ctx.services,
    tx,
    letter,
    { userId: user.id, to: user.email, name: fullName(user), language: user.language },
    { login: user.login, ...params },
    href,
  );
}
