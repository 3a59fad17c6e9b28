import type { ToolManifest } from "../kernel/manifest";

/** The course tools, in the order of a new course's list. */
export const courseTools: ToolManifest[] = [];
