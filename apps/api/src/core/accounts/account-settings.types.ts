import { accountSettings, FACTOR_RULES, PASSWORD_NEEDS, REGISTRATION_MODES } from "@lyceum/shared/inputs/account-settings";
import type { Sight } from "@lyceum/shared/inputs/profile-fields";
import { Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { Validated } from "../../kernel/input";
import { ProfileSight } from "./sights";

export type RegistrationMode = (typeof REGISTRATION_MODES)[number];
export const RegistrationMode = Object.fromEntries(REGISTRATION_MODES.map((mode) => [mode, mode])) as { [Mode in RegistrationMode]: Mode };

registerEnumType(RegistrationMode, {
  name: "RegistrationMode",
  description: "Who may make an account. In each mode also whoever was sent an invitation into a course, with that address.",
  valuesConfig: {
    CLOSED: { description: "Administrators only." },
    INVITATION: { description: "Whoever has an invitation code, or an e-mail address of an allowed domain." },
    APPROVAL: { description: "Everybody; an administrator lets each one in." },
    OPEN: { description: "Everybody." },
  },
});

type Rule = (typeof FACTOR_RULES)[number];
type Need = (typeof PASSWORD_NEEDS)[number];
const same = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };
export const FactorRule = same(FACTOR_RULES);
export const PasswordNeed = same(PASSWORD_NEEDS);

registerEnumType(FactorRule, {
  name: "FactorRule",
  description: "What the campus asks about second factors.",
  valuesConfig: {
    OFF: { description: "Nobody may add one." },
    OPTIONAL: { description: "Who wants to may." },
    REQUIRED: { description: "Everybody has to, within the days of grace." },
  },
});
registerEnumType(PasswordNeed, {
  name: "PasswordNeed",
  description: "What a password has to contain, besides its length.",
  valuesConfig: {
    LOWER: { description: "A small letter." },
    UPPER: { description: "A capital letter." },
    DIGIT: { description: "A digit." },
    SYMBOL: { description: "A sign that is neither letter nor digit." },
  },
});
registerEnumType(ProfileSight, {
  name: "Sight",
  description: "Who sees a field of a profile, besides its owner and administrators.",
  valuesConfig: {
    NOBODY: { description: "Nobody else." },
    STAFF: { description: "Teachers and tutors of the courses that one is in." },
    COURSE: { description: "Everybody in the courses that one is in, as far as they see one another there." },
  },
});

const factorWords = "What is asked about second factors, by role on the whole campus; of several roles the strictest counts.";

@InputType("FactorRulesInput", { description: factorWords })
@ObjectType("FactorRules", { description: factorWords, simpleResolvers: true })
export class FactorRules {
  @Field(() => FactorRule, { description: "Of administrators." })
  administrator!: Rule;
  @Field(() => FactorRule, { description: "Of session managers." })
  sessionManager!: Rule;
  @Field(() => FactorRule, { description: "Of teachers." })
  teacher!: Rule;
  @Field(() => FactorRule, { description: "Of people without a role on the whole campus." })
  learner!: Rule;
}

const pageWords = "Where people land after signing in when no link said where to: paths inside the campus, by role.";

@InputType("StartPagesInput", { description: pageWords })
@ObjectType("StartPages", { description: pageWords, simpleResolvers: true })
export class StartPages {
  @Field(() => String, { description: "Administrators." })
  administrator!: string;
  @Field(() => String, { description: "Session managers." })
  sessionManager!: string;
  @Field(() => String, { description: "Teachers." })
  teacher!: string;
  @Field(() => String, { description: "People without a role on the whole campus." })
  learner!: string;
}

const sightWords = "Who sees a field of people's profiles, and whether they may choose that themselves.";

@InputType("SightRuleInput", { description: sightWords })
@ObjectType("SightRule", { description: sightWords, simpleResolvers: true })
export class SightRule {
  @Field(() => ProfileSight, { description: "Who sees it, unless the person has chosen otherwise." })
  sight!: Sight;
  @Field(() => Boolean, { description: "Whether people may choose." })
  mayChoose!: boolean;
}

const sightsWords = "Who sees the fields that every profile has.";

@InputType("SightRulesInput", { description: sightsWords })
@ObjectType("SightRules", { description: sightsWords, simpleResolvers: true })
export class SightRules {
  @Field(() => SightRule, { description: "The e-mail address." })
  email!: SightRule;
  @Field(() => SightRule, { description: "The phone number." })
  phone!: SightRule;
  @Field(() => SightRule, { description: "The official code." })
  officialCode!: SightRule;
}

