import { redirect, type RouteObject } from "react-router-dom";
import { client, preloadQuery } from "../../apollo";
import { readPlace } from "../../kernel/course-place";
import { pageRoute } from "../../kernel/route";
import { CourseAboutPageDocument, CourseTermsPageDocument } from "./course-about.generated";

/** The pages before a course's door: what it is, and what one accepts by entering. */
export const aboutRoutes: RouteObject[] = [
  pageRoute({
    path: "courses/:code/about",
    page: () => import("./about-page").then((file) => file.AboutPage),
    loader: ({ params }) => preloadQuery(CourseAboutPageDocument, { variables: { code: params["code"] ?? "" } }),
    words: ["courses"],
    handle: { crumb: "shell:courses" },
  }),
  pageRoute({
    path: "courses/:code/terms",
    page: () => import("./terms-page").then((file) => file.TermsPage),
    loader: async ({ params }) => {
      const { code, sessionId } = readPlace(params["code"] ?? "");
      const { data } = await client.query({ query: CourseAboutPageDocument, variables: { code } });
      if (!data) throw redirect("/courses");
      return preloadQuery(CourseTermsPageDocument, {
        variables: { courseId: data.courseAbout.id, sessionId },
        fetchPolicy: "network-only",
      });
    },
    words: ["courses"],
    handle: { crumb: "shell:courses" },
  }),
];
