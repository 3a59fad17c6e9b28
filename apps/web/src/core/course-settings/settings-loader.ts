import type { LoaderFunctionArgs } from "react-router-dom";
import { preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { CourseSettingsPageDocument } from "./course-settings.generated";

/** Starts the settings page's query. */
export async function settingsLoader({ params }: LoaderFunctionArgs) {
  const place = await coursePlace(params);
  return preloadQuery(CourseSettingsPageDocument, { variables: { courseId: place.courseId } });
}
