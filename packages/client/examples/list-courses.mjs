// node packages/client/examples/list-courses.mjs: every course of yours, page by page.
import { ask } from "./ask.mjs";

const PAGE = `query ($after: String) {
  myCourses(first: 20, after: $after) { nodes { role course { code title } } pageInfo { hasNextPage endCursor } }
}`;

let after = null;
do {
  const { myCourses } = await ask(PAGE, { after });
  for (const { role, course } of myCourses.nodes) console.log(`${course.code}\t${role}\t${course.title}`);
  after = myCourses.pageInfo.hasNextPage ? myCourses.pageInfo.endCursor : null;
} while (after);
