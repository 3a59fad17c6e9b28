import { defineTool } from "../../kernel/manifest";
import { ClassResolver } from "./classes.resolver";
import { EnrolmentResolver } from "./enrolments.resolver";
import { enrolmentNotices, tellOfAct } from "./notices";
import { CourseInvitationResolver } from "./invitations.resolver";
import { EnrolmentSettingsResolver } from "./settings.resolver";

/** Enrolments: who is in a course or session, as what, since when and by which way. */
export const enrolments = defineTool({
  key: "enrolments",
  resolvers: [EnrolmentResolver, EnrolmentSettingsResolver, ClassResolver, CourseInvitationResolver],
  personalData: async (tx, userId) => ({ classes: await tx.userClassMember.findMany({ where: { userId }, include: { class: true } }) }),
  notices: enrolmentNotices,
  notify: {
    "enrolments.act.applied": tellOfAct,
    "enrolments.message.sent": async (_tx, event) => {
      const { to, params, href } = event.data as { to: string[]; params: Record<string, string>; href: string };
      return [{ userIds: to, kind: "enrolments.written", params, href }];
    },
  },
});
