import type { z } from "zod";
import type { createUserInput } from "@lyceum/shared/inputs/accounts";
import { Prisma, type Tx } from "../../kernel/database";
import { Invalid } from "../../kernel/errors";
import type { Emit } from "../../kernel/events";
import type { User as UserRow } from "../../generated/prisma/client.ts";

type NewUser = z.output<typeof createUserInput> & { passwordHash: string | null; createdById: string | null };

/** Turns a broken unique key of an account into a fault at its field; anything else is thrown on. */
export function takenField(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
    const text = JSON.stringify(error.meta ?? {});
    if (/login/i.test(text)) throw Invalid("input.login", "login.taken", "This login is taken.");
    if (/email/i.test(text)) throw Invalid("input.email", "email.taken", "This e-mail address is taken.");
  }
  throw error;
}

/** Makes an account inside a transaction; a login or an address that is taken is INVALID_INPUT at its field. */
export async function createAccount(tx: Tx, emit: Emit, input: NewUser): Promise<UserRow> {
  if (input.email && (await tx.user.count({ where: { email: input.email } })) > 0) throw Invalid("input.email", "email.taken", "This e-mail address is taken.");
  const row = await tx.user
    .create({
      data: {
        login: input.login,
        email: input.email ?? null,
        emailVerifiedAt: input.email ? new Date() : null,
        givenName: input.firstName,
        familyName: input.lastName ?? "",
        language: input.language ?? "en",
        roles: input.roles ?? [],
        createdById: input.createdById,
        credentials: input.passwordHash ? { create: { kind: "PASSWORD", secret: input.passwordHash, confirmedAt: new Date() } } : undefined,
      },
    })
    .catch(takenField);
  emit("accounts.user.registered", { id: row.id, userId: row.id });
  return row;
}
