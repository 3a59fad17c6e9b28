import type { ToolManifest } from "../kernel/manifest";
import { accounts } from "./accounts/accounts.tool";
import { courses } from "./courses/courses.tool";
import { enrolments } from "./enrolments/enrolments.tool";
import { courseGroups } from "./groups/groups.tool";
import { jobs } from "./jobs/jobs.tool";
import { notifications } from "./notifications/notifications.tool";
import { profiles } from "./profiles/profiles.tool";
import { search } from "./search/search.tool";
import { sessions } from "./sessions/sessions.tool";

/** The core modules: what is there whatever tools a course has. */
export const coreModules: ToolManifest[] = [accounts, courses, enrolments, courseGroups, jobs, notifications, profiles, search, sessions];
