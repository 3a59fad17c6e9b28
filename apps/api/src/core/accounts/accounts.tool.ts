import { defineTool } from "../../kernel/manifest";
import { AccountAdministrationResolver } from "./administration.resolver";
import { DeviceResolver } from "./devices.resolver";
import { PICTURE_KIND, readablePictures } from "./pictures";
import { InvitationResolver } from "./invitations.resolver";
import { ProfileFieldResolver } from "./profile-fields.resolver";
import { ProfileResolver } from "./profile.resolver";
import { RegistrationResolver } from "./registration.resolver";
import { SecondFactorResolver } from "./second-factor.resolver";
import { SignInResolver } from "./sign-in.resolver";
import { TermsResolver } from "./terms.resolver";
import { tidyAccounts } from "./tidy";
import { TokenResolver } from "./tokens.resolver";
import { UserResolver } from "./users.resolver";

/** Accounts: how people get in, stay in, prove who they are, and shape what the campus knows of them. */
export const accounts = defineTool({
  key: "accounts",
  resolvers: [
    SignInResolver,
    RegistrationResolver,
    TermsResolver,
    InvitationResolver,
    ProfileFieldResolver,
    ProfileResolver,
    DeviceResolver,
    SecondFactorResolver,
    TokenResolver,
    UserResolver,
    AccountAdministrationResolver,
  ],
  jobs: [tidyAccounts],
  files: { [PICTURE_KIND]: readablePictures },
});
