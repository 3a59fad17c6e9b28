import { defineTool } from "../../kernel/manifest";
import { ClassResolver } from "./classes.resolver";
import { EnrolmentResolver } from "./enrolments.resolver";
import { CourseInvitationResolver } from "./invitations.resolver";
import { EnrolmentSettingsResolver } from "./settings.resolver";

/** Enrolments: who is in a course or session, as what, since when and by which way. */
export const enrolments = defineTool({
  key: "enrolments",
  resolvers: [EnrolmentResolver, EnrolmentSettingsResolver, ClassResolver, CourseInvitationResolver],
  personalData: async (tx, userId) => ({ classes: await tx.userClassMember.findMany({ where: { userId }, include: { class: true } }) }),
  notify: {
    // One notification for each person and act, whatever the number of seats it gave.
    "enrolments.act.applied": async (_tx, event) => {
      const { notified, course, href } = event.data as { notified: string[]; course: string; href: string };
      return [{ userIds: notified, kind: "enrolments.added", params: { course }, href }];
    },
    "enrolments.message.sent": async (_tx, event) => {
      const { to, params, href } = event.data as { to: string[]; params: Record<string, string>; href: string };
      return [{ userIds: to, kind: "enrolments.written", params, href }];
    },
  },
});
