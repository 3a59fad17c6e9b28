import { registerAccountInput } from "@lyceum/shared/inputs/accounts";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { UserState } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";
import { PasswordNeed, RegistrationMode } from "./account-settings.types";
import { ProfileField, ProfileValueInput } from "./profile-fields.types";
import { LegalDocument } from "./terms.types";

@ObjectType({ description: "What this campus asks of a new password, besides what it asks everywhere.", simpleResolvers: true })
export class PasswordRules {
  @Field(() => Int, { description: "Fewest characters." })
  passwordMinimum!: number;
  @Field(() => [PasswordNeed], { description: "What else it has to contain." })
  passwordNeeds!: (typeof PasswordNeed)[keyof typeof PasswordNeed][];
}

@ObjectType({ description: "What somebody needs to know to register.", simpleResolvers: true })
export class RegistrationOptions {
  @Field(() => RegistrationMode, { description: "Who may." })
  mode!: RegistrationMode;
  @Field(() => Boolean, { description: "Whether the link that was given opens registration for the address that it was sent to." })
  invited!: boolean;
  @Field(() => [String], { description: "In the mode INVITATION: the mail domains that may." })
  mailDomains!: string[];
  @Field(() => Boolean, { description: "Whether one may register as a teacher." })
  asTeacher!: boolean;
  @Field(() => Int, { description: "Fewest characters of a password." })
  passwordMinimum!: number;
  @Field(() => [PasswordNeed], { description: "What else a password has to contain." })
  passwordNeeds!: (typeof PasswordNeed)[keyof typeof PasswordNeed][];
  @Field(() => [ProfileField], { description: "Extra fields of the profile that are asked for at registration." })
  fields!: ProfileField[];
  @Field(() => LegalDocument, { nullable: true, description: "The terms to accept, if there are any." })
  terms!: LegalDocument | null;
}

@Validated(registerAccountInput)
@InputType({ description: "A person who registers." })
export class RegisterAccountInput {
  @Field(() => String, { nullable: true, description: "3 to 100 letters, digits or any of _ . @ - ; made of the names when absent." })
  login?: string | null;
  @Field(() => String, { description: "E-mail address, which gets the confirmation mail." })
  email!: string;
  @Field(() => String, { description: "Given name, 1 to 100 characters." })
  firstName!: string;
  @Field(() => String, { nullable: true, description: "Family name, at most 100 characters." })
  lastName?: string | null;
  @Field(() => String, { description: "10 to 128 characters; not a common one, without login, name or address in it." })
  password!: string;
  @Field(() => String, { nullable: true, description: "Language of the interface and of the mails." })
  language?: string | null;
  @Field(() => String, { nullable: true, description: "Zone in which times are shown (IANA)." })
  timeZone?: string | null;
  @Field(() => ID, { nullable: true, description: "The terms that were accepted; needed when registrationOptions has some." })
  termsId?: string | null;
  @Field(() => String, { nullable: true, description: "An invitation code, in the mode INVITATION." })
  code?: string | null;
  @Field(() => String, {
    nullable: true,
    description: "The code of a link into a course: it opens registration, in every mode, for the address that it was sent to.",
  })
  joinCode?: string | null;
  @Field(() => [ProfileValueInput], { nullable: true, description: "Values of the extra fields that registrationOptions asks for." })
  fields?: ProfileValueInput[] | null;
  @Field(() => Boolean, { nullable: true, description: "To register as a teacher, where that is allowed." })
  asTeacher?: boolean | null;
  @Field(() => String, { nullable: true, description: "A path inside the campus to open after the confirmation." })
  next?: string | null;
}

@ObjectType({ description: "A confirmed e-mail address.", simpleResolvers: true })
export class ConfirmedEmail {
  @Field(() => UserState, { description: "ACTIVE: sign in now. PENDING_APPROVAL: an administrator comes first." })
  state!: UserState;
  @Field(() => String, { nullable: true, description: "The path that was asked for at registration." })
  next!: string | null;
}
