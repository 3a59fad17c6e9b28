import { definePolicy } from "../../kernel/policy";
import type { CourseRole } from "../../generated/prisma/enums.ts";

/** What the rules about one enrolment look at. */
export interface EnrolmentSubject {
  userId: string;
  role: CourseRole;
  /** Whether the person is an administrator of the platform. */
  ofAdministrator: boolean;
}

/** What may be done with the people of a course as a whole. */
export const peoplePolicy = definePolicy<{ courseId: string }>()({
  enrol: (member) => member.role === "TEACHER",
  manage: (member) => member.role === "TEACHER",
  export: (member) => member.isStaff,
  seeStaffFields: (member) => member.isStaff,
});

/** A teacher changes everybody's enrolment but those of administrators; an administrator changes all. */
export const enrolmentPolicy = definePolicy<EnrolmentSubject>()({
  update: (member, row) => member.isAdministrator || (member.role === "TEACHER" && !row.ofAdministrator),
  changeRole: (member, row) => member.isAdministrator || (member.role === "TEACHER" && !row.ofAdministrator),
  end: (member, row) => member.isAdministrator || (member.role === "TEACHER" && !row.ofAdministrator),
  setMain: (member, row) => member.role === "TEACHER" && row.role === "TEACHER",
  readHistory: (member) => member.isStaff,
});
