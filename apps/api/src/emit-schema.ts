import { lexicographicSortSchema, printSchema } from "graphql";
import { makeSchema } from "./schema";

process.stdout.write(`${printSchema(lexicographicSortSchema(makeSchema()))}\n`);
