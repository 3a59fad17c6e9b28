import { definePolicy, viewerCanType } from "../../kernel/policy";
import type { Item } from "../../generated/prisma/client.ts";

/** Who may change the common part of an item of any kind: staff, and base items only those who edit the base. */
export const itemPolicy = definePolicy<Pick<Item, "runId">>()({
  update: (member, item) => member.isStaff && (item.runId !== member.baseRunId || member.editsBase),
  override: (member, item) => member.isStaff && member.sessionRunId !== null && item.runId === member.baseRunId,
  explain: (member) => member.isStaff,
});

/** The same answers as a node's `viewerCan`. */
export const ItemViewerCan = viewerCanType("ItemViewerCan", {
  update: "Change it, move it, put it into the trash.",
  override: "Give it another state and other dates in this session.",
  explain: "Read what a learner sees of it, and why.",
});
