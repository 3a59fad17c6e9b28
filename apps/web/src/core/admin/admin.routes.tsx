import i18next from "i18next";
import { redirect, type RouteObject } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { pageRoute } from "../../kernel/route";
import { sessionRoutes } from "../sessions/sessions.routes";
import { AdminAccountSettingsDocument, AdminMailsDocument, AdminUserDocument, AdminUsersDocument } from "./admin.generated";
import { userFilterOf } from "./user-filter";

/** The administration: people, mails, registration. */
export const adminRoutes: RouteObject[] = [
  pageRoute({
    path: "admin",
    page: () => import("./admin-frame").then((file) => file.AdminFrame),
    words: ["admin", "profile", "sign-in"],
    handle: { crumb: "shell:administration", wide: true },
    children: [
      { index: true, loader: () => redirect("/admin/users") },
      pageRoute({
        path: "users",
        page: () => import("./users-page").then((file) => file.UsersPage),
        loader: ({ request }) => preloadQuery(AdminUsersDocument, { variables: userFilterOf(new URL(request.url).searchParams), fetchPolicy: "cache-and-network" }),
      }),
      pageRoute({
        path: "users/:id",
        page: () => import("./user-page").then((file) => file.UserPage),
        loader: ({ params }) => preloadQuery(AdminUserDocument, { variables: { id: params["id"] ?? "" } }),
      }),
      ...sessionRoutes,
      pageRoute({
        path: "mails",
        page: () => import("./mails-page").then((file) => file.MailsPage),
        loader: () => preloadQuery(AdminMailsDocument, { fetchPolicy: "network-only" }),
      }),
      pageRoute({
        path: "registration",
        page: () => import("./registration-page").then((file) => file.RegistrationPage),
        loader: () => preloadQuery(AdminAccountSettingsDocument, { variables: { language: i18next.language } }),
      }),
    ],
  }),
];
