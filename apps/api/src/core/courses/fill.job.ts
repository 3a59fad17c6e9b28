import { z } from "zod";
import type { Context } from "../../kernel/context";
import { NotFound } from "../../kernel/errors";
import { defineJob } from "../../kernel/jobs";
import { authorize } from "../../kernel/policy";
import { copyContent, isEmpty, type Source } from "./copy-content";
import { enterCourseRow } from "./courses";
import { coursePolicy } from "./courses.policy";
import { makeExample } from "./example-course";
import { FILL_COURSE } from "./templates";

async function sourceOf(ctx: Context, id: string): Promise<Source> {
  const course = await ctx.db.course.findFirst({
    where: { id, isTemplate: true, trashedAt: null },
    include: { runs: { where: { kind: "BASE" } } },
  });
  const run = course?.runs[0];
  if (!course || !run) throw NotFound();
  return { courseId: course.id, runId: run.id, code: course.code, startsAt: course.opensAt ?? course.createdAt };
}

/** Fills a new course from a template or with the example; one that is not empty any more is left as it is. */
export const fillCourseJob = defineJob({
  kind: FILL_COURSE,
  input: z.object({ courseId: z.uuid(), templateId: z.uuid().nullable(), startsAt: z.iso.datetime() }),
  async run({ input, ctx, report }) {
    const { member, course } = await enterCourseRow(ctx, input.courseId);
    authorize(member, coursePolicy, "update", course);
    await report(0.1);
    if (!input.templateId) return { items: (await isEmpty(ctx.db, course.id)) ? await makeExample(ctx, member) : 0 };
    const source = await sourceOf(ctx, input.templateId);
    const items = await ctx.write(async (tx, emit) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`fill:${course.id}`}))`;
      if (!(await isEmpty(tx, course.id))) return 0;
      emit("courses.course.updated", { id: course.id, courseId: course.id });
      return copyContent(tx, source, { ...member, code: course.code }, new Date(input.startsAt));
    });
    return { items };
  },
});
