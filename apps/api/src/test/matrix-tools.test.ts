import { tryOperations } from "./matrix-table";

await tryOperations(({ root, file }) => root === "mutation" && file.includes("/tools/"));
