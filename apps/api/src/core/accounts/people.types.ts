import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../../kernel/connections";
import type { Context } from "../../kernel/context";
import { UserState, PlatformRole } from "../../generated/prisma/enums.ts";
import type { User as UserRow } from "../../generated/prisma/client.ts";

registerEnumType(UserState, {
  name: "UserState",
  description: "Where an account stands.",
  valuesConfig: {
    ACTIVE: { description: "May sign in." },
    INACTIVE: { description: "Closed by an administrator." },
    PENDING_EMAIL: { description: "Registered; the e-mail address is not confirmed yet." },
    PENDING_APPROVAL: { description: "Registered and confirmed; waits for an administrator." },
    EXPIRED: { description: "Its end date has passed." },
    ERASED: { description: "Emptied at the person's wish." },
  },
});
registerEnumType(PlatformRole, {
  name: "PlatformRole",
  description: "What a person may do on the whole campus. A person without any is a learner.",
  valuesConfig: {
    ADMINISTRATOR: { description: "Everything." },
    SESSION_MANAGER: { description: "Makes and runs sessions." },
    TEACHER: { description: "May create courses." },
  },
});

/** What a row must have for the public face to be made of it; `personSelect` reads just that. */
export type PersonRow = Pick<UserRow, "id" | "givenName" | "familyName" | "pictureId">;
export const personSelect = { id: true, givenName: true, familyName: true, pictureId: true } as const;

export const fullName = (row: Pick<UserRow, "givenName" | "familyName">): string => `${row.givenName} ${row.familyName}`.trim();
const pictureUrl = (row: Pick<UserRow, "pictureId">): string | null => (row.pictureId ? `/files/${row.pictureId}/picture.webp` : null);

@ObjectType({ description: "The public face of a person: what everybody who meets them may see.", simpleResolvers: true })
export class Person {
  @Field(() => ID, { description: "The same id as the account's." })
  id!: string;
  @Field(() => String, { description: "Given and family name." })
  name!: string;
  @Field(() => String, { description: "Given name." })
  givenName!: string;
  @Field(() => String, { description: "Family name; may be empty." })
  familyName!: string;
  @Field(() => String, { nullable: true, description: "Path of the picture, for people who are signed in; null without one." })
  pictureUrl!: string | null;
}

/** Makes the public face of a user row. Plain values: nothing is resolved field by field in long lists. */
export function personOf(row: PersonRow): Person {
  return { id: row.id, name: fullName(row), givenName: row.givenName, familyName: row.familyName, pictureUrl: pictureUrl(row) };
}

@ObjectType({ description: "An account: seen by its owner and by administrators only. Others see a Person.", simpleResolvers: true })
export class User extends Person {
  @Field(() => String, { description: "Unique without regard to case." })
  login!: string;
  @Field(() => String, { nullable: true, description: "E-mail address; an account may have none." })
  email!: string | null;
  @Field(() => Date, { nullable: true, description: "When the address was last shown to be the person's." })
  emailVerifiedAt!: Date | null;
  @Field(() => String, { nullable: true, description: "The school's number for this person." })
  officialCode!: string | null;
  @Field(() => String, { nullable: true, description: "Phone number (E.164)." })
  phone!: string | null;
  @Field(() => String, { description: "Language of the interface and of mails (BCP 47)." })
  language!: string;
  @Field(() => String, { description: "Zone in which times are shown (IANA)." })
  timeZone!: string;
  @Field(() => [PlatformRole], { description: "Roles on the whole campus; roles in a course are enrolments." })
  roles!: PlatformRole[];
  @Field(() => UserState, { description: "Whether the person may come in." })
  state!: UserState;
  @Field(() => Date, { nullable: true, description: "When the account ends by itself." })
  expiresAt!: Date | null;
  @Field(() => Boolean, { description: "Whether a new password is asked for before anything else." })
  mustChangePassword!: boolean;
  @Field(() => Boolean, { description: "Whether terms have to be accepted before anything else (acceptLegalDocument)." })
  termsOwed!: boolean;
  @Field(() => Date, { nullable: true, description: "Until when a second factor has to be added; null when none is owed." })
  factorDueAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Since when too many wrong passwords keep the account shut; null when they do not." })
  blockedAt!: Date | null;
  @Field(() => Date, { nullable: true, description: "Last use, to about five minutes." })
  lastSeenAt!: Date | null;
  @Field(() => Date, { description: "When the account was made." })
  createdAt!: Date;
  @Field(() => Int, { description: "Goes up by one at each change; give it back as expectedVersion." })
  version!: number;
}

/** The viewer's own row for the parts of one page. Statements: 1 for the request. */
export const ownRow = (ctx: Context, id: string): Promise<UserRow | null> =>
  ctx.once("accounts.self", () => ctx.db.user.findUnique({ where: { id } }));

/** Makes the private view of a user row; only for the owner and for administrators. */
export function userOf(row: UserRow): User {
  const {
    login,
    email,
    emailVerifiedAt,
    officialCode,
    phone,
    language,
    timeZone,
    roles,
    expiresAt,
    mustChangePassword,
    termsOwed,
    factorDueAt,
    blockedAt,
    lastSeenAt,
    createdAt,
    version,
  } = row;
  const expired = row.state === "ACTIVE" && expiresAt !== null && expiresAt <= new Date();
  return {
    ...personOf(row),
    ...{
      login,
      email,
      emailVerifiedAt,
      officialCode,
      phone,
      language,
      timeZone,
      roles,
      expiresAt,
      mustChangePassword,
      termsOwed,
      factorDueAt,
      blockedAt,
      lastSeenAt,
      createdAt,
      version,
    },
    state: expired ? "EXPIRED" : row.state,
  };
}

/** A page of accounts, for administrators. */
export const UserConnection = connectionType("User", () => User);
