import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { glossaryVersion, openGlossaries, settingsIn } from "./glossaries";
import type { GlossaryMatch, GlossaryMatches } from "./glossary.types";
import { seenTerms } from "./seen-terms";

const KEPT = 50;
/** A list and its text, which is written once for everybody. */
type MatchList = Pick<GlossaryMatches, "terms" | "packed">;
const kept = new Map<string, Promise<MatchList>>();

/**
 * The match list of the member's run. Lists are kept by version and run (what is published there is the same for all members), so
 * that a class opening one page costs one reading. Statements: 2, and 1 when the list is not kept yet.
 */
export async function matchesOf(ctx: Context, member: Member, version: string | null): Promise<GlossaryMatches> {
  const [settings, open] = await Promise.all([settingsIn(ctx.db, member.courseId), openGlossaries(ctx, member)]);
  const current = glossaryVersion(settings, open);
  const { highlight: mode, places, firstOnly } = settings.values;
  const known = { version: current, mode, places, firstOnly };
  if (version === current) return { ...known, terms: null, packed: null };
  if (mode === "OFF" || open.length === 0) return { ...known, terms: [], packed: "[]" };
  return { ...known, ...(await listOf(ctx, member, open.map((glossary) => `${glossary.id}:${glossary.revision}`).join())) };
}

function listOf(ctx: Context, member: Member, key: string): Promise<MatchList> {
  const former = kept.get(key);
  if (former) return former;
  const made = readMatches(ctx, member).then((terms) => ({ terms, packed: JSON.stringify(terms) }));
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  // A map keeps the order of insertion, so the first key is the oldest.
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return made;
}

async function readMatches(ctx: Context, member: Member): Promise<GlossaryMatch[]> {
  const { open, where } = await seenTerms(ctx, member);
  return ctx.db.$queryRaw<GlossaryMatch[]>`
    WITH ${open} SELECT t."id", t."term", t."language", t."highlight"::text AS "highlight",
      coalesce((SELECT json_agg(json_build_object('kind', a."kind", 'text', a."text") ORDER BY a."position") FROM "GlossaryAlias" a WHERE a."termId" = t."id"), '[]') AS "aliases"
    FROM "GlossaryTerm" t WHERE ${where} AND t."state" = 'PUBLISHED' AND t."highlight" <> 'OFF' ORDER BY t."id"`;
}
