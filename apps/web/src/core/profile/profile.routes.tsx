import type { RouteObject } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { pageRoute } from "../../kernel/route";

// The operations' texts are fetched with the page, not with the application.
const operations = () => import("./profile.generated");

/** One's own account: who one is, how it is kept safe, where one is signed in, what programs may do. */
export const profileRoutes: RouteObject[] = [
  pageRoute({
    path: "profile",
    page: () => import("./profile-frame").then((file) => file.ProfileFrame),
    words: ["profile", "sign-in"],
    handle: { crumb: "shell:profile" },
    children: [
      pageRoute({
        page: () => import("./me-page").then((file) => file.MePage),
        loader: async () => preloadQuery((await operations()).MyProfileDocument),
      }),
      pageRoute({
        path: "places",
        page: () => import("./places-page").then((file) => file.PlacesPage),
        loader: async () => preloadQuery((await operations()).MyPlacesDocument, { fetchPolicy: "cache-and-network" }),
      }),
      pageRoute({
        path: "consents",
        page: () => import("./consents-page").then((file) => file.ConsentsPage),
        loader: async () => preloadQuery((await operations()).MyConsentsDocument, { fetchPolicy: "cache-and-network" }),
      }),
      pageRoute({
        path: "security",
        page: () => import("./security-page").then((file) => file.SecurityPage),
        loader: async () => preloadQuery((await operations()).MySecurityDocument),
      }),
      pageRoute({
        path: "devices",
        page: () => import("./devices-page").then((file) => file.DevicesPage),
        loader: async () => preloadQuery((await operations()).MyDevicesDocument),
      }),
      pageRoute({
        path: "tokens",
        page: () => import("./tokens-page").then((file) => file.TokensPage),
        loader: async () => preloadQuery((await operations()).MyTokensDocument),
      }),
    ],
  }),
];
