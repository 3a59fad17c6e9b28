import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import { Invalid } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { live, type LiveEvent } from "../../kernel/live";
import type { Context } from "../../kernel/context";
import { endDevices } from "./devices";
import { AccountChange, Device, deviceOf, FormerDevice, formerDeviceOf } from "./devices.types";
import { enterAsOneself } from "./step-up";

@Resolver()
export class DeviceResolver {
  @Query(() => [Device], { description: "The browsers in which one is signed in, the last used first; at most 100." })
  async myDevices(@Ctx() ctx: Context): Promise<Device[]> {
    const viewer = await enterAsOneself(ctx);
    const rows = await ctx.db.device.findMany({
      where: {
        userId: viewer.id,
        endedAt: null,
        expiresAt: { gt: new Date() },
        OR: [{ secondFactorNeeded: false }, { secondFactorAt: { not: null } }],
      },
      orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
      take: 100,
    });
    return rows.map((row) => deviceOf(row, viewer.deviceId));
  }

  @Query(() => [FormerDevice], {
    description: "One's own sign-ins that have ended, the last first; at most 50. They are kept for 90 days.",
  })
  async myFormerDevices(@Ctx() ctx: Context): Promise<FormerDevice[]> {
    const viewer = await enterAsOneself(ctx);
    const now = new Date();
    const rows = await ctx.db.device.findMany({
      where: {
        userId: viewer.id,
        AND: [
          { OR: [{ endedAt: { not: null } }, { expiresAt: { lte: now } }] },
          // A half sign-in that nobody finished was none.
          { OR: [{ secondFactorNeeded: false }, { secondFactorAt: { not: null } }] },
        ],
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 50,
    });
    return rows.map(formerDeviceOf);
  }

  @Mutation(() => Int, { description: "Ends some of one's own devices, or all others; answers how many. They are out within a second." })
  async endDevices(
    @Arg("ids", () => [ID], { nullable: true, description: "Which ones." }) ids: string[] | null,
    @Arg("others", () => Boolean, { defaultValue: false, description: "All but this one." }) others: boolean,
    @Ctx() ctx: Context,
  ): Promise<number> {
    const viewer = await enterAsOneself(ctx);
    if (!ids && !others) throw Invalid("ids", "ids.missing", "Say which devices, or that you mean all others.");
    if (ids?.includes(viewer.deviceId)) ctx.caller.setCookie?.(null, null);
    return ctx.write((tx, emit) => endDevices(tx, emit, viewer.id, others ? { keep: viewer.deviceId } : { ids: (ids ?? []).filter(isId) }));
  }

  @Subscription(() => AccountChange, {
    description: "Tells that one's own account has changed: devices, factors, tokens, profile. It ends with the device.",
    subscribe: ({ args, context }: { args: { after?: string | null }; context: Context }) => subscribeToAccount(context, args.after),
  })
  myAccountChanged(
    @Arg("after", () => String, { nullable: true, description: "The eventId of the last change that was seen." }) _after: string | null,
    @Root() event: LiveEvent,
  ): AccountChange {
    return { reason: event.name, eventId: event.cursor };
  }
}

async function subscribeToAccount(ctx: Context, after: string | null | undefined): Promise<AsyncIterable<LiveEvent>> {
  const viewer = await ctx.enterSelf();
  return live(ctx, {
    topic: `user:${viewer.id}`,
    after,
    accepts: (notice) => notice.name.startsWith("accounts."),
    check: (fresh) => fresh.enterSelf(),
  });
}
