import { createUserInput, publishTermsInput, updateUserInput } from "@lyceum/shared/inputs/accounts";
import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { MailState, PlatformRole } from "../../generated/prisma/enums.ts";
import { connectionType } from "../../kernel/connections";
import { Validated } from "../../kernel/input";
import { ProfileInput } from "./profile.types";

registerEnumType(MailState, {
  name: "MailState",
  description: "What became of a mail.",
  valuesConfig: {
    KEPT: { description: "Not sent: this campus has no mail server. Administrators read it here." },
    QUEUED: { description: "Waits to be sent, or to be tried again." },
    SENT: { description: "The mail server took it." },
    FAILED: { description: "Given up after six tries." },
  },
});

@Validated(createUserInput)
@InputType({ description: "A new account." })
export class CreateUserInput {
  @Field(() => String, { description: "3 to 100 letters, digits or any of _ . @ - ; unique without regard to case." })
  login!: string;
  @Field(() => String, { nullable: true, description: "E-mail address, unique; counts as confirmed." })
  email?: string | null;
  @Field(() => String, { description: "Given name, 1 to 100 characters." })
  firstName!: string;
  @Field(() => String, { nullable: true, description: "Family name, at most 100 characters." })
  lastName?: string | null;
  @Field(() => String, { nullable: true, description: "A first password; without one the person gets a mail to choose it." })
  password?: string | null;
  @Field(() => String, { nullable: true, description: "Language of the interface (en, fr, es, ar); English when absent." })
  language?: string | null;
  @Field(() => [PlatformRole], { nullable: true, description: "Roles on the whole campus." })
  roles?: PlatformRole[] | null;
}

@Validated(updateUserInput)
@InputType({ description: "What changes of an account; absent fields stay as they are." })
export class UpdateUserInput extends ProfileInput {
  @Field(() => String, { nullable: true, description: "A new login." })
  login?: string | null;
  @Field(() => String, { nullable: true, description: "A new e-mail address, which counts as confirmed. Empty = none." })
  email?: string | null;
  @Field(() => [PlatformRole], { nullable: true, description: "All roles that the person has from now on." })
  roles?: PlatformRole[] | null;
  @Field(() => Date, { nullable: true, description: "When the account ends by itself." })
  expiresAt?: Date | null;
  @Field(() => Boolean, { nullable: true, description: "True takes the end away." })
  neverExpires?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the person has to choose a new password at the next sign-in; ends the devices.",
  })
  mustChangePassword?: boolean | null;
}

@ObjectType({ description: "A mail that the campus wrote.", simpleResolvers: true })
export class Mail {
  @Field(() => ID, { description: "Stable and opaque." })
  id!: string;
  @Field(() => String, { description: "The recipient's address." })
  to!: string;
  @Field(() => String, { description: "The subject line." })
  subject!: string;
  @Field(() => String, {
    nullable: true,
    description: "The words, as text; only of mails that are kept, since those that were sent are the recipient's.",
  })
  text!: string | null;
  @Field(() => MailState, { description: "What became of it." })
  state!: MailState;
  @Field(() => String, { nullable: true, description: "What the mail server said at the last try that failed." })
  error!: string | null;
  @Field(() => Date, { description: "When it was written." })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: "When the mail server took it." })
  sentAt!: Date | null;
}

/** A page of mails. */
export const MailConnection = connectionType("Mail", () => Mail);

@Validated(publishTermsInput)
@InputType({ description: "A new version of the terms." })
export class PublishTermsInput {
  @Field(() => String, { description: "The text's language (en, fr, es, ar)." })
  language!: string;
  @Field(() => String, { description: "The text, plain; empty = no terms in this language from now on." })
  body!: string;
  @Field(() => String, { nullable: true, description: "What changed, in a sentence." })
  summaryOfChange?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether everybody has to accept it before going on; true when absent. False suits a corrected spelling.",
  })
  askAgain?: boolean | null;
}
