import { emailField } from "@lyceum/shared/inputs/accounts";
import { Arg, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import { Forbidden, Invalid } from "../../kernel/errors";
import type { Context } from "../../kernel/context";
import { accountSettingsOnce } from "./account-settings";
import { User, userOf } from "./people.types";
import { removePicture, setPicture } from "./pictures";
import { changeEmail, changePassword, updateProfile } from "./profile";
import { PictureCropInput, ProfileInput, ProfileRules } from "./profile.types";
import { enterAsOneself, enterProved } from "./step-up";
import { takeTry } from "./throttle";

const HOUR = 3_600_000;

@Resolver()
export class ProfileResolver {
  @Query(() => ProfileRules, { description: "What one may change of one's own profile." })
  async profileRules(@Ctx() ctx: Context): Promise<ProfileRules> {
    await ctx.enterSelf();
    return (await accountSettingsOnce(ctx)).value;
  }

  @Mutation(() => User, { description: "Changes one's own profile." })
  async updateMyProfile(
    @Arg("input", () => ProfileInput, { description: "What changes." }) input: ProfileInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<User> {
    const viewer = await ctx.enterSelf();
    if (viewer.impersonatorId) throw Forbidden();
    return userOf(await updateProfile(ctx, viewer, input, expectedVersion));
  }

  @Mutation(() => User, {
    description:
      "Makes a finished upload one's own picture: JPEG, PNG, WebP, GIF or AVIF of at most 5 MB and 40 megapixels, encoded anew as a square.",
  })
  async setMyPicture(
    @Arg("uploadId", () => String, { description: "The upload, as its Location said." }) uploadId: string,
    @Arg("crop", () => PictureCropInput, { nullable: true, description: "The part to keep; the middle when absent." })
    crop: PictureCropInput | null,
    @Ctx() ctx: Context,
  ): Promise<User> {
    const viewer = await ctx.enterSelf();
    if (viewer.impersonatorId) throw Forbidden();
    return userOf(await setPicture(ctx, viewer, uploadId, crop));
  }

  @Mutation(() => User, { description: "Takes one's own picture away." })
  async removeMyPicture(@Ctx() ctx: Context): Promise<User> {
    const viewer = await ctx.enterSelf();
    if (viewer.impersonatorId) throw Forbidden();
    return userOf(await removePicture(ctx, viewer));
  }

  @Mutation(() => Boolean, { description: "Changes one's own password; every other device is signed out." })
  async changePassword(
    @Arg("password", () => String, { description: "The password as it is." }) password: string,
    @Arg("newPassword", () => String, { description: "As it shall be, 10 to 128 characters." }) newPassword: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    await changePassword(ctx, await enterAsOneself(ctx), password, newPassword);
    return true;
  }

  @Mutation(() => Boolean, { description: "Sends a link to a new address; it counts once the link was opened. Asks for a fresh proof." })
  async changeEmail(@Arg("email", () => String, { description: "The new address." }) email: string, @Ctx() ctx: Context): Promise<boolean> {
    const viewer = await enterProved(ctx);
    const parsed = emailField.safeParse(email);
    if (!parsed.success) throw Invalid("email", "email.invalid", "This is no e-mail address.");
    await takeTry(ctx.db, `mails:change:${viewer.id}`, 5, HOUR);
    await changeEmail(ctx, viewer, parsed.data);
    return true;
  }
}
