import { defineTool } from "../../kernel/manifest";
import { loadCourse } from "./courses";
import { CourseResolver } from "./courses.resolver";
import { courseNode } from "./courses.types";
import { MyCoursesResolver } from "./my-courses.resolver";

/** Courses: who gets in, what the home page shows, which tools are open, how a course is set up. */
export const courses = defineTool({
  key: "courses",
  resolvers: [CourseResolver, MyCoursesResolver],
  nodes: {
    Course: async (ctx, id) => courseNode(await loadCourse(ctx, id), await ctx.enter(id)),
  },
});
