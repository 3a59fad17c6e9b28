import { emailField } from "@lyceum/shared/inputs/accounts";
import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Invalid } from "../../kernel/errors";
import { Public } from "../../kernel/public";
import type { Context } from "../../kernel/context";
import { opensRegistration } from "../enrolments/held-invitation";
import { readSetting } from "../settings/settings";
import { ACCOUNT_SETTINGS } from "./account-settings";
import { requestPasswordReset, resetPassword } from "./password-reset";
import { requireProof } from "./proof-of-work";
import { activeFields } from "./profile-values";
import { profileFieldOf } from "./profile-fields.types";
import { register, resendConfirmation } from "./registration";
import { confirmEmail, undoEmailChange } from "./confirmation";
import { currentTerms } from "./terms";
import { ConfirmedEmail, PasswordRules, RegisterAccountInput, RegistrationOptions } from "./registration.types";
import { ProofInput } from "./sign-in.types";
import { addressKey, takeTry } from "./throttle";

const HOUR = 3_600_000;
/** Mails that one address may cause in an hour: enough for a class behind one connection. */
const MAILS_PER_HOUR = 60;
/** Mails of one sort to one person in an hour; who registers may mistype more often. */
const MAILS_PER_PERSON = 5;
const REGISTRATIONS_PER_PERSON = 20;

/** Work first, then limits: nobody can make us send mails in bulk. */
async function requireEffort(ctx: Context, proof: ProofInput | null | undefined, person: string, limit = MAILS_PER_PERSON): Promise<void> {
  await requireProof(ctx, proof);
  await takeTry(ctx.db, `mails:${addressKey(ctx.caller.address)}`, MAILS_PER_HOUR, HOUR);
  await takeTry(ctx.db, `mails:${person.replaceAll("\0", "").trim().toLowerCase().slice(0, 254)}`, limit, HOUR);
}

@Resolver()
export class RegistrationResolver {
  @Public("Strangers ask this before they register.")
  @Query(() => RegistrationOptions, { description: "Who may register, and what it takes." })
  async registrationOptions(
    @Arg("language", () => String, { defaultValue: "en", description: "The language of the terms, if they exist in it." }) language: string,
    @Arg("joinCode", () => String, { nullable: true, description: "The code of a link into a course." }) joinCode: string | null,
    @Ctx() ctx: Context,
  ): Promise<RegistrationOptions> {
    const { value } = await readSetting(ctx.db, ACCOUNT_SETTINGS);
    const invited = Boolean(joinCode) && value.registration !== "OPEN" && (await opensRegistration(ctx, joinCode ?? ""));
    const closed = value.registration === "CLOSED" && !invited;
    const terms = closed ? null : await currentTerms(ctx.db, language);
    const { registration: mode, mailDomains, asTeacher, passwordMinimum, passwordNeeds } = value;
    const asked = closed ? [] : (await activeFields(ctx.db)).filter((field) => field.atRegistration);
    const fields = asked.map(profileFieldOf);
    return {
      mode,
      invited,
      mailDomains: mode === "INVITATION" ? mailDomains : [],
      asTeacher: asTeacher && !invited,
      passwordMinimum,
      passwordNeeds,
      fields,
      terms,
    };
  }

  @Public("Strangers become people here.")
  @Mutation(() => Boolean, {
    description: "Registers a person. True = look into your mail; whether the address was known is told there only.",
  })
  async registerAccount(
    @Arg("input", () => RegisterAccountInput, { description: "Who it is." }) input: RegisterAccountInput,
    @Arg("proof", () => ProofInput, { description: "A solved proofChallenge." }) proof: ProofInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    await requireEffort(ctx, proof, `register:${input.email}`, REGISTRATIONS_PER_PERSON);
    await register(ctx, input);
    return true;
  }

  @Public("The person has no account to sign in with yet.")
  @Mutation(() => Boolean, { description: "Sends the confirmation mail again. True whether there is such an account or not." })
  async resendConfirmation(
    @Arg("email", () => String, { description: "The address that was registered." }) email: string,
    @Arg("proof", () => ProofInput, { description: "A solved proofChallenge." }) proof: ProofInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    const parsed = emailField.safeParse(email);
    if (!parsed.success) throw Invalid("email", "email.invalid", "This is no e-mail address.");
    await requireEffort(ctx, proof, `confirm:${parsed.data}`);
    resendConfirmation(ctx, parsed.data);
    return true;
  }

  @Public("Whoever holds the link holds the mailbox.")
  @Mutation(() => ConfirmedEmail, {
    description: "Confirms an e-mail address with the link of a mail. NOT_FOUND for a link that does not hold.",
  })
  async confirmEmail(
    @Arg("token", () => String, { description: "From the link." }) token: string,
    @Ctx() ctx: Context,
  ): Promise<ConfirmedEmail> {
    return confirmEmail(ctx, token);
  }

  @Public("Whoever holds the link holds the former mailbox.")
  @Mutation(() => String, {
    description:
      "Takes a change of address back, with the link that the former address got; within 72 hours. Ends all devices and tokens, and answers the token with which resetPassword has to be called. NOT_FOUND for a link that does not hold.",
  })
  async undoEmailChange(
    @Arg("token", () => String, { description: "From the link." }) token: string,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return undoEmailChange(ctx, token);
  }

  @Public("Whoever chooses a password is not signed in yet.")
  @Query(() => PasswordRules, { description: "What a new password has to be." })
  async passwordRules(@Ctx() ctx: Context): Promise<PasswordRules> {
    return (await readSetting(ctx.db, ACCOUNT_SETTINGS)).value;
  }

  @Public("Whoever asks has lost the password.")
  @Mutation(() => Boolean, { description: "Mails a link to choose a new password. True whether there is such an account or not." })
  async requestPasswordReset(
    @Arg("login", () => String, { description: "Login or e-mail address." }) login: string,
    @Arg("proof", () => ProofInput, { description: "A solved proofChallenge." }) proof: ProofInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    await requireEffort(ctx, proof, `reset:${login}`);
    requestPasswordReset(ctx, login);
    return true;
  }

  @Public("Whoever holds the link holds the mailbox.")
  @Mutation(() => Boolean, { description: "Chooses a password with the link of a mail. Ends all devices and tokens; sign in afterwards." })
  async resetPassword(
    @Arg("token", () => String, { description: "From the link." }) token: string,
    @Arg("password", () => String, { description: "The new password, 10 to 128 characters." }) password: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    await resetPassword(ctx, token, password);
    return true;
  }
}
