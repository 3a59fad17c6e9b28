import { personOf } from "../accounts/people.types";
import { ImportOutcome, type EnrolmentImport } from "./enrolments.types";
import type { ImportResult } from "./import";

/** The GraphQL node of what an import came to: plain data, as a job keeps it too. */
export function importNode({ lines, ...result }: ImportResult): EnrolmentImport {
  const outcomes = Object.keys(ImportOutcome) as (keyof typeof ImportOutcome)[];
  return {
    ...result,
    counts: outcomes.map((outcome) => ({ outcome, count: lines.filter((line) => line.outcome === outcome).length })),
    lines: lines.map((line) => ({ ...line, person: line.person && personOf(line.person) })),
  };
}
