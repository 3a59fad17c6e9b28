import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { authorize } from "../../kernel/policy";
import type { PackageRow } from "./packages";
import { readPackageNode } from "./packages.resolver";
import { enterPath } from "./learning-paths";
import { packagePolicy, pathPolicy } from "./paths.policy";

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

/** Enters a path's run as somebody who follows its learners (`waive`: who may waive and reset). */
export async function followPath(
  ctx: Context,
  pathId: string,
  sessionId: string | null,
  action: "follow" | "waive" = "follow",
): Promise<Member> {
  const { member, bundle } = await enterPath(ctx, pathId, sessionId);
  authorize(member, pathPolicy, action, bundle.path);
  return member;
}
