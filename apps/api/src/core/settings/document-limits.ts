import { documentLimits } from "@lyceum/shared/inputs/documents";
import { defineSetting } from "./settings";

/** How much courses, groups and people may store, which files, and how long the trash keeps what was deleted. */
export const DOCUMENT_LIMITS = defineSetting("documents", documentLimits);
