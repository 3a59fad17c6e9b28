import { peopleViewFilter, type peopleViewInput } from "@lyceum/shared/inputs/enrolments";
import type { z } from "zod";
import { Conflict, Forbidden, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { authorize, can } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import type { Member } from "../../kernel/gate";
import type { PeopleView as ViewRow, Prisma } from "../../generated/prisma/client.ts";
import { peopleFrom } from "../../core/enrolments/course-users";
import { peoplePolicy } from "../../core/enrolments/enrolments.policy";
import { peopleSubject } from "../../core/enrolments/people-rights";
import { Prisma as Sql } from "../../kernel/database";
import type { PeopleView } from "./views.types";

type ViewFilter = z.output<typeof peopleViewFilter>;
/** More views than a row of tabs can bear. */
const VIEWS_MAX = 30;

async function enterForViews(ctx: Context, courseId: string, sessionId: string | null): Promise<Member> {
  const member = await ctx.enter(courseId, { tool: "people", sessionId });
  authorize(member, peoplePolicy, "saveViews", await peopleSubject(ctx, member));
  return member;
}

const filterOf = (row: ViewRow): ViewFilter => peopleViewFilter.catch({}).parse(row.filter);

/** The list's filter that a saved one stands for. */
const asked = ({ role, state, ...rest }: ViewFilter) => ({
  ...rest,
  ...(role ? { roles: [role] } : {}),
  ...(state ? { states: [state] } : {}),
});

function nodeOf(row: ViewRow, member: Member, count: number): PeopleView {
  const { id, courseId, name, columns, orderBy, orderByField, descending, shared, version } = row;
  const mine = row.ownerId === member.userId;
  return {
    id,
    courseId,
    name,
    columns,
    orderBy: orderBy as PeopleView["orderBy"],
    orderByField,
    descending,
    shared,
    version,
    filter: filterOf(row),
    count,
    mine,
  };
}

/** How many people each view shows, all by one statement. */
async function counts(ctx: Context, member: Member, rows: ViewRow[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const parts = await Promise.all(
    rows.map(
      async (row, place) =>
        Sql.sql`SELECT ${place}::int AS "place", count(*)::int AS "count" ${await peopleFrom(member, "NAMES_AND_PICTURES", asked(filterOf(row)))}`,
    ),
  );
  const found = await ctx.db.$queryRaw<{ place: number; count: number }[]>(Sql.join(parts, " UNION ALL "));
  return rows.map((_, place) => found.find((one) => one.place === place)?.count ?? 0);
}

/** The viewer's views and the shared ones, by name, each with how many people it shows. Statements: 2. */
export async function peopleViews(ctx: Context, courseId: string, sessionId: string | null): Promise<PeopleView[]> {
  const member = await enterForViews(ctx, courseId, sessionId);
  const rows = await ctx.db.peopleView.findMany({
    where: { courseId, OR: [{ shared: true }, { ownerId: member.userId ?? "" }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 100,
  });
  const numbers = await counts(ctx, member, rows);
  return rows.map((row, place) => nodeOf(row, member, numbers[place]!));
}

/** Keeps a view, new or (with its id) changed, by its owner; a shared one may be changed by every teacher, and made by teachers only. */
export async function savePeopleView(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
  input: z.output<typeof peopleViewInput>,
): Promise<PeopleView> {
  const member = await enterForViews(ctx, courseId, sessionId);
  const subject = await peopleSubject(ctx, member);
  if (input.shared) authorize(member, peoplePolicy, "shareViews", subject);
  const former = input.id ? await ownView(ctx, member, input.id) : null;
  const { id: _id, filter, ...facts } = input;
  const data = { ...facts, filter: filter as Prisma.InputJsonObject };
  if (!former && (await ctx.db.peopleView.count({ where: { courseId, ownerId: member.userId! } })) >= VIEWS_MAX)
    throw Conflict("TOO_MANY", `At most ${VIEWS_MAX} views.`);
  const row = await ctx.write((tx, emit) => {
    emit("people.view.saved", { id: former?.id, courseId, topic: `user:${member.userId}` });
    return former
      ? tx.peopleView.update({ where: { id: former.id }, data: { ...data, version: { increment: 1 } } })
      : tx.peopleView.create({ data: { ...data, courseId, ownerId: member.userId! } });
  });
  return nodeOf(row, member, (await counts(ctx, member, [row]))[0]!);
}

/** A view that the member may change; somebody else's own one is not there for them. */
async function ownView(ctx: Context, member: Member, id: string): Promise<ViewRow> {
  const row = isId(id) ? await ctx.db.peopleView.findFirst({ where: { id, courseId: member.courseId } }) : null;
  if (!row || (row.ownerId !== member.userId && !row.shared)) throw NotFound();
  if (row.ownerId !== member.userId && !can(member, peoplePolicy, "shareViews", await peopleSubject(ctx, member))) throw Forbidden();
  return row;
}

/** Forgets a view. */
export async function deletePeopleView(ctx: Context, id: string): Promise<void> {
  const row = isId(id) ? await ctx.db.peopleView.findUnique({ where: { id } }) : null;
  if (!row) throw NotFound();
  // A tutor of a session has no place in the base: their own views are found by the course alone.
  const viewer = await ctx.enterSelf();
  if (row.ownerId !== viewer.id) await ownView(ctx, await enterForViews(ctx, row.courseId, null), id);
  await ctx.write(async (tx, emit) => {
    await tx.peopleView.deleteMany({ where: { id } });
    emit("people.view.deleted", { id, courseId: row.courseId, topic: `user:${viewer.id}` });
  });
}
