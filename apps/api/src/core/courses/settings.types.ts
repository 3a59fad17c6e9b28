import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
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

export const SettingKind = { FLAG: "FLAG", CHOICE: "CHOICE", CHOICES: "CHOICES", NUMBER: "NUMBER", TEXT: "TEXT" } as const;
registerEnumType(SettingKind, {
  name: "SettingKind",
  description: "What a setting's value is.",
  valuesConfig: {
    FLAG: { description: "Yes or no, in `flag`." },
    CHOICE: { description: "One of `choices`, in `choice`." },
    CHOICES: { description: "Some of `choices`, in `chosen`." },
    NUMBER: { description: "A number, in `number`." },
    TEXT: { description: "Plain text, in `text`." },
  },
});

@ObjectType({ description: "One setting that a tool declares, as a form draws it.", simpleResolvers: true })
export class CourseSettingsField {
  @Field(() => String, { description: "Its name among the tool's settings." })
  name!: string;
  @Field(() => SettingKind, { description: "What its value is." })
  kind!: keyof typeof SettingKind;
  @Field(() => Boolean, { description: "Whether it may have no value: the platform's default then decides." })
  nullable!: boolean;
  @Field(() => Boolean, { description: "Whether it says what learners may see and do." })
  ofLearners!: boolean;
  @Field(() => [String], { description: "What there is to choose from." })
  choices!: string[];
  @Field(() => Boolean, { nullable: true, description: "The value of a FLAG." })
  flag!: boolean | null;
  @Field(() => String, { nullable: true, description: "The value of a CHOICE." })
  choice!: string | null;
  @Field(() => [String], { nullable: true, description: "The value of CHOICES." })
  chosen!: string[] | null;
  @Field(() => Float, { nullable: true, description: "The value of a NUMBER." })
  number!: number | null;
  @Field(() => String, { nullable: true, description: "The value of a TEXT." })
  text!: string | null;
}

@InputType({ description: "A setting's new value, in the field of its kind; none of them = no value." })
export class SettingChangeInput {
  @Field(() => String, { description: "Its name among the tool's settings." })
  name!: string;
  @Field(() => Boolean, { nullable: true, description: "The value of a FLAG." })
  flag?: boolean | null;
  @Field(() => String, { nullable: true, description: "The value of a CHOICE." })
  choice?: string | null;
  @Field(() => [String], { nullable: true, description: "The value of CHOICES." })
  chosen?: string[] | null;
  @Field(() => Float, { nullable: true, description: "The value of a NUMBER." })
  number?: number | null;
  @Field(() => String, { nullable: true, description: "The value of a TEXT." })
  text?: string | null;
}

@ObjectType({ description: "One tool's settings, and who changed them last.", simpleResolvers: true })
export class CourseSettingsGroup {
  @Field(() => String, { description: "The tool's key; `courses` = the course as a whole." })
  tool!: string;
  @Field(() => [CourseSettingsField], { description: "The settings with their values, as forms draw them." })
  fields!: CourseSettingsField[];
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
