import { defineTool } from "../../kernel/manifest";
import { noticeSettings } from "../../kernel/notices";
import { CourseNoticeResolver } from "./course-notices.resolver";
import { NotificationSettings } from "./course-notices.types";
import { NotificationResolver } from "./notifications.resolver";

/** Notifications: what a person is told of inside the platform. */
export const notifications = defineTool({
  key: "notifications",
  resolvers: [NotificationResolver, CourseNoticeResolver],
  settings: {
    // Made when it is asked for: the tools that contribute to it are declared later.
    get schema() {
      return noticeSettings();
    },
    type: NotificationSettings,
  },
  personalData: async (tx, userId) => ({ notifications: await tx.notification.findMany({ where: { userId } }) }),
});
