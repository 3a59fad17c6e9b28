import { defineTool } from "../../kernel/manifest";
import { PersonCardResolver } from "./person-cards.resolver";

/** Profiles: what people who meet in a course see of one another, field by field. */
export const profiles = defineTool({ key: "profiles", resolvers: [PersonCardResolver] });
