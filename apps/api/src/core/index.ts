import type { ToolManifest } from "../kernel/manifest";

/** The core modules: what is there whatever tools a course has. */
export const coreModules: ToolManifest[] = [];
