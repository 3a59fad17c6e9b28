import { defineTool } from "../../kernel/manifest";
import { AccountAdministrationResolver } from "./administration.resolver";
import { DeviceResolver } from "./devices.resolver";
import { PICTURE_KIND, readablePictures } from "./pictures";
import { ProfileResolver } from "./profile.resolver";
import { RegistrationResolver } from "./registration.resolver";
import { SecondFactorResolver } from "./second-factor.resolver";
import { SignInResolver } from "./sign-in.resolver";
import { TokenResolver } from "./tokens.resolver";
import { UserResolver } from "./users.resolver";

/** Accounts: how people get in, stay in, prove who they are, and shape what the campus knows of them. */
export const accounts = defineTool({
  key: "accounts",
  resolvers: [
    SignInResolver,
    RegistrationResolver,
    ProfileResolver,
    DeviceResolver,
    SecondFactorResolver,
    TokenResolver,
    UserResolver,
    AccountAdministrationResolver,
  ],
  files: { [PICTURE_KIND]: readablePictures },
});
