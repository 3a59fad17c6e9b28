import { makeScormPackage } from "@lyceum/courseware/make-package";
import { importPackage } from "../../apps/api/src/tools/paths/import-package";
import type { CampusApi } from "./campus-api";
import { addDocuments } from "./documents";
import { description, introduction, sectionPlan } from "./course-texts";
import { glossaryTerms } from "./glossary-terms";
import { packagePlan } from "./package-plan";
import type { DemoLogin } from "./people";

const CREATE_COURSE = `mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id } }`;
const CREATE_TERM = `mutation ($courseId: ID!, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, input: $input) { id } }`;
const UPDATE_COURSE = `mutation ($id: ID!, $input: UpdateCourseInput!) { updateCourse(id: $id, input: $input) { id } }`;
const SAVE_INTRODUCTION = `mutation ($courseId: ID!, $html: String!) { saveIntroduction(courseId: $courseId, tool: "home", html: $html) { version } }`;
const CREATE_SECTION = `mutation ($input: CreateSectionInput!) { createSection(input: $input) { id } }`;
const PLACE_ITEM = `mutation ($itemId: ID!, $input: PlacementInput!) { placeItem(itemId: $itemId, input: $input) { __typename } }`;
const CREATE_SESSION = `mutation ($input: CreateSessionInput!) { createSession(input: $input) { id } }`;
const ENROL_IN_SESSION = `mutation ($input: EnrolInSessionInput!) { enrolInSession(input: $input) { enrolled } }`;
const CREATE_GROUP = `mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }`;
const ENROL = `mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { actId } }`;

async function addPackage(api: CampusApi, teacher: string, courseId: string): Promise<string> {
  const ctx = api.contextOf(teacher);
  const member = await ctx.enter(courseId, { tool: "paths" });
  const source = await makeScormPackage(packagePlan);
  return importPackage(ctx, member, { source, fallbackTitle: packagePlan.title, report: () => Promise.resolve() });
}

async function addTerms(api: CampusApi, teacher: string, courseId: string): Promise<void> {
  for (const { term, definition, fr, aliases } of glossaryTerms) {
    const input = { term, definition, language: "en", aliases, variants: [{ language: "fr", term: fr }] };
    await api.run(teacher, CREATE_TERM, { courseId, input });
  }
}

async function addHome(api: CampusApi, teacher: string, courseId: string, items: Record<string, string[]>): Promise<void> {
  await api.run(teacher, SAVE_INTRODUCTION, { courseId, html: introduction });
  for (const { key, title } of sectionPlan) {
    const { createSection } = await api.run<{ createSection: { id: string } }>(teacher, CREATE_SECTION, { input: { courseId, title } });
    for (const itemId of items[key] ?? []) await api.run(teacher, PLACE_ITEM, { itemId, input: { sectionId: createSection.id } });
  }
}

/** The same course taught in a period of its own, with its tutor and a learner. */
async function addSession(api: CampusApi, people: Record<DemoLogin, string>, courseId: string): Promise<void> {
  const day = 86_400_000;
  const at = (days: number) => new Date(Date.now() + days * day).toISOString();
  const input = { title: "Winter evenings", courseIds: [courseId], startsAt: at(-14), endsAt: at(76), afterEnd: "READ_ONLY" };
  const { createSession } = await api.run<{ createSession: { id: string } }>(people.admin, CREATE_SESSION, { input });
  const enrol = (role: string, userIds: string[]) =>
    api.run(people.admin, ENROL_IN_SESSION, { input: { sessionId: createSession.id, role, userIds } });
  await enrol("TUTOR", [people.tutor]);
  await enrol("LEARNER", [people.learner2]);
}

async function addGroups(api: CampusApi, people: Record<DemoLogin, string>, courseId: string): Promise<void> {
  const group = (title: string, userIds: string[]) =>
    api.run(people.teacher, CREATE_GROUP, { input: { courseId, title, userIds, tutorIds: [people.tutor] } });
  await group("City observers", [people.learner]);
  await group("Country observers", [people.learner2]);
}

/** The course DEMO-101 with its people, home page, glossary, package, session and groups, made by its teacher. */
export async function makeDemoCourse(api: CampusApi, people: Record<DemoLogin, string>): Promise<{ courseId: string; packageId: string }> {
  const { teacher } = people;
  const input = {
    code: "DEMO-101",
    title: "The night sky with your own eyes",
    language: "en",
    color: "#27406B",
    tags: ["astronomy", "outdoors"],
  };
  const { createCourse } = await api.run<{ createCourse: { id: string } }>(teacher, CREATE_COURSE, { input });
  const courseId = createCourse.id;
  await api.run(teacher, UPDATE_COURSE, { id: courseId, input: { description } });
  await api.run(teacher, ENROL, { input: { courseId, userIds: [people.learner, people.learner2], role: "LEARNER" } });
  await api.run(teacher, ENROL, { input: { courseId, userIds: [people.tutor], role: "TUTOR" } });
  await addTerms(api, teacher, courseId);
  const packageId = await addPackage(api, teacher, courseId);
  const documents = await addDocuments(api, teacher, courseId);
  await addHome(api, teacher, courseId, { first: [packageId], ...documents });
  await addSession(api, people, courseId);
  await addGroups(api, people, courseId);
  return { courseId, packageId };
}
