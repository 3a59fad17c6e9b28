import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { CourseRole } from "../../generated/prisma/enums.ts";
import { ACCOUNT_SETTINGS } from "../accounts/account-settings";
import { personOf } from "../accounts/people.types";
import { profileFieldOf } from "../accounts/profile-fields.types";
import { activeFields } from "../accounts/profile-values";
import { isSeen, sightsOf } from "../accounts/sights";
import { othersShown, seenEnrolments, sightOf } from "../enrolments/people-visibility";
import { readSetting } from "../settings/settings";
import { PersonCard } from "./person-cards.types";

interface Met {
  id: string;
  userId: string;
  role: CourseRole;
  showPicture: boolean;
  showMail: boolean;
}

/** The person's place here, if the course lets the asker know of it: the same rule as for the list of people. */
async function meet(ctx: Context, member: Member, userId: string): Promise<{ met: Met; picture: boolean }> {
  const shown = await othersShown(ctx, member);
  const [met] = await ctx.db.$queryRaw<Met[]>`
    SELECT e."id", e."userId", e."role"::text AS "role", e."showPicture", e."showMail" FROM "Enrolment" e
    WHERE e."userId" = ${userId}::uuid AND ${seenEnrolments(member, shown)}`;
  if (!met) throw NotFound();
  return { met, picture: sightOf(member, shown, met).picture };
}

@Resolver()
export class PersonCardResolver {
  @Query(() => PersonCard, {
    description: "What one person of a course shows of themselves to the asker. NOT_FOUND for whom the course's list does not show either.",
  })
  async personCard(
    @Arg("courseId", () => ID, { description: "The course where they meet." }) courseId: string,
    @Arg("userId", () => ID, { description: "Whose card." }) userId: string,
    @Arg("sessionId", () => ID, { nullable: true, description: "The session where they meet; null = the course itself." })
    sessionId: string | null,
    @Ctx() ctx: Context,
  ): Promise<PersonCard> {
    const member = await ctx.enter(courseId, { sessionId });
    if (!isId(userId)) throw NotFound();
    const { met, picture } = await meet(ctx, member, userId);
    const [user, fields, { value: settings }] = await Promise.all([
      ctx.db.user.findUniqueOrThrow({ where: { id: userId }, include: { profileValues: true }, relationLoadStrategy: "join" }),
      activeFields(ctx.db),
      readSetting(ctx.db, ACCOUNT_SETTINGS),
    ]);
    const all = member.isAdministrator || member.userId === userId;
    const open = new Set(
      sightsOf(user.sights, settings, fields)
        .filter(({ sight }) => all || isSeen(sight, member.isStaff))
        .map(({ field }) => field),
    );
    const values = new Map(user.profileValues.map(({ fieldId, value }) => [fieldId, value]));
    return {
      id: met.id,
      person: personOf(picture ? user : { ...user, pictureId: null }),
      role: met.role,
      language: user.language,
      timeZone: user.timeZone,
      email: open.has("email") || met.showMail ? user.email : null,
      phone: open.has("phone") ? user.phone : null,
      officialCode: open.has("officialCode") ? user.officialCode : null,
      values: fields
        .filter(({ id }) => open.has(id) && values.has(id))
        .map((field) => ({ field: profileFieldOf(field), value: values.get(field.id) ?? "" })),
    };
  }
}
