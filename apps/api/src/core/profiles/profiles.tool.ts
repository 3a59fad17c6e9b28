import { defineTool } from "../../kernel/manifest";
import { MyClassesResolver } from "./my-classes.resolver";
import { PersonCardResolver } from "./person-cards.resolver";

/** Profiles: the classes that one is in, and what people who meet in a course see of one another, field by field. */
export const profiles = defineTool({ key: "profiles", resolvers: [PersonCardResolver, MyClassesResolver] });
