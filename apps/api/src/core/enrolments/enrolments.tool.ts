import { defineTool } from "../../kernel/manifest";
import { EnrolmentResolver } from "./enrolments.resolver";
import { EnrolmentSettingsResolver } from "./settings.resolver";

/** Enrolments: who is in a course or session, as what, since when and by which way. */
export const enrolments = defineTool({
  key: "enrolments",
  resolvers: [EnrolmentResolver, EnrolmentSettingsResolver],
  notify: {
    // One notification for each person and act, whatever the number of seats it gave.
    "enrolments.act.applied": async (_tx, event) => {
      const { notified, course, href } = event.data as { notified: string[]; course: string; href: string };
      return [{ userIds: notified, kind: "enrolments.added", params: { course }, href }];
    },
  },
});
