import { defineTool } from "../../kernel/manifest";
import { CourseGroupResolver } from "./groups.resolver";

/** Who is in which group: what the gate and audiences stand on. */
export const courseGroups = defineTool({ key: "courseGroups", resolvers: [CourseGroupResolver] });
