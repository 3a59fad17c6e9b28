// The hot operations: what the application's own pages ask, word for word.
import { readFileSync } from "node:fs";
import { parse, print, visit } from "graphql";
import { fromRoot, listFiles } from "../scripts/workspace.mjs";
import { cookieOf, rowId } from "./site.mjs";

/** Every operation of the web application by name, as one text with the fragments that it needs. */
export function pageDocuments(folder = fromRoot("apps/web/src")) {
  const fragments = new Map();
  const operations = new Map();
  for (const file of listFiles(folder, (name) => name.endsWith(".graphql"))) {
    for (const node of parse(readFileSync(file, "utf8"), { noLocation: true }).definitions) {
      // @unmask is for the client's cache and never leaves the browser.
      const sent = visit(node, { Directive: (directive) => (directive.name.value === "unmask" ? null : undefined) });
      (sent.kind === "FragmentDefinition" ? fragments : operations).set(sent.name.value, sent);
    }
  }
  const needed = (node, found = new Set()) => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        if (found.has(value)) return;
        found.add(value);
        needed(fragments.get(value), found);
      },
    });
    return found;
  };
  return new Map(
    [...operations].map(([name, node]) => [name, [print(node), ...[...needed(node)].map((one) => print(fragments.get(one)))].join("\n")]),
  );
}

const learner = cookieOf("learner-3");
const teacher = cookieOf("teacher-5");
const courseId = rowId("course", 5);

/** The reads that pages make most. Learner 3 is in the courses 4 to 8, and teacher 5 teaches course 5. */
export const HOT_READS = [
  { name: "sign-in viewer", operation: "SessionViewer", variables: {}, cookie: learner },
  { name: "my courses", operation: "MyCourses", variables: {}, cookie: learner },
  { name: "course home", operation: "CourseHome", variables: { courseId }, cookie: learner },
  { name: "glossary list", operation: "GlossaryPage", variables: { courseId, first: 50 }, cookie: learner },
  { name: "documents list", operation: "DocumentFolder", variables: { courseId }, cookie: learner },
  { name: "people grid", operation: "PeoplePage", variables: { courseId }, cookie: teacher },
];

/** The body of a POST for one of them. */
export const bodyOf = (documents, { operation, variables }) => ({ operationName: operation, query: documents.get(operation), variables });
