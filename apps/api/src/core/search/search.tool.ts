import { defineTool } from "../../kernel/manifest";
import { SearchResolver } from "./search.resolver";

/** Search: one index that tools write and the gate reads. */
export const search = defineTool({ key: "search", resolvers: [SearchResolver] });
