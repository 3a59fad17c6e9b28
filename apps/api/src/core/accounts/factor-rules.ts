import type { AccountSettings } from "@lyceum/shared/inputs/account-settings";
import { Prisma, type Db, type Tx } from "../../kernel/database";
import type { PlatformRole } from "../../kernel/viewer";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";

export type FactorRule = AccountSettings["factor"]["learner"];
type RoleKey = keyof AccountSettings["factor"];

const KEYS: Record<PlatformRole, RoleKey> = { ADMINISTRATOR: "administrator", SESSION_MANAGER: "sessionManager", TEACHER: "teacher" };
const STRONGEST: FactorRule[] = ["REQUIRED", "OPTIONAL", "OFF"];

const keysOf = (roles: readonly PlatformRole[]): RoleKey[] => (roles.length > 0 ? roles.map((role) => KEYS[role]) : ["learner"]);

/** What the campus asks of people with these roles; of several roles the strictest counts. */
export const factorRuleOf = ({ factor }: Pick<AccountSettings, "factor">, roles: readonly PlatformRole[]): FactorRule =>
  STRONGEST.find((rule) => keysOf(roles).some((key) => factor[key] === rule)) ?? "OPTIONAL";

/** Where people with these roles land after signing in, when no link said where to. */
export function startPageOf({ startPages }: Pick<AccountSettings, "startPages">, roles: readonly PlatformRole[]): string {
  const [first] = (["administrator", "sessionManager", "teacher"] as const).filter((key) => keysOf(roles).includes(key));
  return startPages[first ?? "learner"];
}

/**
 * Writes down who has to add a second factor, and until when: for one person, or for everybody after the rules have changed. Who has
 * one, or needs none, owes nothing. A date that was given stays, unless `anew`.
 */
export async function settleFactorDue(tx: Tx, which: { userId: string } | { everybody: true; anew: boolean }): Promise<void> {
  const { value } = await readSetting(tx, ACCOUNT_SETTINGS);
  const required = (key: RoleKey): boolean => value.factor[key] === "REQUIRED";
  const asked = Prisma.sql`(
    (${required("administrator")} AND 'ADMINISTRATOR'::"PlatformRole" = ANY(u."roles"))
    OR (${required("sessionManager")} AND 'SESSION_MANAGER'::"PlatformRole" = ANY(u."roles"))
    OR (${required("teacher")} AND 'TEACHER'::"PlatformRole" = ANY(u."roles"))
    OR (${required("learner")} AND cardinality(u."roles") = 0))`;
  const due = Prisma.sql`now() + make_interval(days => ${value.factorGraceDays}::int)`;
  const given = "anew" in which && which.anew ? due : Prisma.sql`COALESCE(u."factorDueAt", ${due})`;
  const people = "userId" in which ? Prisma.sql`u."id" = ${which.userId}::uuid` : Prisma.sql`u."kind" = 'PERSON'`;
  const settled = Prisma.sql`CASE WHEN ${asked} AND NOT EXISTS (
      SELECT 1 FROM "Credential" c WHERE c."userId" = u."id" AND c."kind" = 'TOTP' AND c."confirmedAt" IS NOT NULL) THEN ${given} END`;
  await tx.$executeRaw`UPDATE "User" u SET "factorDueAt" = ${settled} WHERE ${people} AND u."factorDueAt" IS DISTINCT FROM ${settled}`;
}

/** Whether a person has let the time for adding a factor pass. */
export const factorOverdue = (user: { factorDueAt: Date | null }): boolean => user.factorDueAt !== null && user.factorDueAt <= new Date();

/** The rule for one person now. */
export async function readFactorRule(db: Db | Tx, roles: readonly PlatformRole[]): Promise<FactorRule> {
  return factorRuleOf((await readSetting(db, ACCOUNT_SETTINGS)).value, roles);
}
