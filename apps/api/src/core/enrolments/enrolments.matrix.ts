import { newAct } from "./seats";
import type { World } from "../../test/matrix-world";

const course = (world: World) => ({ courseId: world.ids["course"] });

/** Arguments that make sense where a generator could not guess them. */
export const examples = {
  updateEnrolments: (world: World) => ({ ids: [world.ids["enrolment"]], change: { state: "SUSPENDED" }, dryRun: false }),
  endEnrolments: (world: World) => ({ ids: [world.ids["enrolment"]], dryRun: false }),
  importEnrolments: (world: World) => ({ ...course(world), text: "nobody-of-this-name", dryRun: true }),
  searchPeople: (world: World) => ({ ...course(world), text: "Person" }),
  undoEnrolmentAct: () => ({ actId: newAct(null).id }),
  updateEnrolmentSettings: () => ({ input: { teachersMayEnrol: true } }),
};
