import type { World } from "../../test/matrix-world";

export const examples = {
  createGroup: (world: World) => ({ input: { courseId: world.ids["course"], title: "Blue", userIds: [world.ids["victim"]] } }),
  setGroupMembers: (world: World) => ({ groupId: world.ids["group"], userIds: [world.ids["victim"]] }),
};
