import { makeScormPackage } from "@lyceum/courseware/make-package";
import { importPackage } from "../../apps/api/src/tools/paths/import-package";
import type { CampusApi } from "./campus-api";
import { glossaryTerms } from "./glossary-terms";
import { packagePlan } from "./package-plan";
import type { DemoLogin } from "./people";

const CREATE_COURSE = `mutation ($input: CreateCourseInput!) { createCourse(input: $input) { id } }`;
const CREATE_TERM = `mutation ($courseId: ID!, $input: CreateGlossaryTermInput!) { createGlossaryTerm(courseId: $courseId, input: $input) { id } }`;
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

/** The course DEMO-101 with its people, glossary and package, made by its teacher. */
export async function makeDemoCourse(api: CampusApi, people: Record<DemoLogin, string>): Promise<{ courseId: string; packageId: string }> {
  const { teacher } = people;
  const input = { code: "DEMO-101", title: "The night sky with your own eyes", language: "en" };
  const { createCourse } = await api.run<{ createCourse: { id: string } }>(teacher, CREATE_COURSE, { input });
  const courseId = createCourse.id;
  await api.run(teacher, ENROL, { input: { courseId, userIds: [people.learner, people.learner2], role: "LEARNER" } });
  await api.run(teacher, ENROL, { input: { courseId, userIds: [people.tutor], role: "TUTOR" } });
  await addTerms(api, teacher, courseId);
  const packageId = await addPackage(api, teacher, courseId);
  return { courseId, packageId };
}
