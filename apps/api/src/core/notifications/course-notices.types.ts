import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { courseNotices, NOTICE_AUDIENCES, type NoticeAudience } from "../../kernel/notices";

export const NoticeAudienceEnum = Object.fromEntries(NOTICE_AUDIENCES.map((name) => [name, name])) as Record<
  NoticeAudience,
  NoticeAudience
>;
registerEnumType(NoticeAudienceEnum, {
  name: "NoticeAudience",
  description: "Whom a course tells of what happens in it.",
  valuesConfig: {
    TEACHERS: { description: "The course's teachers." },
    TUTORS: { description: "The tutors of the session, or of the course, where it happens." },
    LEARNERS: { description: "The learners whom it concerns." },
  },
});

@ObjectType({ description: "Who is told of what happens in a course; an empty list = nobody.", simpleResolvers: true })
export class NotificationSettings {
  @Field(() => Int, { description: "Grows with each change; 0 = nobody has chosen anything." })
  version!: number;
}

let declared = false;

/** Adds the field of each notice that a manifest declares; called once, before the schema is built. */
export function declareNotices(): void {
  if (declared) return;
  declared = true;
  for (const name of Object.keys(courseNotices()))
    Field(() => [NoticeAudienceEnum], { description: `Who is told: ${name}.` })(NotificationSettings.prototype, name);
}
