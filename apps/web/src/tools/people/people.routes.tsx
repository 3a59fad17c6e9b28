import type { LoaderFunctionArgs } from "react-router-dom";
import { addTypePolicies, connectionPolicy, preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { pageRoute } from "../../kernel/route";
import type { ToolRoutes } from "../tool-routes";
import { PeopleGroupsDocument, PeoplePageDocument, PersonPageDocument } from "./people.generated";
import { fieldIdsOf, readColumns } from "./people-columns";
import { readPeopleFilter } from "./people-filter";

addTypePolicies({
  Query: { fields: { courseUsers: connectionPolicy(["courseId", "sessionId", "filter", "orderBy", "orderByField", "descending"]) } },
});

async function peopleLoader({ params, request }: LoaderFunctionArgs) {
  const { courseId, sessionId, isStaff } = await coursePlace(params);
  const search = new URL(request.url).searchParams;
  return preloadQuery(PeoplePageDocument, {
    variables: { courseId, sessionId, ...readPeopleFilter(search, isStaff), fieldIds: isStaff ? fieldIdsOf(readColumns(search)) : [] },
    fetchPolicy: "cache-and-network",
  });
}

async function groupsLoader({ params }: LoaderFunctionArgs) {
  const { courseId, sessionId } = await coursePlace(params);
  return preloadQuery(PeopleGroupsDocument, { variables: { courseId, sessionId }, fetchPolicy: "cache-and-network" });
}

async function personLoader({ params }: LoaderFunctionArgs) {
  const { courseId, sessionId } = await coursePlace(params);
  return preloadQuery(PersonPageDocument, {
    variables: { courseId, sessionId, userId: params["userId"] ?? "" },
    fetchPolicy: "cache-and-network",
  });
}

/** The people of a course, one of them, and its groups. */
export const peopleRoutes: ToolRoutes = {
  course: [
    pageRoute({
      page: () => import("./people-page").then((file) => file.PeoplePage),
      loader: peopleLoader,
      words: ["people"],
      handle: { wide: true },
    }),
    pageRoute({
      path: "groups",
      page: () => import("./groups-page").then((file) => file.GroupsPage),
      loader: groupsLoader,
      words: ["people"],
      handle: { crumb: "people:groups.title" },
    }),
    pageRoute({
      path: ":userId",
      page: () => import("./person-page").then((file) => file.PersonPage),
      loader: personLoader,
      words: ["people"],
      handle: { crumb: "people:person.crumb" },
    }),
  ],
};
