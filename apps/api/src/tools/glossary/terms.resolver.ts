import { Arg, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Query, registerEnumType, Resolver, Root } from "type-graphql";
import { pageSize, type Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { Invalid, NotFound } from "../../kernel/errors";
import type { Member } from "../../kernel/gate";
import { isId } from "../../kernel/ids";
import { authorize, viewerCan } from "../../kernel/policy";
import { Person, personOf } from "../../core/accounts/people.types";
import type { GlossaryHighlight } from "../../generated/prisma/enums.ts";
import type { GlossarySettings } from "@lyceum/shared/inputs/glossary";
import { settingsFor, settingsIn } from "./glossaries";
import { CreateGlossaryTermInput, GlossaryTermFilter, UpdateGlossaryTermInput } from "./glossary.inputs";
import { glossaryPolicy, termPolicy } from "./glossary.policy";
import { GlossaryOrder, GlossaryTerm, GlossaryTermConnection, GlossaryTermViewerCan } from "./glossary.types";
import { termsByIds, type TermRow } from "./seen-terms";
import { decide, reorderTerms, restoreTerms, setStates, termsFor, trashedTerms, trashTerms } from "./term-acts";
import { listTerms } from "./term-list";
import { createTerm, staleTerm, updateTerm } from "./terms";

export const ProposalDecision = { ACCEPT: "ACCEPT", REFUSE: "REFUSE" } as const;
registerEnumType(ProposalDecision, {
  name: "ProposalDecision",
  description: "What becomes of a proposal.",
  valuesConfig: { ACCEPT: { description: "It is published." }, REFUSE: { description: "It goes to the trash; its author reads why." } },
});
export const ShownState = { PUBLISHED: "PUBLISHED", HIDDEN: "HIDDEN" } as const;
registerEnumType(ShownState, {
  name: "GlossaryShownState",
  description: "Shown or hidden.",
  valuesConfig: { PUBLISHED: { description: "Shown." }, HIDDEN: { description: "Hidden." } },
});

@ObjectType({ description: "What one act put into the trash.", simpleResolvers: true })
export class GlossaryTrash {
  @Field(() => ID, { description: "Undoes the act: give it to restoreGlossaryTerms." })
  trashId!: string;
  @Field(() => [ID], { description: "The terms." })
  termIds!: string[];
}

const IDS_MAX = 500;
const COURSE = { description: "The course." };
const SESSION = { nullable: true, description: "The session where the caller stands; absent = the course's base." };

function checkedIds(ids: string[], path = "ids"): string[] {
  if (ids.length < 1 || ids.length > IDS_MAX) throw Invalid(path, "ids.count", `Give 1 to ${IDS_MAX} ids.`);
  if (!ids.every(isId)) throw NotFound();
  return [...new Set(ids)];
}

/** Enters where a term lives, or in the session that the caller names, and gives the term as it is seen there. */
export async function enterTerm(
  ctx: Context,
  id: string,
  sessionId: string | null | undefined,
): Promise<{ member: Member; term: TermRow | undefined }> {
  const home = isId(id)
    ? await ctx.db.$queryRaw<{ courseId: string; sessionId: string | null }[]>`
    SELECT t."courseId", coalesce(r."sessionId", p."sessionId") AS "sessionId" FROM "GlossaryTerm" t JOIN "CourseRun" r ON r."id" = t."runId"
    LEFT JOIN "CourseRun" p ON p."id" = r."parentRunId" WHERE t."id" = ${id}::uuid`
    : [];
  if (!home[0]) throw NotFound();
  const member = await ctx.enter(home[0].courseId, { tool: "glossary", sessionId: sessionId ?? home[0].sessionId });
  const [term] = await termsByIds(ctx, ctx.db, member, [id], true);
  return { member, term };
}

@Resolver(() => GlossaryTerm)
export class GlossaryTermResolver {
  @FieldResolver(() => Boolean)
  inSession(@Root() term: TermRow, @Ctx() ctx: Context): boolean {
    return term.runId !== ctx.memberOf(term.courseId).baseRunId;
  }

  @FieldResolver(() => String, { nullable: true })
  pictureUrl(@Root() term: TermRow): string | null {
    return term.pictureFileId && `/files/${term.pictureFileId}`;
  }

  @FieldResolver(() => String, { nullable: true })
  audioUrl(@Root() term: TermRow): string | null {
    return term.audioFileId && `/files/${term.audioFileId}`;
  }

  @FieldResolver(() => Person, { nullable: true })
  author(@Root() term: TermRow): Person | null {
    return term.author && personOf(term.author);
  }

  @FieldResolver(() => GlossaryTermViewerCan)
  viewerCan(@Root() term: TermRow, @Ctx() ctx: Context): Record<keyof typeof termPolicy, boolean> {
    return viewerCan(ctx.memberOf(term.courseId), termPolicy, term);
  }

  @Query(() => GlossaryTermConnection, { description: "The terms as they are seen in a course or session." })
  async glossaryTerms(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("filter", () => GlossaryTermFilter, { nullable: true, description: "Which terms." }) filter: GlossaryTermFilter | null,
    @Arg("orderBy", () => GlossaryOrder, { nullable: true, description: "The order; absent = the course's choice." }) orderBy:
      | GlossarySettings["order"]
      | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<TermRow>> {
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
    const order = orderBy ?? (await settingsFor(ctx, courseId)).values.order;
    return listTerms(ctx, member, filter ?? {}, order, pageSize(first), after);
  }

  @Query(() => GlossaryTerm, { description: "One term; in a session, a base term's id gives the session's wording." })
  async glossaryTerm(
    @Arg("id", () => ID, { description: "The term." }) id: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<TermRow> {
    const { term } = await enterTerm(ctx, id, sessionId);
    if (!term) throw NotFound();
    return term;
  }

  @Query(() => [GlossaryTerm], {
    description: "Terms by their ids, for definitions shown on hover; unknown ids are left out. At most 100.",
  })
  async glossaryTermsByIds(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("ids", () => [ID], { description: "The terms." }) ids: string[],
    @Ctx() ctx: Context,
  ): Promise<TermRow[]> {
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
    if (ids.length > 100) throw Invalid("ids", "ids.count", "At most 100 ids.");
    return termsByIds(ctx, ctx.db, member, ids.filter(isId));
  }

  @Mutation(() => GlossaryTerm, {
    description: "Adds a term, in a session to the session's own. A key that is taken is CONFLICT with the existing term.",
  })
  async createGlossaryTerm(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("input", () => CreateGlossaryTermInput, { description: "The term." }) input: CreateGlossaryTermInput,
    @Ctx() ctx: Context,
  ): Promise<TermRow> {
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
    authorize(member, glossaryPolicy, "create", (await settingsIn(ctx.db, courseId)).values);
    if (input.baseTermId) authorize(member, termPolicy, "reword", (await termsByIds(ctx, ctx.db, member, [input.baseTermId]))[0]);
    return ctx.write((tx, emit) => createTerm(ctx, tx, emit, member, byStaffOnly(member, input), "PUBLISHED"));
  }

  @Mutation(() => GlossaryTerm, { description: "Proposes a term: staff accept or refuse it." })
  async proposeGlossaryTerm(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("input", () => CreateGlossaryTermInput, { description: "The term." }) input: CreateGlossaryTermInput,
    @Ctx() ctx: Context,
  ): Promise<TermRow> {
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
    authorize(member, glossaryPolicy, "propose", (await settingsIn(ctx.db, courseId)).values);
    if (input.baseTermId) throw Invalid("input.baseTermId", "proposal.wording", "A wording is not proposed.");
    return ctx.write((tx, emit) => createTerm(ctx, tx, emit, member, byStaffOnly(member, input), "PROPOSED"));
  }

  @Mutation(() => GlossaryTerm, {
    description: "Changes a term. A stale version, or a key that is taken, is CONFLICT with the row as it stands.",
  })
  async updateGlossaryTerm(
    @Arg("id", () => ID, { description: "The term." }) id: string,
    @Arg("input", () => UpdateGlossaryTermInput, { description: "What changes." }) input: UpdateGlossaryTermInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that the caller saw." }) expectedVersion: number | null,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<TermRow> {
    const { member, term: seen } = await enterTerm(ctx, id, sessionId);
    const term = seen?.id === id ? seen : null;
    authorize(member, termPolicy, "update", term);
    if (expectedVersion !== null && expectedVersion !== undefined && expectedVersion !== term.version) throw staleTerm(term);
    return ctx.write((tx, emit) => updateTerm(ctx, tx, emit, member, term, byStaffOnly(member, input)));
  }

  @Mutation(() => GlossaryTrash, { description: "Puts terms into the trash; undone by restoreGlossaryTerms for 30 days." })
  async deleteGlossaryTerms(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("ids", () => [ID], { description: "The terms, at most 500." }) ids: string[],
    @Ctx() ctx: Context,
  ): Promise<GlossaryTrash> {
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
    const terms = await termsFor(ctx, member, checkedIds(ids), "delete");
    const trashId = await ctx.write((tx, emit) => trashTerms(tx, emit, member, terms));
    return { trashId, termIds: terms.map((term) => term.id) };
  }

  @Mutation(() => [GlossaryTerm], { description: "Brings back what one act put into the trash." })
  async restoreGlossaryTerms(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("trashId", () => ID, { description: "The act, as deleteGlossaryTerms or an import gave it." }) trashId: string,
    @Ctx() ctx: Context,
  ): Promise<TermRow[]> {
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
    const terms = isId(trashId) ? await trashedTerms(ctx, member, trashId) : [];
    if (terms.length === 0) throw NotFound();
    for (const term of terms) authorize(member, termPolicy, "delete", term);
    return ctx.write((tx, emit) => restoreTerms(ctx, tx, emit, member, terms));
  }

  @Mutation(() => [GlossaryTerm], { description: "Shows or hides terms; in a session, base terms there only." })
  async setTermsState(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("ids", () => [ID], { description: "The terms, at most 500." }) ids: string[],
    @Arg("state", () => ShownState, { description: "Shown or hidden." }) state: keyof typeof ShownState,
    @Ctx() ctx: Context,
  ): Promise<TermRow[]> {
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
    const terms = await termsFor(ctx, member, checkedIds(ids), "hide");
    return ctx.write((tx, emit) => setStates(ctx, tx, emit, member, terms, state));
  }

  @Mutation(() => [GlossaryTerm], { description: "Moves terms of one glossary before another, or to the end, in the manual order." })
  async reorderGlossaryTerms(
    @Arg("courseId", () => ID, COURSE) courseId: string,
    @Arg("sessionId", () => ID, SESSION) sessionId: string | null,
    @Arg("ids", () => [ID], { description: "The terms in their new order, at most 500." }) ids: string[],
    @Arg("beforeId", () => ID, { nullable: true, description: "The term they go before; absent = the end." }) beforeId: string | null,
    @Ctx() ctx: Context,
  ): Promise<TermRow[]> {
    const member = await ctx.enter(courseId, { tool: "glossary", sessionId });
    authorize(member, glossaryPolicy, "manage", { learners: "READ" });
    const terms = await termsFor(ctx, member, checkedIds(ids), "update");
    if (new Set(terms.map((term) => term.glossaryId)).size > 1)
      throw Invalid("ids", "ids.glossaries", "The terms lie in more than one glossary.");
    await ctx.write((tx, emit) => reorderTerms(tx, emit, member, terms, beforeId && isId(beforeId) ? beforeId : null));
    return termsByIds(
      ctx,
      ctx.db,
      member,
      terms.map((term) => term.id),
    );
  }

  @Mutation(() => GlossaryTerm, { nullable: true, description: "Accepts a proposal (the term is published) or refuses it (null)." })
  async decideProposal(
    @Arg("id", () => ID, { description: "The proposed term." }) id: string,
    @Arg("decision", () => ProposalDecision, { description: "What becomes of it." }) decision: keyof typeof ProposalDecision,
    @Arg("reason", () => String, { nullable: true, description: "Why it is refused; its author reads it. At most 1,000 characters." })
    reason: string | null,
    @Ctx() ctx: Context,
  ): Promise<TermRow | null> {
    const { member, term } = await enterTerm(ctx, id, null);
    authorize(member, termPolicy, "decide", term);
    const words = (reason ?? "").trim();
    if (words.length > 1_000) throw Invalid("reason", "text.tooLong", "At most 1,000 characters.");
    return ctx.write((tx, emit) => decide(ctx, tx, emit, member, term, decision === "ACCEPT", words));
  }
}

/** Highlighting is the staff's choice: of what a learner sends it is left out. */
function byStaffOnly<Input extends CreateGlossaryTermInput | UpdateGlossaryTermInput>(
  member: Member,
  input: Input,
): Omit<Input, "highlight"> & { highlight?: GlossaryHighlight | null } {
  const { highlight, ...rest } = input;
  return member.isStaff && highlight ? { ...rest, highlight } : rest;
}
