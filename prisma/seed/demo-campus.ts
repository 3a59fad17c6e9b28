import type { Services } from "../../apps/api/src/kernel/services";
import { liveThroughAMonth, markAllSeen } from "./activity";
import { openCampusApi, type CampusApi } from "./campus-api";
import { firstAid } from "./courses/first-aid/course";
import { nightSky, tonight } from "./courses/night-sky/course";
import { photography } from "./courses/photography/course";
import { addItems, type MadeCourse, makeCourse } from "./make-course";
import { makeDemoPeople, type DemoLogin } from "./people";
import type { CoursePlan } from "./plan";

const CREATE_SESSION = `mutation ($input: CreateSessionInput!) { createSession(input: $input) { id } }`;
const ENROL_IN_SESSION = `mutation ($input: EnrolInSessionInput!) { enrolInSession(input: $input) { enrolled } }`;
const SAVE_CATEGORY = `mutation ($title: String!) { saveCourseCategory(title: $title) { id } }`;
const CREATE_GROUP = `mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }`;
const ENROL = `mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { actId } }`;
const DAY_MS = 86_400_000;

type People = Record<DemoLogin, string>;

/** The same course taught in a period of its own, with its tutor and learners; the learners' ids are answered. */
async function addSession(api: CampusApi, people: People, courseId: string, learners: DemoLogin[]): Promise<string> {
  const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  const input = { title: "Winter evenings", courseIds: [courseId], startsAt: at(-14), endsAt: at(76), afterEnd: "READ_ONLY" };
  const { createSession } = await api.run<{ createSession: { id: string } }>(people.admin, CREATE_SESSION, { input });
  const enrol = (role: string, logins: DemoLogin[]) =>
    api.run(people.admin, ENROL_IN_SESSION, {
      input: { sessionId: createSession.id, role, userIds: logins.map((login) => people[login]) },
    });
  await enrol("TUTOR", ["tutor"]);
  await enrol("LEARNER", learners);
  return createSession.id;
}

/** A course under its heading of the catalogue, which the administrator adds first. */
async function addCourse(api: CampusApi, people: People, teacher: string, plan: CoursePlan): Promise<MadeCourse> {
  const { saveCourseCategory } = await api.run<{ saveCourseCategory: { id: string } }>(people.admin, SAVE_CATEGORY, {
    title: plan.category,
  });
  return makeCourse(api, teacher, plan, saveCourseCategory.id);
}

async function addGroups(api: CampusApi, people: People, courseId: string): Promise<void> {
  const group = (title: string, logins: DemoLogin[]) =>
    api.run(people.teacher, CREATE_GROUP, {
      input: { courseId, title, userIds: logins.map((login) => people[login]), tutorIds: [people.tutor] },
    });
  await group("City observers", ["learner", "priya", "hana"]);
  await group("Country observers", ["learner2", "mateo", "chidinma"]);
}

/** Twelve people, three courses with something in them, and a month of work, made through the public API. */
export async function makeDemoCampus(services: Services): Promise<void> {
  const people = await makeDemoPeople(services);
  const api = openCampusApi(services);
  const enrol = (teacher: DemoLogin, courseId: string, role: string, logins: DemoLogin[]) =>
    api.run(people[teacher], ENROL, { input: { courseId, role, userIds: logins.map((login) => people[login]) } });

  const sky = await addCourse(api, people, people.teacher, nightSky);
  await enrol("teacher", sky.courseId, "LEARNER", ["learner", "learner2", "priya", "mateo", "hana", "chidinma"]);
  await enrol("teacher", sky.courseId, "TUTOR", ["tutor"]);
  await addGroups(api, people, sky.courseId);
  const winter = await addSession(api, people, sky.courseId, ["learner2", "omar", "minhanh"]);

  const photo = await addCourse(api, people, people.leila, photography);
  await enrol("leila", photo.courseId, "LEARNER", ["learner2", "minhanh", "mateo", "learner"]);

  const aid = await addCourse(api, people, people.teacher, firstAid);
  await enrol("teacher", aid.courseId, "LEARNER", ["learner", "priya", "omar", "hana", "chidinma", "mateo"]);
  await enrol("teacher", aid.courseId, "TEACHER", ["leila"]);

  await liveThroughAMonth(api, people, { sky, photo, aid, winter });
  await markAllSeen(api);
  await addItems(api, people.teacher, sky.courseId, tonight);
}
