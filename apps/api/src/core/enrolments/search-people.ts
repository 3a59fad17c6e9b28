import { FILTERED_FIELDS_MAX, profileFieldFilter, type ProfileFieldFilter } from "@lyceum/shared/inputs/enrolments";
import { Prisma } from "../../kernel/database";
import { Invalid } from "../../kernel/errors";
import { authorize } from "../../kernel/policy";
import type { Context } from "../../kernel/context";
import { takeTry } from "../accounts/throttle";
import { personOf, type Person } from "../accounts/people.types";
import { enrolmentRules } from "./ceiling";
import { checked } from "./checked-argument";
import { peoplePolicy } from "./enrolments.policy";
import { findableField } from "./extra-fields";
import { peopleSubject } from "./people-rights";

const LEAST_LETTERS = 2;
const TRIES_A_MINUTE = 60;
const HITS = 20;
/** Whoever asks for a field asks for all whom it describes, to put them in together. */
const HITS_BY_FIELD = 200;

/** Somebody of the portal whom a teacher might enrol. */
export interface PersonHit {
  person: Person;
  login: string;
  enrolmentId: string | null;
}

interface PeopleAsked {
  text: string;
  fields: ProfileFieldFilter[];
}

const fieldsAsked = profileFieldFilter
  .refine(({ value }) => value !== "", { error: "Say what is looked for.", params: { code: "value.empty" } })
  .array()
  .max(FILTERED_FIELDS_MAX);

/**
 * People of the portal by name, login, address or official code, and by what findable extra fields say, best first, for those who may enrol; whoever is in already is marked.
 * Under two letters without a field is INVALID_INPUT; more than 60 searches a minute are RATE_LIMITED, so that nobody reads the whole directory.
 */
export async function searchPeople(
  ctx: Context,
  courseId: string,
  sessionId: string | null,
  { text, fields }: PeopleAsked,
): Promise<PersonHit[]> {
  const member = await ctx.enter(courseId, { sessionId });
  authorize(member, peoplePolicy, "enrol", await peopleSubject(ctx, member));
  const rules = await enrolmentRules(ctx.db);
  const own = rules.teachersEnrol === "OWN_CLASSES" && !member.isAdministrator;
  const words = text.normalize("NFC").trim().slice(0, 100).split(/\s+/u).filter(Boolean).slice(0, 5);
  const wanted = checked(fieldsAsked, "fields", fields);
  if (words.join("").length < LEAST_LETTERS && (wanted.length === 0 || words.length > 0))
    throw Invalid("text", "search.tooShort", `Give at least ${LEAST_LETTERS} letters.`);
  await takeTry(ctx.db, `searchPeople:${member.userId ?? ""}`, TRIES_A_MINUTE, 60_000);
  const patterns = words.map((word) => `%${word.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`);
  const said = wanted.map(findableField);
  const rows = await ctx.db.$queryRaw<(Parameters<typeof personOf>[0] & { login: string; enrolmentId: string | null })[]>`
    SELECT u."id", u."givenName", u."familyName", u."pictureId", u."login"::text AS "login", e."id" AS "enrolmentId"
    FROM "User" u LEFT JOIN "Enrolment" e ON e."userId" = u."id" AND e."runId" = ${member.runId}::uuid AND e."state" <> 'ENDED'
    WHERE u."kind" = 'PERSON' AND u."state" = 'ACTIVE' AND (NOT ${own} OR EXISTS (
      SELECT 1 FROM "UserClassMember" m JOIN "UserClassMember" o ON o."classId" = m."classId" WHERE m."userId" = ${member.userId}::uuid AND o."userId" = u."id"))
      AND (lower(u."givenName" || ' ' || u."familyName" || ' ' || u."login"::text || ' ' || coalesce(u."email"::text, '')) LIKE ALL(${patterns}::text[]) OR u."officialCode" = ${text.trim()})
      ${said.length > 0 ? Prisma.sql`AND ${Prisma.join(said, " AND ")}` : Prisma.empty}
    ORDER BY similarity(lower(u."givenName" || ' ' || u."familyName"), ${words.join(" ").toLowerCase()}) DESC, lower(u."familyName"), u."id" LIMIT ${said.length > 0 ? HITS_BY_FIELD : HITS}`;
  return rows.map((row) => ({ person: personOf(row), login: row.login, enrolmentId: row.enrolmentId }));
}
