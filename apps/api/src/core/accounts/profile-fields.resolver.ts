import { type Sight, sightChoices } from "@lyceum/shared/inputs/profile-fields";
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { expectVersion, Forbidden, Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Context } from "../../kernel/context";
import type { ExtraField as FieldRow, User as UserRow } from "../../generated/prisma/client.ts";
import { accountSettingsOnce } from "./account-settings";
import { MySight, ProfileField, ProfileFieldInput, profileFieldOf, ProfileValue, type LocalizedText } from "./profile-fields.types";
import { ownRow } from "./people.types";
import { activeFields } from "./profile-values";
import { ProfileSight, sightsOf } from "./sights";
import { loadAccount } from "./users";

/** More than this no form bears. */
const MOST = 50;

const wordsMap = (words: LocalizedText[] | null | undefined): Record<string, string> =>
  Object.fromEntries((words ?? []).filter(({ text }) => text !== "").map(({ language, text }) => [language, text]));

const columnsOf = (input: ProfileFieldInput) => ({
  kind: input.kind,
  labels: wordsMap(input.labels),
  hints: wordsMap(input.hints),
  choices: input.kind === "CHOICE" ? [...new Set(input.choices ?? [])] : [],
  required: input.required ?? false,
  atRegistration: input.atRegistration ?? false,
  ownerEdits: input.ownerEdits ?? true,
  sight: input.sight ?? "NOBODY",
  mayChooseSight: input.mayChooseSight ?? true,
});

async function loadField(ctx: Context, id: string): Promise<FieldRow> {
  const row = isId(id) ? await ctx.db.extraField.findUnique({ where: { id, subject: "USER" } }) : null;
  if (!row) throw NotFound();
  return row;
}

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
    await ctx.enterPlatform("manageSettings");
    const rows = await ctx.db.extraField.findMany({
      where: { subject: "USER" },
      orderBy: [{ archivedAt: { sort: "asc", nulls: "first" } }, { position: "asc" }, { id: "asc" }],
    });
    return rows.map(profileFieldOf);
  }

  @Mutation(() => ProfileField, { description: "Adds a field to everybody's profile; at most 50 are in use." })
  async createProfileField(
    @Arg("input", () => ProfileFieldInput, { description: "The field." }) input: ProfileFieldInput,
    @Ctx() ctx: Context,
  ): Promise<ProfileField> {
    await ctx.enterPlatform("manageSettings");
    const position = await ctx.db.extraField.count({ where: { subject: "USER", archivedAt: null } });
    if (position >= MOST) throw Invalid("input", "fields.tooMany", `At most ${MOST} fields; put one out of use first.`);
    const row = await ctx.write(async (tx, emit) => {
      const made = await tx.extraField.create({ data: { ...columnsOf(input), position } });
      emit("accounts.field.created", { id: made.id, topic: "platform" });
      return made;
    });
    return profileFieldOf(row);
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
    await ctx.enterPlatform("manageSettings");
    const before = await loadField(ctx, id);
    expectVersion(before, expectedVersion);
    if (input.kind !== before.kind && (await ctx.db.profileValue.count({ where: { fieldId: id } })) > 0)
      throw Invalid("input.kind", "kind.used", "People have filled this field in: its kind stays.");
    return this.change(ctx, id, columnsOf(input));
  }

  @Mutation(() => ProfileField, { description: "Puts an extra field out of use, or back into use. What people wrote is kept." })
  async setProfileFieldInUse(
    @Arg("id", () => ID, { description: "Which field." }) id: string,
    @Arg("inUse", () => Boolean, { description: "Whether profiles show it." }) inUse: boolean,
    @Ctx() ctx: Context,
  ): Promise<ProfileField> {
    await ctx.enterPlatform("manageSettings");
    const before = await loadField(ctx, id);
    if (inUse && before.archivedAt && (await ctx.db.extraField.count({ where: { subject: "USER", archivedAt: null } })) >= MOST)
      throw Invalid("id", "fields.tooMany", `At most ${MOST} fields; put one out of use first.`);
    return this.change(ctx, id, { archivedAt: inUse ? null : new Date() });
  }

  @Mutation(() => [ProfileField], {
    description: "Puts the extra fields that are in use into this order; those that are not named come last.",
  })
  async orderProfileFields(
    @Arg("ids", () => [ID], { description: "The fields." }) ids: string[],
    @Ctx() ctx: Context,
  ): Promise<ProfileField[]> {
    await ctx.enterPlatform("manageSettings");
    const order = ids.filter(isId);
    await ctx.write(async (tx, emit) => {
      await tx.$executeRaw`
        UPDATE "ExtraField" f SET "position" = COALESCE(array_position(${order}::uuid[], f."id"), 1000 + f."position") WHERE f."subject" = 'USER' AND f."archivedAt" IS NULL`;
      emit("accounts.field.ordered", { topic: "platform" });
    });
    return (await activeFields(ctx.db)).map(profileFieldOf);
  }

  private async change(ctx: Context, id: string, data: Partial<ReturnType<typeof columnsOf>> & { archivedAt?: Date | null }) {
    const row = await ctx.write((tx, emit) => {
      emit("accounts.field.updated", { id, topic: "platform" });
      return tx.extraField.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
    });
    return profileFieldOf(row);
  }
}
