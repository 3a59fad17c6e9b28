import { definePolicy, viewerCanType } from "../../kernel/policy";
import type { Course } from "../../generated/prisma/client.ts";

export type CourseRow = Course;

/** Who may do what with a course. `editHome` speaks of the run where the member stands: a tutor's own session, or the base. */
export const coursePolicy = definePolicy<Pick<CourseRow, "visibilityAdminOnly">>()({
  read: () => true,
  update: (member) => member.role === "TEACHER",
  updateAccess: (member) => member.role === "TEACHER",
  changeVisibility: (member, course) => member.isAdministrator || (member.role === "TEACHER" && !course.visibilityAdminOnly),
  changeCode: (member) => member.isAdministrator,
  delete: (member) => member.role === "TEACHER",
  editHome: (member) => member.isStaff && (member.sessionRunId !== null || member.editsBase),
  changeSettings: (member) => member.role === "TEACHER",
  preview: (member) => member.isStaff,
  checkReadiness: (member) => member.isStaff && (member.sessionRunId !== null || member.editsBase),
});

/** The same answers as the node's `viewerCan`. */
export const CourseViewerCan = viewerCanType("CourseViewerCan", {
  read: "See the course.",
  update: "Change its name and looks.",
  updateAccess: "Change who gets in, and when.",
  changeVisibility: "Change its visibility; an administrator may have locked it.",
  changeCode: "Change its code.",
  delete: "Put it into the trash.",
  editHome: "Edit its home page, tools and introductions, here.",
  changeSettings: "Change its settings.",
  preview: "See it as a preview learner.",
  checkReadiness: "Ask what learners would stumble over, here.",
});
