import { shortcutInput } from "@lyceum/shared/inputs/courses";
import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { Validated } from "../../kernel/input";
import { Item, type ItemNodeRow } from "../../kernel/item.types";
import { Course } from "./courses.types";
import { CourseTool } from "./course-tools.types";
import { CourseIntroduction } from "./introductions.types";
import { NextDue } from "./my-courses.types";
import { CourseSection, SectionEntry } from "./sections.types";
import { Session } from "./session.types";
import type { ShownShortcut } from "./shortcuts";

@ObjectType({ description: "How much is done: complete of countable.", simpleResolvers: true })
export class Ring {
  @Field(() => Int, { description: "Items that the viewer has completed." })
  complete!: number;
  @Field(() => Int, { description: "Items that are open to the viewer and can be completed." })
  countable!: number;
  @Field(() => Int, { description: "floor(100 × complete ÷ countable); 0 when there is nothing to complete." })
  percent!: number;
  @Field(() => Float, { description: "Share that is done, 0 to 1: an item that is begun counts as far as it is done." })
  fraction!: number;
}

@ObjectType({ description: "A section with what stands in it.", simpleResolvers: true })
export class HomeSection {
  @Field(() => ID, { description: "The section's id." })
  id!: string;
  @Field(() => CourseSection, { description: "The section itself." })
  section!: CourseSection;
  @Field(() => [SectionEntry], { description: "Its entries in their order: those that the viewer may know of." })
  entries!: SectionEntry[];
  @Field(() => Ring, { description: "How much of it the viewer has done." })
  ring!: Ring;
}

@ObjectType({ description: "A quick way to an item.", simpleResolvers: true })
export class CourseShortcut {
  @Field(() => ID, { description: "The shortcut." })
  id!: string;
  @Field(() => String, { nullable: true, description: "Its own label; null = the item's title." })
  label!: string | null;
  @Field(() => String, { nullable: true, description: "Path of its own picture." })
  pictureUrl!: string | null;
  @Field(() => Int, { description: "Its place, from 1." })
  position!: number;
  @Field(() => Boolean, { description: "Whether it is of the session that is looked at, not of the course." })
  ofSession!: boolean;
  @Field(() => Boolean, { description: "Whether the course has its own for this item, which comes back when this one is removed." })
  replacesBase!: boolean;
  @Field(() => Boolean, { description: "Whether the viewer may remove it here." })
  mayRemove!: boolean;
  @Field(() => Item, { description: "Where it leads." })
  item!: ItemNodeRow;
}

/** The node of a shortcut. */
export function shortcutNode(row: ShownShortcut, item: ItemNodeRow): CourseShortcut {
  const { id, label, pictureFileId, position, ofSession, replacesBase, mayRemove } = row;
  return { id, label, pictureUrl: pictureFileId ? `/files/${pictureFileId}` : null, position, ofSession, replacesBase, mayRemove, item };
}

@ObjectType({ description: "Where learners land when they come into the course.", simpleResolvers: true })
export class AutoLaunch {
  @Field(() => String, { description: "A tool's key." })
  tool!: string;
  @Field(() => Item, { nullable: true, description: "One item of the tool; null = the tool's list." })
  item!: ItemNodeRow | null;
  @Field(() => Boolean, { description: "Whether the viewer would be led there: a learner, and it is open." })
  acts!: boolean;
}

@ObjectType({
  description:
    "The home page of a course, as the viewer sees it in the base or in a session. Its items carry the fields of Item only: ask item(id) for what a kind adds.",
  simpleResolvers: true,
})
export class CourseHome {
  @Field(() => ID, { description: "Opaque: one for each course and run." })
  id!: string;
  @Field(() => Course, { description: "The course." })
  course!: Course;
  @Field(() => Session, { nullable: true, description: "The session; null = the base." })
  session!: Session | null;
  @Field(() => Boolean, { description: "Whether the viewer has starred the course." })
  favourite!: boolean;
  @Field(() => Boolean, { description: "Whether the viewer plays the preview learner." })
  preview!: boolean;
  @Field(() => CourseIntroduction, { nullable: true, description: "The text at the top." })
  introduction!: CourseIntroduction | null;
  @Field(() => [CourseTool], { description: "The tools: those that learners see, for staff all of them." })
  tools!: CourseTool[];
  @Field(() => [HomeSection], { description: "The sections in their order." })
  sections!: HomeSection[];
  @Field(() => [CourseShortcut], { description: "The shortcuts in their order." })
  shortcuts!: CourseShortcut[];
  @Field(() => Ring, { description: "How much of the page the viewer has done, each item counted once." })
  ring!: Ring;
  @Field(() => [NextDue], { description: "Up to five things that are due next." })
  nextDue!: NextDue[];
  @Field(() => Item, {
    nullable: true,
    description: "Where the viewer left off, else the first open thing that is not done; null for staff and when all is done.",
  })
  continueWith!: ItemNodeRow | null;
  @Field(() => AutoLaunch, { nullable: true, description: "Where learners land; null = on this page." })
  autoLaunch!: AutoLaunch | null;
}

@Validated(shortcutInput)
@InputType({ description: "A shortcut on the home page." })
export class ShortcutInput {
  @Field(() => ID, { description: "The course." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session that it belongs to; absent = the base." })
  sessionId?: string | null;
  @Field(() => ID, { description: "The item it leads to." })
  itemId!: string;
  @Field(() => String, { nullable: true, description: "Its own label, 1 to 100 characters; absent = the item's title." })
  label?: string | null;
  @Field(() => ID, { nullable: true, description: "The upload of a picture; null = none, absent = the one that is there." })
  pictureUploadId?: string | null;
}

@ObjectType({ description: "What is new in one tool since the viewer's last visit.", simpleResolvers: true })
export class CourseNewsEntry {
  @Field(() => ID, { description: "The event." })
  id!: string;
  @Field(() => String, { description: "The tool's key." })
  tool!: string;
  @Field(() => String, { description: "What happened, as `tool.noun.pastTense`." })
  name!: string;
  @Field(() => Date, { description: "When." })
  at!: Date;
  @Field(() => ID, { nullable: true, description: "The item it happened to." })
  itemId!: string | null;
  @Field(() => String, { nullable: true, description: "The item's title." })
  title!: string | null;
  @Field(() => String, { description: "The path of the page that shows it, below the course's address." })
  address!: string;
  @Field(() => String, { nullable: true, description: "Who did it." })
  actorName!: string | null;
}
