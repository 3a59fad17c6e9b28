import { Args, ArgsType, Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import { live, passing, type LiveEvent } from "../../kernel/live";
import { accessLoader } from "../../kernel/item.resolver";
import type { Notice } from "../../kernel/realtime";
import { courseHome } from "./home";
import { CourseHome } from "./home.types";
import { newsNames } from "./my-courses";

@ObjectType({ description: "Something on a home page has changed." })
export class CourseHomeChange {
  @Field(() => ID, { description: "The event's id; one that came twice is the same.", simple: true })
  eventId!: string;
  @Field(() => String, { description: "Give it as `after` to go on from here.", simple: true })
  cursor!: string;
  @Field(() => String, { description: "What happened, as `tool.noun.pastTense`.", simple: true })
  action!: string;
  @Field(() => ID, { nullable: true, description: "The item that it happened to.", simple: true })
  itemId!: string | null;
  courseId!: string;
  sessionId!: string | null;
}

@ArgsType()
class HomeChanged {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session; absent = the base." })
  sessionId?: string | null;
  @Field(() => String, { nullable: true, description: "The cursor of the last change that was received." })
  after?: string | null;
}

const shown = /^courses\.|\.item\.(created|updated|deleted|restored|moved)$/;

/** Whether a change may be seen on the member's page: its run is seen here, and progress is the member's own. */
function concerns(member: Member, news: ReadonlySet<string>, notice: Notice): boolean {
  if (notice.runId && !member.visibleRunIds.includes(notice.runId)) return false;
  if (notice.name === "progress.item.changed") return notice.userId === member.userId;
  return shown.test(notice.name) || news.has(notice.name);
}

async function changes(ctx: Context, args: HomeChanged): Promise<AsyncIterableIterator<CourseHomeChange>> {
  const place = { courseId: args.courseId, sessionId: args.sessionId ?? null };
  const enter = (fresh: Context) => fresh.enter(place.courseId, { sessionId: place.sessionId });
  const member = await enter(ctx);
  const news = new Set(newsNames());
  const accepts = (notice: Notice) => concerns(member, news, notice);
  const source = live(ctx, { topic: `course:${place.courseId}`, after: args.after ?? null, accepts, check: enter });
  return passing(source, async (event) => {
    if (!(await mayKnow(event, args))) return null;
    return { eventId: event.id, cursor: event.cursor, action: event.name, itemId: event.itemId ?? null, ...place };
  });
}

/** An item that the listener may not know of is not named; its deletion is, by id only. */
async function mayKnow(event: LiveEvent, args: HomeChanged): Promise<boolean> {
  if (!event.itemId || event.name.endsWith(".deleted")) return true;
  const member = await event.ctx.enter(args.courseId, { sessionId: args.sessionId ?? null });
  if (member.isStaff) return true;
  const access = await accessLoader(event.ctx, member).load(event.itemId);
  // An item that has just been hidden must leave the page, so its own update is told without saying what it is.
  return access?.visible === true || event.name.endsWith(".item.updated");
}

@Resolver(() => CourseHomeChange)
export class HomeLiveResolver {
  @FieldResolver(() => CourseHome, { description: "The page as it is now, with the listener's rights." })
  home(@Root() change: CourseHomeChange, @Ctx() ctx: Context): Promise<CourseHome> {
    return courseHome(ctx.fresh(), change.courseId, change.sessionId);
  }

  @Subscription(() => CourseHomeChange, {
    description: "Changes of a home page as they happen; ends within a second of losing the right to see it.",
    subscribe: ({ args, context }: { args: HomeChanged; context: Context }) => changes(context, args),
  })
  courseHomeChanged(@Root() change: CourseHomeChange, @Args(() => HomeChanged) _args: HomeChanged): CourseHomeChange {
    return change;
  }
}
