import { z } from "zod";
import { defineJob } from "../../kernel/jobs";
import type { Tx } from "../../kernel/database";

/**
 * Takes away what accounts need no longer, in statements over whole tables: what it deleted of each sort, by name. Kept: sign-ins and
 * revoked tokens for 90 days after their end, mails for 30 days, links for 7 days after they stopped working, accounts without a
 * confirmed address for 7 days. An address loses its last part after 30 days (/24, or /48 for IPv6).
 */
export async function tidy(tx: Tx): Promise<Record<string, number>> {
  const addresses = await tx.$executeRaw`
    UPDATE "Device" SET "address" = host(network(set_masklen("address"::inet, CASE family("address"::inet) WHEN 4 THEN 24 ELSE 48 END)))
    WHERE "createdAt" < now() - interval '30 days' AND "address" ~ '^[0-9a-fA-F.:]+$' AND pg_input_is_valid("address", 'inet')
      AND "address" <> host(network(set_masklen("address"::inet, CASE family("address"::inet) WHEN 4 THEN 24 ELSE 48 END)))`;
  const devices =
    await tx.$executeRaw`DELETE FROM "Device" WHERE LEAST(COALESCE("endedAt", "expiresAt"), "expiresAt") < now() - interval '90 days'`;
  const links = await tx.$executeRaw`DELETE FROM "MailToken" WHERE "expiresAt" < now() - interval '7 days'`;
  const mails = await tx.$executeRaw`DELETE FROM "Mail" WHERE "createdAt" < now() - interval '30 days' AND "state" <> 'QUEUED'`;
  const accounts = await tx.$executeRaw`DELETE FROM "User" WHERE "state" = 'PENDING_EMAIL' AND "createdAt" < now() - interval '7 days'`;
  const tokens = await tx.$executeRaw`DELETE FROM "ApiToken" WHERE LEAST("revokedAt", "expiresAt") < now() - interval '90 days'`;
  const browsers = await tx.$executeRaw`DELETE FROM "KnownBrowser" WHERE "createdAt" < now() - interval '400 days'`;
  const tries = await tx.$executeRaw`DELETE FROM "Throttle" WHERE "expire" < (extract(epoch from now()) * 1000)::bigint`;
  return { addresses, devices, links, mails, accounts, tokens, browsers, tries };
}

/** Tidies once a day. Running twice does no harm. */
export const tidyAccounts = defineJob({
  kind: "accounts.tidy",
  input: z.object({}),
  everyMinutes: 1_440,
  run: ({ ctx }) => ctx.db.$transaction((tx) => tidy(tx)),
});
