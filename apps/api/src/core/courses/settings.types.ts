import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { allTools } from "../../kernel/manifest";
import { Person } from "../accounts/people.types";

@ObjectType({ description: "Settings of the course as a whole.", simpleResolvers: true })
export class GeneralCourseSettings {
  @Field(() => Boolean, { description: "Whether the home page shows rings of progress." })
  showProgress!: boolean;
  @Field(() => Boolean, { description: "Whether the home page shows what is due next." })
  showNextDue!: boolean;
  @Field(() => Int, { description: "Grows with each change; 0 = nobody has chosen anything." })
  version!: number;
}

@InputType({ description: "Settings of the course as a whole; an absent field stays as it is." })
export class GeneralCourseSettingsInput {
  @Field(() => Boolean, { nullable: true, description: "Whether the home page shows rings of progress." })
  showProgress?: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether the home page shows what is due next." })
  showNextDue?: boolean;
}

@ObjectType({ description: "Who changed one tool's settings last.", simpleResolvers: true })
export class CourseSettingsGroup {
  @Field(() => String, { description: "The tool's key; `courses` = the course as a whole." })
  tool!: string;
  @Field(() => Int, { description: "Grows with each change, 0 before the first; give it as expectedVersion." })
  version!: number;
  @Field(() => Date, { nullable: true, description: "When; null before the first change." })
  updatedAt!: Date | null;
  @Field(() => Person, { nullable: true, description: "Who." })
  updatedBy!: Person | null;
  @Field(() => Boolean, { description: "Whether the last change can be undone (90 days)." })
  canUndo!: boolean;
}

@ObjectType({ description: "A course's settings: one typed field for each tool that has some.", simpleResolvers: true })
export class CourseSettings {
  @Field(() => ID, { description: "The course's id." })
  id!: string;
  @Field(() => [CourseSettingsGroup], { description: "Who changed what last." })
  groups!: CourseSettingsGroup[];
}

let declared = false;

/** Adds the field of each tool that has settings; called once, when all manifests are known and before the schema is built. */
export function declareSettings(): void {
  if (declared) return;
  declared = true;
  for (const manifest of allTools()) {
    const settings = manifest.settings;
    if (settings) Field(() => settings.type, { description: `Settings of ${manifest.key}.` })(CourseSettings.prototype, manifest.key);
  }
}
