import type { ToolManifest } from "../kernel/manifest";
import { accounts } from "./accounts/accounts.tool";
import { courses } from "./courses/courses.tool";
import { enrolments } from "./enrolments/enrolments.tool";
import { jobs } from "./jobs/jobs.tool";

/** The core modules: what is there whatever tools a course has. */
export const coreModules: ToolManifest[] = [
  accounts,
  courses,
  enrolments,
  jobs,
];
