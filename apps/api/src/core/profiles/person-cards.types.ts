import { Field, ID, ObjectType } from "type-graphql";
import { CourseRole } from "../../generated/prisma/enums.ts";
import { Person } from "../accounts/people.types";
import { ProfileValue } from "../accounts/profile-fields.types";

@ObjectType({ description: "What somebody shows of themselves to whoever meets them in a course.", simpleResolvers: true })
export class PersonCard {
  @Field(() => ID, { description: "The enrolment's id." })
  id!: string;
  @Field(() => Person, { description: "Names and picture." })
  person!: Person;
  @Field(() => CourseRole, { description: "What the person is in the course." })
  role!: CourseRole;
  @Field(() => String, { description: "Language of the person's interface (BCP 47)." })
  language!: string;
  @Field(() => String, { description: "Zone in which the person's times are (IANA)." })
  timeZone!: string;
  @Field(() => String, { nullable: true, description: "E-mail address; null also when the asker does not see it." })
  email!: string | null;
  @Field(() => String, { nullable: true, description: "Phone number (E.164); null also when the asker does not see it." })
  phone!: string | null;
  @Field(() => String, { nullable: true, description: "The school's number; null also when the asker does not see it." })
  officialCode!: string | null;
  @Field(() => [ProfileValue], { description: "Extra fields that are filled in and that the asker sees, in their order." })
  values!: ProfileValue[];
}
