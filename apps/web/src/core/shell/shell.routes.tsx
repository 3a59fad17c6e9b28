import type { RouteObject } from "react-router-dom";
import { myCoursesRoutes } from "../my-courses/my-courses.routes";
import { courseRoutes } from "../course/course.routes";
import { joinRoutes } from "../join/join.routes";
import { adminRoutes } from "../admin/admin.routes";
import { profileRoutes } from "../profile/profile.routes";
import { signInRoutes } from "../sign-in/sign-in.routes";
import { NotFoundPage, RouteError } from "../../kernel/errors";
import { SessionGate, sessionLoader } from "../session/session-gate";
import { sessionChanged } from "../session/session-change";
import { notificationRoutes } from "../notifications/notifications.routes";
import { UnreadProvider } from "../notifications/unread-provider";
import { Shell } from "./shell";

/** Routes inside the application's frame. The route `course` is joined by tools when somebody goes to them. */
export const shellRoutes: RouteObject[] = [
  {
    id: "shell",
    loader: sessionLoader,
    shouldRevalidate: sessionChanged,
    element: (
      <SessionGate>
        <UnreadProvider>
          <Shell />
        </UnreadProvider>
      </SessionGate>
    ),
    hydrateFallbackElement: <div aria-busy="true" />,
    errorElement: <RouteError />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          ...signInRoutes,
          ...profileRoutes,
          ...adminRoutes,
          ...myCoursesRoutes,
          ...notificationRoutes,
          ...joinRoutes,
          ...courseRoutes,
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
