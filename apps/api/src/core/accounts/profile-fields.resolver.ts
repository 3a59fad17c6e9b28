import { type Sight, sightChoices } from "@lyceum/shared/inputs/profile-fields";
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Forbidden, Invalid, NotFound } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import type { User as UserRow } from "../../generated/prisma/client.ts";
import { accountSettingsOnce } from "./account-settings";
import { commonColumns, createField, listFields, orderFields, setFieldInUse, updateField } from "./extra-fields";
import { MySight, ProfileField, ProfileFieldInput, profileFieldOf, ProfileValue } from "./profile-fields.types";
import { ownRow } from "./people.types";
import { ProfileSight, sightsOf } from "./sights";
import { loadAccount } from "./users";

const columnsOf = (input: ProfileFieldInput) => ({
  ...commonColumns(input),
  atRegistration: input.atRegistration ?? false,
  ownerEdits: input.ownerEdits ?? true,
  sight: input.sight ?? "NOBODY",
  mayChooseSight: input.mayChooseSight ?? true,
  findable: input.findable ?? false,
});

/** The extra fields in use, and what one person wrote in them. Statements: 1 for the request. */
const filledFields = (ctx: Context, userId: string) =>
  ctx.once(`accounts.fields:${userId}`, () =>
    ctx.db.extraField.findMany({
      where: { subject: "USER", archivedAt: null },
      include: { values: { where: { userId } } },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      relationLoadStrategy: "join",
    }),
  );

async function valuesOf(ctx: Context, userId: string): Promise<ProfileValue[]> {
  return (await filledFields(ctx, userId)).map((row) => ({ field: profileFieldOf(row), value: row.values[0]?.value ?? "" }));
}

async function mySightsOf(ctx: Context, user: Promise<Pick<UserRow, "id" | "sights"> | null>): Promise<MySight[]> {
  const row = await user;
  if (!row) throw NotFound();
  const [{ value }, fields] = await Promise.all([accountSettingsOnce(ctx), filledFields(ctx, row.id)]);
  return sightsOf(row.sights, value, fields);
}

@Resolver()
export class ProfileFieldResolver {
  @Query(() => [ProfileValue], { description: "The extra fields of one's own profile and what they say, in their order." })
  async myProfileValues(@Ctx() ctx: Context): Promise<ProfileValue[]> {
    return valuesOf(ctx, (await ctx.enterSelf()).id);
  }

  @Query(() => [MySight], {
    description: "Who sees which field of one's own profile. Names, picture, language and time zone are everybody's.",
  })
  async mySights(@Ctx() ctx: Context): Promise<MySight[]> {
    return mySightsOf(ctx, ownRow(ctx, (await ctx.enterSelf()).id));
  }

  @Mutation(() => [MySight], { description: "Chooses who sees a field of one's own profile. FORBIDDEN where the campus has fixed that." })
  async setMySight(
    @Arg("field", () => ID, { description: "As mySights names it." }) field: string,
    @Arg("sight", () => ProfileSight, { description: "Who shall see it." }) sight: Sight,
    @Ctx() ctx: Context,
  ): Promise<MySight[]> {
    const viewer = await ctx.enterSelf();
    if (viewer.impersonatorId) throw Forbidden();
    const before = (await mySightsOf(ctx, ownRow(ctx, viewer.id))).find((row) => row.field === field);
    if (!before) throw NotFound();
    if (!before.mayChoose) throw Forbidden("SIGHT_FIXED");
    if (!sightChoices(field).includes(sight)) throw Invalid("sight", "sight.staff", "Teachers need this to run their courses.");
    const [row] = await ctx.write((tx, emit) => {
      emit("accounts.user.updated", { id: viewer.id, userId: viewer.id });
      return tx.$queryRaw<Pick<UserRow, "id" | "sights">[]>`
        UPDATE "User" SET "sights" = "sights" || jsonb_build_object(${field}::text, ${sight}::text) WHERE "id" = ${viewer.id}::uuid RETURNING "id", "sights"`;
    });
    return mySightsOf(ctx, Promise.resolve(row ?? null));
  }

  @Query(() => [ProfileValue], { description: "The extra fields of somebody's profile, for administrators." })
  async profileValues(@Arg("userId", () => ID, { description: "Whose." }) userId: string, @Ctx() ctx: Context): Promise<ProfileValue[]> {
    await ctx.enterPlatform("manageUsers");
    return valuesOf(ctx, (await loadAccount(ctx, userId)).id);
  }

  @Query(() => [ProfileField], { description: "All extra fields, those out of use last; for administrators." })
  async profileFields(@Ctx() ctx: Context): Promise<ProfileField[]> {
    return (await listFields(ctx, "USER")).map(profileFieldOf);
  }

  @Mutation(() => ProfileField, { description: "Adds a field to everybody's profile; at most 50 are in use." })
  async createProfileField(
    @Arg("input", () => ProfileFieldInput, { description: "The field." }) input: ProfileFieldInput,
    @Ctx() ctx: Context,
  ): Promise<ProfileField> {
    return profileFieldOf(await createField(ctx, "USER", columnsOf(input)));
  }

  @Mutation(() => ProfileField, { description: "Changes an extra field. INVALID_INPUT for another kind once somebody has filled it in." })
  async updateProfileField(
    @Arg("id", () => ID, { description: "Which field." }) id: string,
    @Arg("input", () => ProfileFieldInput, { description: "The field, whole." }) input: ProfileFieldInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<ProfileField> {
    return profileFieldOf(await updateField(ctx, "USER", id, columnsOf(input), expectedVersion));
  }

  @Mutation(() => ProfileField, { description: "Puts an extra field out of use, or back into use. What people wrote is kept." })
  async setProfileFieldInUse(
    @Arg("id", () => ID, { description: "Which field." }) id: string,
    @Arg("inUse", () => Boolean, { description: "Whether profiles show it." }) inUse: boolean,
    @Ctx() ctx: Context,
  ): Promise<ProfileField> {
    return profileFieldOf(await setFieldInUse(ctx, "USER", id, inUse));
  }

  @Mutation(() => [ProfileField], {
    description: "Puts the extra fields that are in use into this order; those that are not named come last.",
  })
  async orderProfileFields(
    @Arg("ids", () => [ID], { description: "The fields." }) ids: string[],
    @Ctx() ctx: Context,
  ): Promise<ProfileField[]> {
    return (await orderFields(ctx, "USER", ids)).map(profileFieldOf);
  }
}
