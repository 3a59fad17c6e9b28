import { REGISTRATION_MODES, registerAccountInput } from "@lyceum/shared/inputs/accounts";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { LegalKind, UserState } from "../../generated/prisma/enums.ts";
import { Validated } from "../../kernel/input";

export type RegistrationMode = (typeof REGISTRATION_MODES)[number];
export const RegistrationMode = Object.fromEntries(REGISTRATION_MODES.map((mode) => [mode, mode])) as { [Mode in RegistrationMode]: Mode };

registerEnumType(RegistrationMode, {
  name: "RegistrationMode",
  description: "Who may make an account.",
  valuesConfig: {
    CLOSED: { description: "Administrators only." },
    INVITATION: { description: "Whoever has an e-mail address of an allowed domain." },
    APPROVAL: { description: "Everybody; an administrator lets each one in." },
    OPEN: { description: "Everybody." },
  },
});
registerEnumType(LegalKind, {
  name: "LegalKind",
  description: "What a legal document is about.",
  valuesConfig: { TERMS: { description: "The terms of use." }, PRIVACY: { description: "What happens with personal data." } },
});

@ObjectType({ description: "A version of a legal text, in one language.", simpleResolvers: true })
export class LegalDocument {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => LegalKind, { description: "What it is about." })
  kind!: LegalKind;
  @Field(() => String, { description: "Its language (BCP 47)." })
  language!: string;
  @Field(() => Int, { description: "1, 2, 3 …" })
  version!: number;
  @Field(() => String, { description: "The text, plain, with blank lines between paragraphs." })
  body!: string;
  @Field(() => String, { description: "What changed since the version before; may be empty." })
  summaryOfChange!: string;
  @Field(() => Date, { description: "Since when it holds." })
  publishedAt!: Date;
}

@ObjectType({ description: "What somebody needs to know to register.", simpleResolvers: true })
export class RegistrationOptions {
  @Field(() => RegistrationMode, { description: "Who may." })
  mode!: RegistrationMode;
  @Field(() => [String], { description: "In the mode INVITATION: the mail domains that may." })
  mailDomains!: string[];
  @Field(() => Boolean, { description: "Whether one may register as a teacher." })
  asTeacher!: boolean;
  @Field(() => Int, { description: "Fewest characters of a password." })
  passwordMinimum!: number;
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
