import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
import { Person } from "../accounts/people.types";

@ObjectType({ description: "A part of a text, in UTF-16 code units.", simpleResolvers: true })
export class TextRange {
  @Field(() => Int, { description: "Where it begins." })
  start!: number;
  @Field(() => Int, { description: "Where it ends, exclusive." })
  end!: number;
}

@ObjectType({ description: "Something that was found: an item, or a row inside one.", simpleResolvers: true })
export class SearchHit {
  @Field(() => ID, { description: "The entry." })
  id!: string;
  @Field(() => ID, { description: "Its course." })
  courseId!: string;
  @Field(() => String, { description: "That course's code, for its address." })
  courseCode!: string;
  @Field(() => ID, { nullable: true, description: "The session it was found in; null = the course itself." })
  sessionId!: string | null;
  @Field(() => String, { description: "The tool's key." })
  tool!: string;
  @Field(() => String, { description: "What it is: an item's kind, or a tool's word for its rows." })
  kind!: string;
  @Field(() => ID, { description: "The row: an item, a term, a post." })
  rowId!: string;
  @Field(() => ID, { nullable: true, description: "The item it lies in." })
  itemId!: string | null;
  @Field(() => Int, { description: "The page of a document, the second of a recording; 0 = the whole." })
  part!: number;
  @Field(() => String, { nullable: true, description: "The page that shows it, under the course's address; null = the tool's page." })
  path!: string | null;
  @Field(() => String, { description: "Its title, plain text; a part's is that of the whole." })
  title!: string;
  @Field(() => [TextRange], { description: "What matched in the title." })
  titleRanges!: TextRange[];
  @Field(() => String, { description: "A piece of its text, plain." })
  excerpt!: string;
  @Field(() => [TextRange], { description: "What matched in the excerpt." })
  excerptRanges!: TextRange[];
  @Field(() => Float, { description: "How well it matches; only for comparing." })
  score!: number;
  @Field(() => Boolean, { description: "Whether it was found by similarity only: nothing matched the words themselves." })
  fuzzy!: boolean;
}

/** A page of what was found. */
export const SearchHitConnection = connectionType("SearchHit", () => SearchHit);

@ObjectType({ description: "A course that was found.", simpleResolvers: true })
export class CourseHit {
  @Field(() => ID, { description: "The course." })
  id!: string;
  @Field(() => String, { description: "Its code." })
  code!: string;
  @Field(() => String, { description: "Its name." })
  title!: string;
  @Field(() => ID, { nullable: true, description: "The session through which the viewer is in it; null = the course itself." })
  sessionId!: string | null;
  @Field(() => String, { nullable: true, description: "That session's name." })
  sessionTitle!: string | null;
}

@ObjectType({ description: "A person who was found in a course of the viewer's.", simpleResolvers: true })
export class CoursePersonHit {
  @Field(() => Person, { description: "Who." })
  person!: Person;
  @Field(() => ID, { description: "A course in which the viewer meets them." })
  courseId!: string;
  @Field(() => ID, { nullable: true, description: "The session of it; null = the course itself." })
  sessionId!: string | null;
  @Field(() => String, { description: "That course's name." })
  courseTitle!: string;
  @Field(() => String, { description: "That course's code, for its address." })
  courseCode!: string;
}

@ObjectType({ description: "What the viewer's courses, their people and their content have for some words.", simpleResolvers: true })
export class SearchAnswer {
  @Field(() => [CourseHit], { description: "Courses, at most 8." })
  courses!: CourseHit[];
  @Field(() => [CoursePersonHit], { description: "People, at most 8." })
  people!: CoursePersonHit[];
  @Field(() => [SearchHit], { description: "Content, at most 12, best first." })
  items!: SearchHit[];
}
