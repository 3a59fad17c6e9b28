import { defineTool } from "../../kernel/manifest";
import { NotificationResolver } from "./notifications.resolver";

/** Notifications: what a person is told of inside the platform. */
export const notifications = defineTool({
  key: "notifications",
  resolvers: [NotificationResolver],
  personalData: async (tx, userId) => ({ notifications: await tx.notification.findMany({ where: { userId } }) }),
});
