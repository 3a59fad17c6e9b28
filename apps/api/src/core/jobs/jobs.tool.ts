import { defineTool } from "../../kernel/manifest";
import { JobResolver } from "./jobs.resolver";

/** Jobs: long work that people watch, leave and cancel. */
export const jobs = defineTool({
  key: "jobs",
  resolvers: [JobResolver],
});
