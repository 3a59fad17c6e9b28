import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import { behind, decodeKey, pageOf, pageSize, type Page } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { Invalid, NotFound, Unauthenticated } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { live, type LiveEvent } from "../../kernel/live";
import { Notification, NotificationConnection, notificationOf, NotificationReceived } from "./notifications.types";

const CREATED = "notifications.notification.created";
const MARK_MAX = 1_000;

const unseenOf = (ctx: Context, userId: string): Promise<number> => ctx.db.notification.count({ where: { userId, seenAt: null } });

@Resolver()
export class NotificationResolver {
  @Query(() => NotificationConnection, { description: "What the viewer was told, the newest first." })
  async myNotifications(
    @Arg("unseenOnly", () => Boolean, { nullable: true, description: "Only what has not been seen; false when absent." }) unseenOnly:
      | boolean
      | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 20 when absent, at most 100." }) first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before." }) after: string | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Notification>> {
    const viewer = await ctx.enterSelf();
    const size = pageSize(first);
    const where = { userId: viewer.id, ...(unseenOnly ? { seenAt: null } : {}) };
    const key = decodeKey(after, ["id"]);
    const rows = await ctx.db.notification.findMany({
      where: { AND: [where, behind(["id"], key, "desc")] },
      orderBy: { id: "desc" },
      take: size + 1,
    });
    return pageOf(
      rows.map(notificationOf),
      size,
      (row) => [row.id],
      () => ctx.db.notification.count({ where }),
    );
  }

  @Query(() => Int, { description: "How many notifications the viewer has not seen." })
  async unseenNotifications(@Ctx() ctx: Context): Promise<number> {
    const viewer = await ctx.enterSelf();
    return unseenOf(ctx, viewer.id);
  }

  @Mutation(() => Int, { description: "Marks notifications of the viewer as seen; gives how many are left unseen." })
  async markNotificationsSeen(
    @Arg("ids", () => [ID], { nullable: true, description: "Which, at most 1,000; all when absent. Somebody else's are left alone." }) ids:
      | string[]
      | null,
    @Ctx() ctx: Context,
  ): Promise<number> {
    const viewer = await ctx.enterSelf();
    if (ids && (ids.length > MARK_MAX || !ids.every(isId))) throw Invalid("ids", "ids.invalid", `Give at most ${MARK_MAX} ids.`);
    await ctx.db.notification.updateMany({
      where: { userId: viewer.id, seenAt: null, ...(ids ? { id: { in: ids } } : {}) },
      data: { seenAt: new Date() },
    });
    return unseenOf(ctx, viewer.id);
  }

  @Subscription(() => NotificationReceived, {
    description: "Each notification of the viewer as it comes.",
    subscribe: async ({ context, args }: { context: Context; args: { after?: string | null } }) => {
      const viewer = await context.viewer();
      if (!viewer) throw Unauthenticated();
      return live(context, {
        topic: `user:${viewer.id}`,
        after: args.after,
        accepts: (notice) => notice.name === CREATED && Boolean(notice.rowId),
        check: (fresh) => fresh.enterSelf(),
      });
    },
  })
  async notificationReceived(
    @Arg("after", () => String, { nullable: true, description: "The last eventId that was received." }) _after: string | null,
    @Root() event: LiveEvent,
  ): Promise<NotificationReceived> {
    const viewer = await event.ctx.enterSelf();
    const row = await event.ctx.db.notification.findFirst({ where: { id: event.rowId!, userId: viewer.id } });
    if (!row) throw NotFound();
    return { node: notificationOf(row), unseen: await unseenOf(event.ctx, viewer.id), eventId: event.id };
  }
}
