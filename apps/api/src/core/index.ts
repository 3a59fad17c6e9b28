import type { ToolManifest } from "../kernel/manifest";
import { accounts } from "./accounts/accounts.tool";
import { courses } from "./courses/courses.tool";

/** The core modules: what is there whatever tools a course has. */
export const coreModules: ToolManifest[] = [accounts, courses];
