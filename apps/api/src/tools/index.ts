import type { ToolManifest } from "../kernel/manifest";
import { documents } from "./documents/documents.tool";
import { glossary } from "./glossary/glossary.tool";
import { paths } from "./paths/paths.tool";
import { people } from "./people/people.tool";

/** The course tools, in the order of a new course's list. */
export const courseTools: ToolManifest[] = [documents, paths, glossary, people];
