import { peopleSettings } from "@lyceum/shared/inputs/enrolments";
import { defineTool } from "../../kernel/manifest";
import { PeopleResolver } from "./people.resolver";
import { PeopleSettings } from "./people.types";

/** People: who is in the course, how to reach them, and for teachers who comes, goes and as what. */
export const people = defineTool({
  key: "people",
  resolvers: [PeopleResolver],
  settings: { schema: peopleSettings, type: PeopleSettings },
});
