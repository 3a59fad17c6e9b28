import { enrolmentSettings, OTHERS_SHOWN, TEACHERS_ENROL } from "@lyceum/shared/inputs/enrolments";
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, registerEnumType, Resolver } from "type-graphql";
import type { Context } from "../../kernel/context";
import { Validated } from "../../kernel/input";
import { readSetting, writeSetting } from "../settings/settings";
import { ENROLMENT_SETTINGS } from "./ceiling";

export const OthersShown = Object.fromEntries(OTHERS_SHOWN.map((name) => [name, name])) as Record<(typeof OTHERS_SHOWN)[number], string>;
registerEnumType(OthersShown, {
  name: "OthersShown",
  description: "What learners see of one another in a course.",
  valuesConfig: {
    NOBODY: { description: "Only themselves; the course's staff is named on its about page." },
    STAFF: { description: "Teachers and tutors." },
    NAMES: { description: "Everybody's name." },
    NAMES_AND_PICTURES: { description: "Everybody's name and picture, where the person shows it." },
  },
});

export const TeachersEnrol = Object.fromEntries(TEACHERS_ENROL.map((name) => [name, name])) as Record<
  (typeof TEACHERS_ENROL)[number],
  string
>;
registerEnumType(TeachersEnrol, {
  name: "TeachersEnrol",
  description: "Whom teachers may put into their courses; administrators may everybody.",
  valuesConfig: {
    EVERYBODY: { description: "Everybody of the campus." },
    OWN_CLASSES: { description: "People of classes in which the teacher is too." },
    NOBODY: { description: "Nobody." },
  },
});

@ObjectType({ description: "What administrators decide about enrolment for all courses.", simpleResolvers: true })
export class EnrolmentSettings {
  @Field(() => Int, { nullable: true, description: "The most people of one course; null = no limit." })
  ceiling!: number | null;
  @Field(() => TeachersEnrol, { description: "Whom teachers may enrol." })
  teachersEnrol!: (typeof TEACHERS_ENROL)[number];
  @Field(() => OthersShown, {
    nullable: true,
    description: "What learners see of one another where a course says nothing; null = by the course's visibility.",
  })
  othersShown!: (typeof OTHERS_SHOWN)[number] | null;
  @Field(() => Int, { description: "Grows with each change; give it as expectedVersion." })
  version!: number;
}

@Validated(enrolmentSettings)
@InputType({ description: "What administrators decide about enrolment; an absent field gets its default." })
export class EnrolmentSettingsInput {
  @Field(() => Int, { nullable: true, description: "The most people of one course, 1 to 1,000,000; null = no limit." })
  ceiling?: number | null;
  @Field(() => TeachersEnrol, { nullable: true, description: "Whom teachers may enrol; EVERYBODY when absent." })
  teachersEnrol?: (typeof TEACHERS_ENROL)[number];
  @Field(() => OthersShown, { nullable: true, description: "What learners see of one another where a course says nothing." })
  othersShown?: (typeof OTHERS_SHOWN)[number] | null;
}

@Resolver()
export class EnrolmentSettingsResolver {
  @Query(() => EnrolmentSettings, { description: "The rules of enrolment, for administrators." })
  async enrolmentSettings(@Ctx() ctx: Context): Promise<EnrolmentSettings> {
    await ctx.enterPlatform("manageSettings");
    const { value, version } = await readSetting(ctx.db, ENROLMENT_SETTINGS);
    return { ...value, version };
  }

  @Mutation(() => EnrolmentSettings, { description: "Changes the rules of enrolment, for administrators." })
  async updateEnrolmentSettings(
    @Arg("input", () => EnrolmentSettingsInput, { description: "The rules, whole." }) input: EnrolmentSettingsInput,
    @Arg("expectedVersion", () => Int, { nullable: true, description: "The version that was read; stale = CONFLICT." }) expectedVersion:
      | number
      | null,
    @Ctx() ctx: Context,
  ): Promise<EnrolmentSettings> {
    const viewer = await ctx.enterPlatform("manageSettings");
    const { value, version } = await ctx.write((tx, emit) => {
      emit("enrolments.settings.updated", {});
      return writeSetting(tx, ENROLMENT_SETTINGS, enrolmentSettings.parse(input), { userId: viewer.id, expectedVersion });
    });
    return { ...value, version };
  }
}
