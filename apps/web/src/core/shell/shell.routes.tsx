import { Outlet, type RouteObject } from "react-router-dom";
import { NotFoundPage, RouteError } from "../../kernel/errors";
import { Shell } from "./shell";

/** Routes inside the application's frame. The route `course` is joined by tools when somebody goes to them. */
export const shellRoutes: RouteObject[] = [
  {
    id: "shell",
    element: <Shell />,
    hydrateFallbackElement: <div aria-busy="true" />,
    errorElement: <RouteError />,
    children: [
      { errorElement: <RouteError />, children: [
        { id: "course", path: "c/:code", element: <Outlet /> },
        { path: "*", element: <NotFoundPage /> },
      ] },
    ],
  },
];
