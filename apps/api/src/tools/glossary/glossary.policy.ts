import type { GlossarySettings } from "@lyceum/shared/inputs/glossary";
import { definePolicy } from "../../kernel/policy";
import type { Member } from "../../kernel/gate";
import type { TermRow } from "./seen-terms";

type Learners = GlossarySettings["learners"];

/** Staff of the run where the member stands; the base run's own rule for base content. */
const staffHere = (member: Member): boolean => member.isStaff && (member.runId !== member.baseRunId || member.editsBase);

/** Staff who may change a row of this run: their own run's, and the base's where they edit base content. */
const staffOf = (member: Member, runId: string): boolean =>
  runId === member.runId ? staffHere(member) : runId === member.baseRunId && member.editsBase;

/** A learner's own term, by the course's setting, until a teacher has edited it. */
const ownOpen = (member: Member, term: TermRow): boolean =>
  term.authorId !== null &&
  term.authorId === member.userId &&
  term.runId === member.runId &&
  !term.staffEdited &&
  (term.learners === "WRITE" || (term.learners === "PROPOSE" && term.state === "PROPOSED"));

export const termPolicy = definePolicy<TermRow>()({
  read: (member, term) =>
    member.visibleRunIds.includes(term.runId) &&
    (member.isStaff || term.state === "PUBLISHED" || (term.state === "PROPOSED" && term.authorId === member.userId)),
  update: (member, term) => staffOf(member, term.runId) || ownOpen(member, term),
  delete: (member, term) => staffOf(member, term.runId) || ownOpen(member, term),
  hide: (member, term) => staffOf(member, term.runId) || (staffHere(member) && term.runId === member.baseRunId),
  reword: (member, term) => member.sessionRunId !== null && staffHere(member) && term.runId === member.baseRunId,
  decide: (member, term) => term.state === "PROPOSED" && staffOf(member, term.runId),
});

/** About the glossary as a whole; the row is the course's setting for learners. */
export const glossaryPolicy = definePolicy<{ learners: Learners }>()({
  create: (member, { learners }) => staffHere(member) || (learners === "WRITE" && member.role === "LEARNER"),
  propose: (member, { learners }) => staffHere(member) || (learners !== "READ" && member.role === "LEARNER"),
  manage: (member) => staffHere(member),
  configure: (member) => member.editsBase,
});
