import { Invalid } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { Db, Tx } from "../../kernel/database";
import type { Viewer } from "../../kernel/viewer";
import type { LegalDocument } from "../../generated/prisma/client.ts";

/** The newest version in each language; a language whose newest text is empty has none. */
export async function newestTerms(db: Db | Tx): Promise<LegalDocument[]> {
  const newest = await db.legalDocument.findMany({
    where: { kind: "TERMS" },
    orderBy: { version: "desc" },
    distinct: ["language"],
    take: 20,
  });
  return newest.filter((row) => row.body.trim() !== "");
}

/** The newest version of the terms: in the wished language, else in English, else in any. */
export async function currentTerms(db: Db | Tx, language: string): Promise<LegalDocument | null> {
  const written = await newestTerms(db);
  return written.find((row) => row.language === language) ?? written.find((row) => row.language === "en") ?? written[0] ?? null;
}

interface NewTerms {
  language: string;
  body: string;
  summaryOfChange?: string | null;
  askAgain?: boolean | null;
}

/**
 * Publishes a new version. Everybody but its publisher has to accept it before going on, unless `askAgain` is false (a spelling mistake);
 * when the last text is withdrawn nobody owes anything any more.
 */
export async function publishTerms(ctx: Context, viewer: Viewer, input: NewTerms): Promise<LegalDocument> {
  const { language, body, summaryOfChange } = input;
  return ctx.write(async (tx, emit) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('accounts:terms'))`;
    const last = await tx.legalDocument.findFirst({ where: { kind: "TERMS", language }, orderBy: { version: "desc" } });
    const row = await tx.legalDocument.create({
      data: { kind: "TERMS", language, body, summaryOfChange: summaryOfChange ?? "", version: (last?.version ?? 0) + 1 },
    });
    if ((await newestTerms(tx)).length === 0) await tx.user.updateMany({ where: { termsOwed: true }, data: { termsOwed: false } });
    else if (body !== "" && input.askAgain !== false) {
      await tx.user.updateMany({ where: { kind: "PERSON", termsOwed: false, NOT: { id: viewer.id } }, data: { termsOwed: true } });
      await tx.consent.create({ data: { userId: viewer.id, documentId: row.id } });
    }
    emit("accounts.terms.published", { id: row.id, topic: "platform" });
    return row;
  });
}

/** Whether a new account has to accept terms first. */
export const owesTerms = async (tx: Tx): Promise<boolean> => (await newestTerms(tx)).length > 0;

/** Accepts a text as it stands; INVALID_INPUT for one that is not, or no longer, the newest of its language. */
export async function acceptTerms(ctx: Context, viewer: Viewer, documentId: string): Promise<void> {
  const current = (await newestTerms(ctx.db)).some((row) => row.id === documentId);
  if (!current) throw Invalid("id", "terms.notCurrent", "These terms have been replaced: read the new ones.");
  await ctx.write(async (tx, emit) => {
    const key = { userId: viewer.id, documentId };
    await tx.consent.upsert({ where: { userId_documentId: key }, create: key, update: {} });
    await tx.user.update({ where: { id: viewer.id }, data: { termsOwed: false } });
    emit("accounts.consent.given", { id: documentId, userId: viewer.id });
  });
}
