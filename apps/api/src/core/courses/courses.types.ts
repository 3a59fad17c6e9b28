import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { CourseApproval, CourseVisibility } from "../../generated/prisma/enums.ts";
import { Node } from "../../kernel/node.types";
import type { MemberRole } from "../../kernel/gate";
import { autoLaunchOf } from "./landing";
import { coursePolicy, CourseViewerCan, type CourseRow } from "./courses.policy";
import { viewerCan } from "../../kernel/policy";
import type { Member } from "../../kernel/gate";

/** As what a person is in a course. */
export const CourseMemberRole = { TEACHER: "TEACHER", TUTOR: "TUTOR", LEARNER: "LEARNER", VISITOR: "VISITOR" } as const;

registerEnumType(CourseMemberRole, {
  name: "CourseMemberRole",
  description: "As what somebody is in a course.",
  valuesConfig: {
    TEACHER: { description: "Makes it, and sees all of it; administrators too." },
    TUTOR: { description: "Accompanies learners." },
    LEARNER: { description: "Learns." },
    VISITOR: { description: "Reads without being enrolled; leaves no progress." },
  },
});
registerEnumType(CourseVisibility, {
  name: "CourseVisibility",
  description: "Who may enter a course.",
  valuesConfig: {
    HIDDEN: { description: "Administrators only." },
    CLOSED: { description: "Its teachers only." },
    PRIVATE: { description: "Its members; others see its about page." },
    PLATFORM: { description: "Everybody who is signed in may read." },
    PUBLIC: { description: "Everybody may read." },
  },
});

@ObjectType({ description: "A heading of the catalogue.", simpleResolvers: true })
export class CourseCategory {
  @Field(() => ID, { description: "The category." })
  id!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
}

@ObjectType({ implements: Node, description: "A course. What is taught in it when, and to whom, are its sessions.", simpleResolvers: true })
export class Course extends Node {
  @Field(() => String, { description: "Its address: 2 to 40 letters, digits, - or _, unique without regard to case." })
  code!: string;
  @Field(() => String, { description: "Its name, plain text." })
  title!: string;
  @Field(() => String, { description: "The language it is written in (BCP 47)." })
  language!: string;
  @Field(() => Boolean, { description: "Whether the interface inside it keeps the viewer's language, not the course's." })
  useViewerLanguage!: boolean;
  @Field(() => ID, { nullable: true, description: "Its category in the catalogue." })
  categoryId!: string | null;
  @Field(() => [String], { description: "Words to find it by." })
  tags!: string[];
  @Field(() => String, { description: "What it is about: rich text, for the about page." })
  description!: string;
  @Field(() => String, { nullable: true, description: "Path of its picture; without one the web draws a pattern from the code." })
  pictureUrl!: string | null;
  @Field(() => String, { nullable: true, description: "Address of a video that introduces it, at a known service." })
  introVideoUrl!: string | null;
  @Field(() => String, { nullable: true, description: "Its colour, as #rrggbb." })
  color!: string | null;
  @Field(() => CourseVisibility, { description: "Who may enter." })
  visibility!: CourseVisibility;
  @Field(() => Boolean, { description: "Whether only administrators may change the visibility." })
  visibilityAdminOnly!: boolean;
  @Field(() => Boolean, { description: "Whether a private course is in the catalogue." })
  listed!: boolean;
  @Field(() => Boolean, { description: "Whether people may enrol themselves." })
  selfEnrol!: boolean;
  @Field(() => Boolean, { description: "Whether learners may leave by themselves." })
  selfLeave!: boolean;
  @Field(() => Boolean, { description: "Whether enrolling oneself asks for a key." })
  hasEnrolKey!: boolean;
  @Field(() => String, { nullable: true, description: "What members accept at their first entry: rich text." })
  terms!: string | null;
  @Field(() => Int, { description: "Grows when the terms change; 0 = there are none." })
  termsVersion!: number;
  @Field(() => Date, { nullable: true, description: "Learners come in from then on." })
  opensAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Closed to learners from then on." })
  closesAt!: Date | null;
  @Field(() => Int, { nullable: true, description: "Days that a learner has from the first entry." })
  durationDays!: number | null;
  @Field(() => Float, { description: "Room for its files, in bytes." })
  storageLimitBytes!: number;
  @Field(() => Boolean, { description: "Whether it is listed first for everyone." })
  featured!: boolean;
  @Field(() => Boolean, { description: "Whether new courses may be made from it." })
  isTemplate!: boolean;
  @Field(() => String, { nullable: true, description: "The tool where learners land when they come in; null = the home page." })
  landingTool!: string | null;
  @Field(() => ID, { nullable: true, description: "The one item of that tool where they land; null = the tool's list." })
  landingItemId!: string | null;
  @Field(() => CourseApproval, { description: "Whether it may be used." })
  approval!: CourseApproval;
  @Field(() => String, { nullable: true, description: "Why it was refused." })
  refusedBecause!: string | null;
  @Field(() => Date, { description: "When it was made." })
  createdAt!: Date;
  @Field(() => Date, { description: "When it was last changed." })
  updatedAt!: Date;
  @Field(() => Int, { description: "Grows with each change; give it as expectedVersion." })
  version!: number;
  @Field(() => CourseMemberRole, { description: "As what the viewer is in it, where the viewer stands." })
  viewerRole!: MemberRole;
  @Field(() => CourseViewerCan, { description: "What the viewer may do with it." })
  viewerCan!: InstanceType<typeof CourseViewerCan>;
}

export type CourseNode = Omit<Course, never>;

const nothing = Object.fromEntries(Object.keys(coursePolicy).map((action) => [action, action === "read"])) as InstanceType<
  typeof CourseViewerCan
>;

/** The API's view of a course for somebody who has passed its gate; without a member (a session's learner in a list) nothing may be done. */
export function courseNode(row: CourseRow, member: Member | null, role: MemberRole = member?.role ?? "VISITOR"): Course {
  const { enrolKeyHash, storageLimitBytes, pictureFileId, ...plain } = row;
  const landing = autoLaunchOf(row);
  return {
    ...plain,
    landingTool: landing?.tool ?? null,
    landingItemId: landing?.itemId ?? null,
    storageLimitBytes: Number(storageLimitBytes),
    hasEnrolKey: enrolKeyHash !== null,
    pictureUrl: pictureFileId ? `/files/${pictureFileId}` : null,
    viewerRole: role,
    viewerCan: member ? viewerCan(member, coursePolicy, row) : nothing,
  };
}
