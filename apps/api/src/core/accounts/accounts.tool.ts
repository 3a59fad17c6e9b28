import { defineTool } from "../../kernel/manifest";
import { SignInResolver } from "./sign-in.resolver";
import { UserResolver } from "./users.resolver";

/** Accounts: how people get in, stay in, and shape what the campus knows of them. */
export const accounts = defineTool({
  key: "accounts",
  resolvers: [SignInResolver, UserResolver],
});
