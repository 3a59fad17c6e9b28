import { setGlossaryReadingInput } from "@lyceum/shared/inputs/glossary";
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Validated } from "../../kernel/input";

@ObjectType({ description: "What the viewer has chosen about marked terms, on all their devices.", simpleResolvers: true })
export class GlossaryReading {
  @Field(() => Boolean, { description: "No marks anywhere." })
  off!: boolean;
  @Field(() => Boolean, { description: "Screen readers hear marks as buttons." })
  announce!: boolean;
  @Field(() => [ID], { description: "The courses where marking on demand is switched on." })
  courseIds!: string[];
}

@Validated(setGlossaryReadingInput)
@InputType({ description: "A reader's choices; what is absent stays as it is." })
export class SetGlossaryReadingInput {
  @Field(() => ID, { nullable: true, description: "The course that `on` is about." })
  courseId?: string | null;
  @Field(() => ID, { nullable: true, description: "The session where the caller stands; absent = the course's base." })
  sessionId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "Whether terms are marked in that course, where it marks on demand." })
  on?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "No marks anywhere." })
  off?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: "Whether screen readers hear marks as buttons." })
  announce?: boolean | null;
}

@Resolver()
export class GlossaryReadingResolver {
  @Query(() => GlossaryReading, { description: "What the viewer has chosen about marked terms." })
  async glossaryReading(@Ctx() ctx: Context): Promise<GlossaryReading> {
    const { id: userId } = await ctx.enterSelf();
    return (await ctx.db.glossaryReader.findUnique({ where: { userId } })) ?? { off: false, announce: false, courseIds: [] };
  }

  @Mutation(() => GlossaryReading, { description: "Changes what the viewer has chosen about marked terms." })
  async setGlossaryReading(
    @Arg("input", () => SetGlossaryReadingInput, { description: "What changes." }) input: SetGlossaryReadingInput,
    @Ctx() ctx: Context,
  ): Promise<GlossaryReading> {
    const { id: userId } = await ctx.enterSelf();
    const { courseId, on, off, announce } = input;
    if (courseId) await ctx.enter(courseId, { tool: "glossary", sessionId: input.sessionId });
    return ctx.write(async (tx) => {
      const [row] = await tx.$queryRaw<[GlossaryReading]>`
        INSERT INTO "GlossaryReader" AS r ("userId", "off", "announce", "courseIds")
        VALUES (${userId}::uuid, ${off ?? false}, ${announce ?? false}, ${on && courseId ? [courseId] : []}::uuid[])
        ON CONFLICT ("userId") DO UPDATE SET "off" = coalesce(${off ?? null}::boolean, r."off"), "announce" = coalesce(${announce ?? null}::boolean, r."announce"),
          "courseIds" = CASE WHEN ${on ?? null}::boolean IS NULL THEN r."courseIds" ELSE array_remove(r."courseIds", ${courseId ?? null}::uuid) || EXCLUDED."courseIds" END
        RETURNING "off", "announce", "courseIds"`;
      return row;
    });
  }
}
