import i18next from "i18next";
import { redirect, type RouteObject } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { pageRoute } from "../../kernel/route";
import { sessionRoutes } from "../sessions/sessions.routes";
import { courseFilterOf } from "./course-filter";
import { userFilterOf } from "./user-filter";

addTypePolicies({
  Query: {
    fields: {
      courses: connectionPolicy(["filter"]),
      mails: connectionPolicy(),
      userClasses: connectionPolicy(["search"]),
      users: connectionPolicy(["search", "state", "role"]),
    },
  },
});

// The operations' texts are fetched with the page, not with the application.
const operations = () => import("./admin.generated");

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
        loader: async ({ request }) =>
          preloadQuery((await operations()).AdminUsersDocument, {
            variables: userFilterOf(new URL(request.url).searchParams),
            fetchPolicy: "cache-and-network",
          }),
      }),
      pageRoute({
        path: "users/:id",
        page: () => import("./user-page").then((file) => file.UserPage),
        loader: async ({ params }) => preloadQuery((await operations()).AdminUserDocument, { variables: { id: params["id"] ?? "" } }),
      }),
      pageRoute({
        path: "classes",
        page: () => import("./classes-page").then((file) => file.ClassesPage),
        loader: async ({ request }) =>
          preloadQuery((await import("./admin-people.generated")).AdminClassesDocument, {
            variables: { search: new URL(request.url).searchParams.get("q") },
            fetchPolicy: "cache-and-network",
          }),
      }),
      pageRoute({
        path: "classes/:id",
        page: () => import("./class-page").then((file) => file.ClassPage),
        loader: async ({ params }) =>
          preloadQuery((await import("./admin-people.generated")).AdminClassDocument, {
            variables: { id: params["id"] ?? "" },
            fetchPolicy: "cache-and-network",
          }),
        words: ["sessions"],
      }),
      pageRoute({
        path: "enrolment",
        page: () => import("./enrolment-page").then((file) => file.EnrolmentPage),
        loader: async () =>
          preloadQuery((await import("./admin-people.generated")).AdminEnrolmentDocument, { fetchPolicy: "network-only" }),
      }),
      pageRoute({
        path: "courses",
        page: () => import("./courses-page").then((file) => file.CoursesPage),
        loader: async ({ request }) =>
          preloadQuery((await import("./admin-courses.generated")).AdminCoursesDocument, {
            variables: courseFilterOf(new URL(request.url).searchParams),
            fetchPolicy: "cache-and-network",
          }),
        words: ["courses", "my-courses"],
      }),
      pageRoute({
        path: "course-setup",
        page: () => import("./course-setup-page").then((file) => file.CourseSetupPage),
        loader: async () =>
          preloadQuery((await import("./course-setup.generated")).AdminCourseSetupDocument, { fetchPolicy: "network-only" }),
        words: ["courses"],
      }),
      pageRoute({
        path: "catalogue",
        page: () => import("./catalogue-page").then((file) => file.CataloguePage),
        loader: async () =>
          preloadQuery((await import("./admin-courses.generated")).AdminCatalogueDocument, { fetchPolicy: "cache-and-network" }),
      }),
      ...sessionRoutes,
      pageRoute({
        path: "mails",
        page: () => import("./mails-page").then((file) => file.MailsPage),
        loader: async () => preloadQuery((await operations()).AdminMailsDocument, { fetchPolicy: "network-only" }),
      }),
      pageRoute({
        path: "storage",
        page: () => import("./storage-page").then((file) => file.StoragePage),
        loader: async () => preloadQuery((await operations()).AdminDocumentLimitsDocument, { fetchPolicy: "network-only" }),
      }),
      pageRoute({
        path: "fields",
        page: () => import("./fields-page").then((file) => file.FieldsPage),
        loader: async () => preloadQuery((await operations()).AdminProfileFieldsDocument, { fetchPolicy: "network-only" }),
      }),
      pageRoute({
        path: "safety",
        page: () => import("./safety-page").then((file) => file.SafetyPage),
        loader: async () => preloadQuery((await operations()).AdminSafetyDocument, { fetchPolicy: "network-only" }),
      }),
      pageRoute({
        path: "registration",
        page: () => import("./registration-page").then((file) => file.RegistrationPage),
        loader: async () => preloadQuery((await operations()).AdminAccountSettingsDocument, { variables: { language: i18next.language } }),
      }),
    ],
  }),
];
