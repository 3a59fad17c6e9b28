import { peopleSettings } from "@lyceum/shared/inputs/enrolments";
import { defineTool } from "../../kernel/manifest";
import { peopleJobs } from "../../core/enrolments/list-jobs";
import { PeopleListResolver } from "./list.resolver";
import { PeopleResolver } from "./people.resolver";
import { PeoplePlaceResolver } from "./place.resolver";
import { PeopleSettings } from "./people.types";

/** People: who is in the course, how to reach them, and for teachers who comes, goes and as what. */
export const people = defineTool({
  key: "people",
  resolvers: [PeopleResolver, PeoplePlaceResolver, PeopleListResolver],
  jobs: peopleJobs,
  personalData: async (tx, userId) => ({ peopleViews: await tx.peopleView.findMany({ where: { ownerId: userId } }) }),
  settings: { schema: peopleSettings, type: PeopleSettings, rights: ["othersShown"] },
});
