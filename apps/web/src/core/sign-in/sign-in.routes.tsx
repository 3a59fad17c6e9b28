import { redirect, type RouteObject } from "react-router-dom";
import { pageRoute } from "../../kernel/route";
import { signOut } from "../session/session-change";

/** The ways in and out. */
export const signInRoutes: RouteObject[] = [
  pageRoute({ path: "sign-in", page: () => import("./sign-in-page").then((file) => file.SignInPage), words: ["sign-in"] }),
  {
    path: "sign-out",
    loader: async () => {
      await signOut();
      return redirect("/sign-in");
    },
  },
];
