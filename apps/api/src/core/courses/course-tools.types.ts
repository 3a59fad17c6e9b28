import { Field, ID, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "A tool as it is in one run of a course: the base, or a session.", simpleResolvers: true })
export class CourseTool {
  @Field(() => ID, { description: "Opaque: one for each tool and run." })
  id!: string;
  @Field(() => String, { description: "The tool's key." })
  key!: string;
  @Field(() => Boolean, { description: "Whether learners see it here." })
  visible!: boolean;
  @Field(() => Boolean, { description: "Whether the campus has switched it off everywhere." })
  hiddenByPlatform!: boolean;
  @Field(() => String, { nullable: true, description: "A name given by a teacher; null = its usual name." })
  label!: string | null;
  @Field(() => String, { nullable: true, description: "Path of an icon given by a teacher; null = its usual icon." })
  iconUrl!: string | null;
  @Field(() => Int, { description: "Its place in the list, from 1." })
  position!: number;
  @Field(() => Int, { description: "What is new in it since the viewer's last visit, at most 100 (shown as 99+)." })
  newCount!: number;
}
