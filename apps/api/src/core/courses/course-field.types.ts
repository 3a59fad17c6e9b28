import { COURSE_SIGHTS, courseFieldInput, type CourseSight } from "@lyceum/shared/inputs/profile-fields";
import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { Sight } from "../../generated/prisma/enums.ts";
import type { ExtraField as FieldRow } from "../../generated/prisma/client.ts";
import { Validated } from "../../kernel/input";
import { ExtraField, ExtraFieldInput, withWords } from "../accounts/extra-fields.types";

registerEnumType(Sight, {
  name: "CourseSight",
  description: `Who sees an extra field of a course, one of ${COURSE_SIGHTS.length}; who fills it in sees it always.`,
  valuesConfig: {
    NOBODY: { description: "Administrators." },
    STAFF: { description: "Its teachers and tutors too." },
    COURSE: { description: "Its learners too." },
    EVERYBODY: { description: "Everybody who sees its about page." },
  },
});

@ObjectType({ description: "A field that administrators have added to all courses.", simpleResolvers: true })
export class CourseField extends ExtraField {
  @Field(() => Boolean, { description: "Whether teachers fill it in; if not, administrators do." })
  ownerEdits!: boolean;
  @Field(() => Sight, { description: "Who sees it." })
  sight!: CourseSight;
}

/** Makes the API's view of a field's row. */
export const courseFieldOf = (row: FieldRow): CourseField => withWords(row);

@Validated(courseFieldInput)
@InputType({ description: "An extra field of courses, whole. Its kind stays once a course has a value in it." })
export class CourseFieldInput extends ExtraFieldInput {
  @Field(() => Boolean, { nullable: true, description: "Whether teachers fill it in; true when absent." })
  ownerEdits?: boolean | null;
  @Field(() => Sight, { nullable: true, description: "Who sees it; NOBODY when absent." })
  sight?: CourseSight | null;
}

@ObjectType({ description: "What an extra field says of a course.", simpleResolvers: true })
export class CourseValue {
  @Field(() => CourseField, { description: "Which field." })
  field!: CourseField;
  @Field(() => String, { description: "As text: 2026-11-21 for a day, true or false for yes and no; empty = nothing." })
  value!: string;
  @Field(() => Boolean, { description: "Whether the viewer may fill it in." })
  mayEdit!: boolean;
}

@InputType({ description: "What an extra field of a course shall say." })
export class CourseValueInput {
  @Field(() => ID, { description: "Which field." })
  fieldId!: string;
  @Field(() => String, { description: "As text, in the form that the field's kind asks for; empty = nothing." })
  value!: string;
}
