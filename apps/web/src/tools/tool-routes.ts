import type { RouteObject } from "react-router-dom";

/** The routes of a tool: below `/c/:code/<key>`, where the course's frame surrounds them. */
export interface ToolRoutes {
  course: RouteObject[];
}

/** One line per tool: its routes are fetched when somebody first goes there. */
export const toolRoutes: Record<string, () => Promise<ToolRoutes>> = {
  people: () => import("./people/people.routes").then((file) => file.peopleRoutes),
  paths: () => import("./paths/paths.routes"),
  documents: async () => (await import("./documents/documents.routes")).documentRoutes,
  glossary: () => import("./glossary/glossary.routes").then((file) => file.glossaryRoutes),
};
