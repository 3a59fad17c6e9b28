import { definePolicy } from "../../kernel/policy";
import type { Member } from "../../kernel/gate";

/** What the policy must know of a package or of where one is to be made. */
export interface PackageSubject {
  runId?: string;
}

// A tutor's own session is theirs to arrange; the course's base only where the session lets them.
const arranges = (member: Member, row: PackageSubject): boolean => member.isStaff && (member.editsBase || row.runId === member.runId);

export const packagePolicy = definePolicy<PackageSubject>()({
  read: () => true,
  play: () => true,
  create: (member) => member.isStaff && (member.editsBase || member.sessionRunId !== null),
  update: arranges,
  delete: arranges,
  follow: (member) => member.isStaff,
  reset: (member) => member.isStaff,
});

export const pathPolicy = definePolicy<PackageSubject>()({
  read: () => true,
  /** Learns along it: only learners have runs. */
  learn: (member) => member.role === "LEARNER" && member.userId !== null,
  /** Looks at its steps: learners in their order, staff at any. */
  open: (member) => member.isStaff || member.role === "LEARNER",
  create: (member) => member.isStaff && (member.editsBase || member.sessionRunId !== null),
  update: arranges,
  delete: arranges,
  follow: (member) => member.isStaff,
  waive: (member) => member.isStaff,
});
