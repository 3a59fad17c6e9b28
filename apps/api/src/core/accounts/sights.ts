import { SIGHTED_FIELDS, SIGHTS, type Sight } from "@lyceum/shared/inputs/profile-fields";
import type { AccountSettings } from "@lyceum/shared/inputs/account-settings";
import { Prisma } from "../../kernel/database";
import type { ExtraField } from "../../generated/prisma/client.ts";
import type { MySight } from "./profile-fields.types";

type Built = (typeof SIGHTED_FIELDS)[number];
type Fields = Pick<ExtraField, "id" | "sight" | "mayChooseSight">[];

/** These sights as an enumeration of the API; what courses may say besides is theirs. */
export const ProfileSight = { NOBODY: "NOBODY", STAFF: "STAFF", COURSE: "COURSE" } as const satisfies Record<Sight, Sight>;

export const isSight = (value: unknown): value is Sight => (SIGHTS as readonly unknown[]).includes(value);

/** Who sees each field of a profile: what the person chose where the campus lets them, else what the campus says. */
export function sightsOf(chosen: unknown, settings: AccountSettings, fields: Fields): MySight[] {
  const own = (chosen ?? {}) as Record<string, unknown>;
  const built = SIGHTED_FIELDS.map((field: Built) => ({ field: field as string, ...settings.sights[field] }));
  const extra = fields.map(({ id, sight, mayChooseSight }) => ({
    field: id,
    sight: isSight(sight) ? sight : "NOBODY",
    mayChoose: mayChooseSight,
  }));
  return [...built, ...extra].map(({ field, sight, mayChoose }) => {
    const wanted = own[field];
    return { field, mayChoose, sight: mayChoose && isSight(wanted) ? wanted : sight };
  });
}

/** The same rule for one extra field as SQL, over "User" u and "ExtraField" f. */
export const EFFECTIVE_SIGHT = Prisma.sql`(CASE WHEN f."mayChooseSight" AND (u."sights" ->> f."id"::text) = ANY(${[...SIGHTS]}::text[])
  THEN u."sights" ->> f."id"::text ELSE f."sight"::text END)`;

/** Whether somebody who meets a person in a course sees a field of theirs. */
export const isSeen = (sight: Sight, asStaff: boolean): boolean => sight === "COURSE" || (sight === "STAFF" && asStaff);
