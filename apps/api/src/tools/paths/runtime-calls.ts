import type { Delta } from "@lyceum/courseware/runtime/runtime-protocol";
import type { ElementError } from "@lyceum/courseware/runtime/apply-delta";
import type { Tx } from "../../kernel/database";
import { storable } from "./interactions";

/** How many calls that went wrong are kept of one attempt. */
export const CALLS_KEPT = 200;

interface Call {
  activityId: string;
  method: string;
  element: string;
  value: string;
  answer: string;
  code: number;
  at: string;
}

// A browser's clock may say anything; PostgreSQL's calendar does not reach as far.
const dateOf = (ms: number): string => new Date(Math.min(Math.max(ms, 0), 4_102_444_800_000)).toISOString();

/** The calls that went wrong: those that the player answered with an error, and values that only the platform refused. */
export function faultsOf(deltas: readonly Delta[], errors: readonly ElementError[], now: Date): Call[] {
  const told = deltas.flatMap(({ activityId, calls = [] }) =>
    calls.map((call) => ({
      activityId,
      method: storable(call.method)!,
      element: storable(call.element)!,
      value: storable(call.value)!,
      answer: storable(call.answer)!,
      code: call.code,
      at: dateOf(call.at),
    })),
  );
  const last = deltas.at(-1)?.activityId ?? "";
  const refused = errors.map(({ element, code }) => ({
    activityId: last,
    method: "save",
    element: storable(element)!.slice(0, 255),
    value: "",
    answer: "",
    code,
    at: now.toISOString(),
  }));
  return [...told, ...refused].slice(-CALLS_KEPT);
}

/** Keeps calls that went wrong, and only the latest of an attempt. One statement. */
export async function keepCalls(tx: Tx, registrationId: string, calls: readonly Call[]): Promise<void> {
  await tx.$executeRaw`
    WITH old AS (
      DELETE FROM "RuntimeCall" WHERE "id" IN (SELECT "id" FROM "RuntimeCall" WHERE "registrationId" = ${registrationId}::uuid
        ORDER BY "id" DESC OFFSET ${CALLS_KEPT - calls.length}::int))
    INSERT INTO "RuntimeCall" ("registrationId", "activityId", "method", "element", "value", "answer", "code", "at")
    SELECT ${registrationId}::uuid, c.* FROM jsonb_to_recordset(${JSON.stringify(calls)}::jsonb)
      AS c("activityId" text, "method" text, "element" text, "value" text, "answer" text, "code" int, "at" timestamptz)`;
}
