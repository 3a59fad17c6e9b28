import { generalSettings } from "@lyceum/shared/inputs/courses";
import { NotFound, Refusal } from "../../kernel/errors";
import { defineTool } from "../../kernel/manifest";
import { tellOfDecision, tellOfWaiting } from "./approval";
import { CourseAdministrationResolver } from "./administration.resolver";
import { CourseChangesResolver } from "./course-changes.resolver";
import { exportCoursesJob } from "./course-export";
import { mayReadPictures, mayReadShortcuts, mayReadToolIcons } from "./course-files";
import { CourseToolsResolver } from "./course-tools.resolver";
import { loadCourse } from "./courses";
import { CourseResolver } from "./courses.resolver";
import { courseNode } from "./courses.types";
import { AboutValuesResolver, CourseFieldResolver, CourseValuesResolver, ListedValuesResolver } from "./extra-fields.resolver";
import { fillCourseJob } from "./fill.job";
import { HomeLiveResolver } from "./home-live.resolver";
import { HomeResolver } from "./home.resolver";
import { IntroductionResolver } from "./introductions.resolver";
import { ItemLifecycleResolver } from "./items.resolver";
import { MembershipResolver } from "./membership.resolver";
import { MyCoursesResolver } from "./my-courses.resolver";
import { NewCourseResolver } from "./new-courses.resolver";
import { PreviewResolver } from "./preview.resolver";
import { ReadinessResolver } from "./readiness.resolver";
import { inSection, sectionProgress } from "./section-progress";
import { SectionResolver } from "./sections.resolver";
import { CourseSection } from "./sections.types";
import { SettingsResolver } from "./settings.resolver";
import { GeneralCourseSettings } from "./settings.types";

/** Courses: who gets in, what the home page shows, which tools are open, how a course is set up. */
export const courses = defineTool({
  key: "courses",
  resolvers: [
    CourseResolver,
    MyCoursesResolver,
    CourseChangesResolver,
    MembershipResolver,
    CourseToolsResolver,
    IntroductionResolver,
    SectionResolver,
    ItemLifecycleResolver,
    HomeResolver,
    HomeLiveResolver,
    SettingsResolver,
    ReadinessResolver,
    PreviewResolver,
    CourseAdministrationResolver,
    NewCourseResolver,
    CourseFieldResolver,
    CourseValuesResolver,
    AboutValuesResolver,
    ListedValuesResolver,
  ],
  kinds: {
    section: {
      completes: ["completed"],
      inherits: true,
      embeds: "",
      type: "CourseSection",
      load: (_ctx, ids) => Promise.resolve(ids.map((id) => ({ id }))),
    },
  },
  orphanedTypes: [CourseSection],
  settings: { schema: generalSettings, type: GeneralCourseSettings },
  files: { "course.picture": mayReadPictures, "course.toolIcon": mayReadToolIcons, "course.shortcut": mayReadShortcuts },
  notify: {
    "courses.course.waiting": tellOfWaiting,
    "courses.course.approved": tellOfDecision,
    "courses.course.refused": tellOfDecision,
  },
  jobs: [fillCourseJob, exportCoursesJob],
  progress: sectionProgress,
  holds: inSection,
  nodes: {
    Course: async (ctx, id) => {
      try {
        const member = await ctx.enter(id);
        return courseNode(await loadCourse(ctx, id), member);
      } catch (error) {
        if (error instanceof Refusal && error.refusal === NotFound().refusal) return null;
        throw error;
      }
    },
  },
});
