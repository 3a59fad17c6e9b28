import { type LoaderFunctionArgs, redirect, type RouteObject } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { RouteError } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { loadWords } from "../../kernel/i18n";
import { pageRoute } from "../../kernel/route";
import { aboutRoutes } from "../course-about/about.routes";
import { readinessRoutes } from "../course-readiness/readiness.routes";
import { courseSearchRoutes } from "../search/course-search.routes";
import { CourseFrameDocument } from "./course.generated";

/** Where the course's terms are not accepted yet, the way in leads over them. */
async function placeOrTerms(params: Parameters<typeof coursePlace>[0]) {
  try {
    return await coursePlace(params);
  } catch (error) {
    if (refusalOf(error)?.reasons.some(({ code }) => code === "TERMS")) throw redirect(`/courses/${params["code"]}/terms`);
    throw error;
  }
}

const homeRoute = pageRoute({
  page: () => import("../course-home/course-home-page").then((file) => file.CourseHomePage),
  loader: async (at) => (await import("../course-home/home-loader")).homeLoader(at),
  words: ["courses"],
});

const settingsRoute = pageRoute({
  path: "settings/:group?",
  page: () => import("../course-settings/course-settings-page").then((file) => file.CourseSettingsPage),
  loader: async (at) => (await import("../course-settings/settings-loader")).settingsLoader(at),
  words: ["courses"],
  handle: { crumb: "shell:courseSettings" },
});

async function courseLoader({ params }: LoaderFunctionArgs) {
  const [place] = await Promise.all([placeOrTerms(params), loadWords("courses")]);
  const { courseId, sessionId } = place;
  return { place, tools: preloadQuery(CourseFrameDocument, { variables: { courseId, sessionId } }) };
}

/** A course: its place is read once, its frame surrounds its pages; tools join the route when somebody goes to them. */
export const courseRoutes: RouteObject[] = [
  ...aboutRoutes,
  {
    id: "course",
    path: "c/:code",
    loader: courseLoader,
    handle: { crumb: (data: unknown) => (data as { place?: { title: string } } | undefined)?.place?.title },
    lazy: { Component: async () => (await import("./course-layout")).CourseLayout },
    errorElement: <RouteError />,
    children: [homeRoute, settingsRoute, ...readinessRoutes, ...courseSearchRoutes],
  },
];
