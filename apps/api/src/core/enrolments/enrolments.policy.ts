import { definePolicy } from "../../kernel/policy";
import type { Member } from "../../kernel/gate";
import type { CourseRole } from "../../generated/prisma/enums.ts";
import type { PeopleSubject } from "./people-rights";

/** What the rules about one enrolment look at. */
export interface EnrolmentSubject {
  userId: string;
  role: CourseRole;
  /** Whether the person is an administrator of the platform. */
  ofAdministrator: boolean;
  /** Whether the course lets tutors add and end learners. */
  tutorsMayEnrol: boolean;
}

const mayAdd = (member: Member, row: { tutorsMayEnrol: boolean }): boolean =>
  member.role === "TEACHER" || (member.role === "TUTOR" && row.tutorsMayEnrol);

/** What may be done with the people of a course as a whole. */
export const peoplePolicy = definePolicy<PeopleSubject>()({
  enrol: mayAdd,
  manage: mayAdd,
  bindClasses: (member) => member.role === "TEACHER",
  invite: (member) => member.role === "TEACHER",
  configure: (member) => member.role === "TEACHER",
  export: (member) => member.isStaff,
  saveViews: (member) => member.isStaff,
  shareViews: (member) => member.role === "TEACHER",
  seeStaffFields: (member) => member.isStaff,
});

/** A teacher changes everybody's enrolment but those of administrators; an administrator changes all. Tutors end learners where the course says so. */
export const enrolmentPolicy = definePolicy<EnrolmentSubject>()({
  update: (member, row) => member.isAdministrator || (member.role === "TEACHER" && !row.ofAdministrator),
  changeRole: (member, row) => member.isAdministrator || (member.role === "TEACHER" && !row.ofAdministrator),
  end: (member, row) =>
    member.isAdministrator || (!row.ofAdministrator && (member.role === "TEACHER" || (mayAdd(member, row) && row.role === "LEARNER"))),
  setMain: (member, row) => member.role === "TEACHER" && row.role === "TEACHER",
  readHistory: (member) => member.isStaff,
});
