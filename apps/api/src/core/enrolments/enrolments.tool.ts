import { defineTool } from "../../kernel/manifest";
import { EnrolmentResolver } from "./enrolments.resolver";
import { EnrolmentSettingsResolver } from "./settings.resolver";

/** Enrolments: who is in a course or session, as what, since when and by which way. */
export const enrolments = defineTool({
  key: "enrolments",
  resolvers: [EnrolmentResolver, EnrolmentSettingsResolver],
  notify: {
    // One notification for each person and act, whatever the number of seats it gave.
    "enrolments.act.applied": async (tx, event) => {
      const userIds = event.data["notified"] as string[];
      const course = userIds.length === 0 ? null : await tx.course.findUnique({ where: { id: event.courseId! }, select: { title: true } });
      return course ? [{ userIds, kind: "enrolments.added", params: { course: course.title }, href: `/courses/${event.courseId}` }] : [];
    },
  },
});
