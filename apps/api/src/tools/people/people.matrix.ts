import type { World } from "../../test/matrix-world";

const course = (world: World) => ({ courseId: world.ids["course"] });
const view = { name: "Everybody", columns: ["ROLE"], filter: {}, orderBy: "NAME", descending: false, shared: false };

/** A view that the teacher shares. */
export async function rows({ app, ids }: World): Promise<Record<string, string>> {
  const owner = await app.db.enrolment.findFirstOrThrow({ where: { runId: ids["run"]!, role: "TEACHER" } });
  const made = await app.db.peopleView.create({
    data: { courseId: ids["course"]!, ownerId: owner.userId, name: "Shared", orderBy: "NAME", shared: true },
  });
  return { peopleView: made.id };
}

export const examples = {
  writeToPeople: (world: World) => ({ input: { ...course(world), enrolmentIds: [world.ids["enrolment"]], text: "Hello" } }),
  setMyCourseVisibility: (world: World) => ({ ...course(world), input: { showMail: true } }),
  updatePeopleSettings: (world: World) => ({ ...course(world), input: { notify: true } }),
  savePeopleView: (world: World) => ({ ...course(world), input: view }),
  deletePeopleView: (world: World) => ({ viewId: world.ids["peopleView"] }),
  exportCourseUsers: (world: World) => ({ ...course(world), format: "CSV" }),
  importEnrolmentList: (world: World) => ({ ...course(world), text: "nobody-of-this-name", dryRun: true }),
};
