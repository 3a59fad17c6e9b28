import i18next from "i18next";
import { redirect, type RouteObject } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { pageRoute } from "../../kernel/route";
import { joinCodeOf } from "./join-code";
import { signOut } from "../session/session-change";

const words = ["sign-in"];

/** The ways in and out. */
export const signInRoutes: RouteObject[] = [
  // A required second factor is added on the way in: the words for that are the profile's.
  pageRoute({ path: "sign-in", page: () => import("./sign-in-page").then((file) => file.SignInPage), words: [...words, "profile"] }),
  pageRoute({
    path: "register",
    page: () => import("./register-page").then((file) => file.RegisterPage),
    // The operation's text is fetched with the page, not with the application.
    loader: async ({ request }) => {
      const joinCode = joinCodeOf(new URL(request.url).searchParams);
      return preloadQuery((await import("./sign-in.generated")).RegistrationOptionsDocument, {
        variables: { language: i18next.language, ...(joinCode ? { joinCode } : {}) },
        // A link may have been used or revoked since it was last looked at.
        fetchPolicy: joinCode ? "network-only" : undefined,
      });
    },
    words,
  }),
  pageRoute({ path: "confirm", page: () => import("./confirm-page").then((file) => file.ConfirmPage), words }),
  pageRoute({
    path: "forgotten-password",
    page: () => import("./forgotten-password-page").then((file) => file.ForgottenPasswordPage),
    words,
  }),
  pageRoute({
    path: "reset-password",
    page: () => import("./reset-password-page").then((file) => file.ResetPasswordPage),
    loader: async () => preloadQuery((await import("./sign-in.generated")).PasswordRulesDocument),
    words,
  }),
  pageRoute({ path: "undo-email", page: () => import("./undo-email-page").then((file) => file.UndoEmailPage), words }),
  {
    path: "sign-out",
    loader: async () => {
      await signOut();
      return redirect("/sign-in");
    },
  },
];
