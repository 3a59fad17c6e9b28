import type { World } from "../../test/matrix-world";

/** The world's session is an administrator's; a session manager's own are tried in sessions.test.ts. */
export const examples = {
  session: (world: World) => ({ id: world.ids["session"] }),
  createSession: (world: World) => ({ input: { title: "Spring", courseIds: [world.ids["course"]] } }),
  updateSession: (world: World) => ({ id: world.ids["session"], input: { title: "Autumn" } }),
  shiftSessionDates: (world: World) => ({ sessionId: world.ids["session"], days: 7 }),
  deleteSession: (world: World) => ({ id: world.ids["session"] }),
  restoreSession: (world: World) => ({ id: world.ids["session"] }),
  enrolInSession: (world: World) => ({ input: { sessionId: world.ids["session"], userIds: [world.ids["victim"]], role: "LEARNER" } }),
};