@ObjectType({ description: "How people get accounts, how these are kept safe, and what people may change of them.", simpleResolvers: true })
export class AccountSettings {
  @Field(() => RegistrationMode, { description: "Who may register." })
  registration!: RegistrationMode;
  @Field(() => [String], { description: "Mail domains that may register in the mode INVITATION without a code, at most 100." })
  mailDomains!: string[];
  @Field(() => Boolean, { description: "Whether one may register as a teacher." })
  asTeacher!: boolean;
  @Field(() => Boolean, { description: "Whether the e-mail address is the login, of new accounts and of those that change their address." })
  loginIsEmail!: boolean;
  @Field(() => Boolean, { description: "Whether several accounts may have one address; signing in by it then needs a single match." })
  sharedEmail!: boolean;
  @Field(() => Int, { description: "Fewest characters of a password, 10 to 20." })
  passwordMinimum!: number;
  @Field(() => [PasswordNeed], { description: "What else a password has to contain; nothing as delivered." })
  passwordNeeds!: Need[];
  @Field(() => Int, { description: "Days after which a password has to be changed, at most 3,650; 0 = never." })
  passwordDays!: number;
  @Field(() => Boolean, { description: "Whether a password that an administrator gave has to be changed at the first sign-in." })
  changeAtFirstSignIn!: boolean;
  @Field(() => Int, { description: "How long the link of a password mail works, 5 to 1,440 minutes." })
  resetMinutes!: number;
  @Field(() => Int, {
    description: "Wrong passwords in a row after which an account is blocked, 5 to 1,000; 0 = never. Strangers can trigger it.",
  })
  blockAfter!: number;
  @Field(() => Boolean, { description: "Whether a sign-in ends the person's other devices." })
  oneDevice!: boolean;
  @Field(() => FactorRules, { description: "What is asked about second factors." })
  factor!: FactorRules;
  @Field(() => Int, { description: "Days in which a factor that has become required may still be missing, 0 to 30." })
  factorGraceDays!: number;
  @Field(() => StartPages, { description: "Where people land after signing in." })
  startPages!: StartPages;
  @Field(() => Boolean, { description: "Whether people may change their own names." })
  mayChangeNames!: boolean;
  @Field(() => Boolean, { description: "Whether people may change their own official code." })
  mayChangeOfficialCode!: boolean;
  @Field(() => SightRules, { description: "Who sees the fields that every profile has." })
  sights!: SightRules;
  @Field(() => Int, { description: "Goes up by one at each change; 0 = as delivered." })
  version!: number;
  @Field(() => Boolean, { description: "Whether mails leave the campus: false without a mail server." })
  mailServer!: boolean;
}

@Validated(accountSettings)
@InputType({ description: "How people get accounts, whole: absent fields go back to what is delivered." })
export class AccountSettingsInput {
  @Field(() => RegistrationMode, { nullable: true, description: "Who may register." })
  registration!: RegistrationMode;
  @Field(() => [String], {
    nullable: true,
    description: "Mail domains that may register in the mode INVITATION without a code, at most 100.",
  })
  mailDomains!: string[];
  @Field(() => Boolean, { nullable: true, description: "Whether one may register as a teacher." })
  asTeacher!: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the e-mail address is the login, of new accounts and of those that change their address.",
  })
  loginIsEmail!: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether several accounts may have one address; signing in by it then needs a single match.",
  })
  sharedEmail!: boolean;
  @Field(() => Int, { nullable: true, description: "Fewest characters of a password, 10 to 20." })
  passwordMinimum!: number;
  @Field(() => [PasswordNeed], { nullable: true, description: "What else a password has to contain; nothing as delivered." })
  passwordNeeds!: Need[];
  @Field(() => Int, { nullable: true, description: "Days after which a password has to be changed, at most 3,650; 0 = never." })
  passwordDays!: number;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether a password that an administrator gave has to be changed at the first sign-in.",
  })
  changeAtFirstSignIn!: boolean;
  @Field(() => Int, { nullable: true, description: "How long the link of a password mail works, 5 to 1,440 minutes." })
  resetMinutes!: number;
  @Field(() => Int, {
    nullable: true,
    description: "Wrong passwords in a row after which an account is blocked, 5 to 1,000; 0 = never. Strangers can trigger it.",
  })
  blockAfter!: number;
  @Field(() => Boolean, { nullable: true, description: "Whether a sign-in ends the person's other devices." })
  oneDevice!: boolean;
  @Field(() => FactorRules, { nullable: true, description: "What is asked about second factors." })
  factor!: FactorRules;
  @Field(() => Int, { nullable: true, description: "Days in which a factor that has become required may still be missing, 0 to 30." })
  factorGraceDays!: number;
  @Field(() => StartPages, { nullable: true, description: "Where people land after signing in." })
  startPages!: StartPages;
  @Field(() => Boolean, { nullable: true, description: "Whether people may change their own names." })
  mayChangeNames!: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether people may change their own official code." })
  mayChangeOfficialCode!: boolean;
  @Field(() => SightRules, { nullable: true, description: "Who sees the fields that every profile has." })
  sights!: SightRules;
}
