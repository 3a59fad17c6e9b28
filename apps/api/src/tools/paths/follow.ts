import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { authorize } from "../../kernel/policy";
import type { PackageRow } from "./packages";
import { readPackageNode } from "./packages.resolver";
import { packagePolicy } from "./paths.policy";

/** Enters a package's run as somebody who follows its learners (`reset`: who may let them start over). */
export async function follow(
  ctx: Context,
  packageId: string,
  sessionId: string | null,
  action: "follow" | "reset" = "follow",
): Promise<{ member: Member; row: PackageRow }> {
  const row = await readPackageNode(ctx, packageId, sessionId);
  const member = ctx.memberOf(row.courseId);
  authorize(member, packagePolicy, action, row);
  return { member, row };
}
