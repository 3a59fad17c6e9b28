import { definePolicy } from "../../kernel/policy";
import type { Member } from "../../kernel/gate";

/** What the rules ask of a document, or of the top of a space. */
export interface DocumentFacts {
  id: string | null;
  runId: string;
  createdById: string | null;
  spaceKind: "COURSE" | "GROUP" | "PERSONAL";
  spaceGroupId: string | null;
  spaceOwnerId: string | null;
  spaceAccess: "SHARE" | "READ_ONLY" | "COLLABORATION";
  spaceRootId: string | null;
}

const isRoot = (row: DocumentFacts) => row.id !== null && row.id === row.spaceRootId;
const ownRun = (member: Member, row: DocumentFacts) => row.runId === member.runId || (member.editsBase && row.runId === member.baseRunId);
const inGroup = (member: Member, row: DocumentFacts) => member.groupIds.includes(row.spaceGroupId ?? "");
const leadsGroup = (member: Member, row: DocumentFacts) => member.isStaff || member.tutoredGroupIds.includes(row.spaceGroupId ?? "");
const owns = (member: Member, row: DocumentFacts) => member.userId !== null && row.spaceOwnerId === member.userId;

function writes(member: Member, row: DocumentFacts): boolean {
  if (row.spaceKind === "PERSONAL") return owns(member, row);
  if (row.spaceKind === "COURSE") return member.isStaff && ownRun(member, row);
  if (leadsGroup(member, row)) return true;
  const own = row.createdById !== null && row.createdById === member.userId;
  return inGroup(member, row) && (row.spaceAccess === "SHARE" || (row.spaceAccess === "COLLABORATION" && own));
}

function adds(member: Member, row: DocumentFacts): boolean {
  if (row.spaceKind === "PERSONAL") return owns(member, row);
  if (row.spaceKind === "COURSE") return member.isStaff;
  return leadsGroup(member, row) || (inGroup(member, row) && row.spaceAccess !== "READ_ONLY");
}

const manages = (member: Member, row: DocumentFacts) =>
  row.spaceKind === "GROUP" ? leadsGroup(member, row) : row.spaceKind === "COURSE" && writes(member, row);

/** Rule 1: the course's documents are its staff's; a group's by its access mode; a person's their own. Whether one may know of it at all is the item's access. */
export const documentPolicy = definePolicy<DocumentFacts>()({
  /** Put something into this folder. */
  add: adds,
  update: (member, row) => writes(member, row) && !isRoot(row),
  delete: (member, row) => writes(member, row) && !isRoot(row),
  /** Hide, date, ask for confirmation. */
  manage: (member, row) => manages(member, row) && !isRoot(row),
  /** See who has read it. */
  seeReaders: (member, row) => manages(member, row),
  seeVersions: (member, row) => writes(member, row),
});

/** The top of the course's own documents, as a member stands before it. */
export const courseTop = (member: Member): DocumentFacts => ({
  id: null,
  runId: member.runId,
  createdById: null,
  spaceKind: "COURSE",
  spaceGroupId: null,
  spaceOwnerId: null,
  spaceAccess: "SHARE",
  spaceRootId: null,
});
