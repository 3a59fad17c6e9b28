import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
import type { Notification as NotificationRow } from "../../generated/prisma/client.ts";

@ObjectType({ description: "One value of a notification's sentence.", simpleResolvers: true })
export class NotificationParameter {
  @Field(() => String, { description: "Its name in the sentence." })
  name!: string;
  @Field(() => String, { description: "Its value, plain text." })
  value!: string;
}

@ObjectType({ description: "Something the viewer is told of.", simpleResolvers: true })
export class Notification {
  @Field(() => ID, { description: "The notification." })
  id!: string;
  @Field(() => String, { description: "What happened: a message key's last part under `notifications:kinds.`." })
  kind!: string;
  @Field(() => [NotificationParameter], { description: "What its sentence speaks of." })
  params!: NotificationParameter[];
  @Field(() => ID, { nullable: true, description: "In which course." })
  courseId!: string | null;
  @Field(() => String, { nullable: true, description: "The tool's or module's key, for its icon." })
  tool!: string | null;
  @Field(() => String, { description: "The page to open, a path inside the application; may be empty." })
  href!: string;
  @Field(() => Date, { description: "When." })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: "When the viewer saw it; null = not yet." })
  seenAt!: Date | null;
}

export const NotificationConnection = connectionType("Notification", () => Notification);

@ObjectType({ description: "A notification that has just come.", simpleResolvers: true })
export class NotificationReceived {
  @Field(() => Notification, { description: "The notification." })
  node!: Notification;
  @Field(() => Int, { description: "How many are unseen now." })
  unseen!: number;
  @Field(() => String, { description: "Give it as `after` to resume." })
  eventId!: string;
}

/** Makes the node of a row. Only paths inside the application leave the server: anything else would be a way out of it. */
export function notificationOf(row: NotificationRow): Notification {
  const params = Object.entries((row.params ?? {}) as Record<string, unknown>).map(([name, value]) => ({ name, value: String(value) }));
  const { id, kind, courseId, tool, createdAt, seenAt } = row;
  return { id, kind, params, courseId, tool, href: /^\/(?!\/)/u.test(row.href) ? row.href : "", createdAt, seenAt };
}
