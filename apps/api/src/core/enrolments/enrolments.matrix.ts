import { newId } from "../../kernel/ids";
import { hashToken } from "../../kernel/viewer";
import { newAct } from "./seats";
import type { World } from "../../test/matrix-world";

const course = (world: World) => ({ courseId: world.ids["course"] });
const code = (world: World) => world.ids["courseInvitationCode"]!;

/** A class with the victim, one that is bound already, and an invitation of the teacher's. */
export async function rows({ app, ids }: World): Promise<Record<string, string>> {
  const courseId = ids["course"]!;
  const runId = ids["run"]!;
  const [free, bound] = [newId(), newId()];
  await app.db.userClass.create({ data: { id: free, title: `Class ${free}`, members: { create: { userId: ids["victim"]! } } } });
  await app.db.userClass.create({ data: { id: bound, title: `Class ${bound}`, places: { create: { runId, courseId, role: "LEARNER" } } } });
  const inviter = await app.db.enrolment.findFirstOrThrow({ where: { runId, role: "TEACHER" } });
  const invitationCode = newId().replaceAll("-", "").slice(10);
  const base = { courseId, runId, role: "LEARNER" as const, createdById: inviter.userId };
  const invitation = await app.db.courseInvitation.create({ data: { ...base, codeHash: hashToken(invitationCode) } });
  return { class: free, boundClass: bound, courseInvitation: invitation.id, courseInvitationCode: invitationCode };
}

/** Arguments that make sense where a generator could not guess them. */
export const examples = {
  updateEnrolments: (world: World) => ({ ids: [world.ids["enrolment"]], change: { state: "SUSPENDED" }, dryRun: false }),
  endEnrolments: (world: World) => ({ ids: [world.ids["enrolment"]], dryRun: false }),
  importEnrolments: (world: World) => ({ ...course(world), text: "nobody-of-this-name", dryRun: true }),
  searchPeople: (world: World) => ({ ...course(world), text: "Person" }),
  undoEnrolmentAct: () => ({ actId: newAct(null).id }),
  updateEnrolmentSettings: () => ({ input: { teachersEnrol: "EVERYBODY" } }),
  bindClass: (world: World) => ({ input: { ...course(world), classId: world.ids["class"] }, dryRun: false }),
  unbindClass: (world: World) => ({ ...course(world), classId: world.ids["boundClass"], dryRun: false }),
  userClass: (world: World) => ({ classId: world.ids["class"] }),
  userClassMembers: (world: World) => ({ classId: world.ids["class"] }),
  createUserClass: () => ({ input: { title: `Class ${newId()}` } }),
  updateUserClass: (world: World) => ({ classId: world.ids["class"], input: { title: `Class ${newId()}` } }),
  deleteUserClass: (world: World) => ({ classId: world.ids["class"] }),
  addUserClassMembers: (world: World) => ({ classId: world.ids["boundClass"], userIds: [world.ids["victim"]] }),
  removeUserClassMembers: (world: World) => ({ classId: world.ids["class"], userIds: [world.ids["victim"]] }),
  inviteToCourse: (world: World) => ({ input: course(world) }),
  revokeCourseInvitation: (world: World) => ({ invitationId: world.ids["courseInvitation"] }),
  invitation: (world: World) => ({ code: code(world) }),
  acceptInvitation: (world: World) => ({ code: code(world) }),
};
