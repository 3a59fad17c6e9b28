import { defineTool } from "../../kernel/manifest";
import { SessionResolver } from "./sessions.resolver";

/** Sessions: the same course taught several times, each with its own dates, tutors and learners. */
export const sessions = defineTool({
  key: "sessions",
  resolvers: [SessionResolver],
  notify: {
    "sessions.member.added": async (_tx, event) => {
      const userIds = event.data["notified"] as string[];
      return userIds.length === 0
        ? []
        : [{ userIds, kind: "sessions.added", params: { session: String(event.data["title"]) }, href: "/courses" }];
    },
  },
});
