import type { MatrixPart } from "../../test/matrix-world";

export const examples: MatrixPart["examples"] = {
  markNotificationsSeen: () => ({}),
  courseNotice: ({ ids }) => ({ courseId: ids["course"], name: "newEnrolment" }),
};
