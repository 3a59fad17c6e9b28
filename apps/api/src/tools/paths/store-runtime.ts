import type { Delta, RuntimeState } from "@lyceum/courseware/runtime/runtime-protocol";
import type { LeafProgress } from "@lyceum/courseware/runtime/package-progress";
import type { ActivityState } from "@lyceum/courseware/runtime/status-12";
import type { Tx } from "../../kernel/database";
import { interactionRows, storable } from "./interactions";
import { measureOf, type RegistrationRow } from "./registration-rows";

/** How a whole package stands after what was applied. */
export interface Standing {
  leaves: (LeafProgress & { activityId: string })[];
  percent: number;
  state: ActivityState;
  score: number | null;
  maxScore: number | null;
}

export interface Saved {
  row: RegistrationRow;
  lease: string;
  state: RuntimeState;
  applied: readonly Delta[];
  standing: Standing;
}

/** A beat is due every 30 seconds; what lies between two beats further apart than this is not time spent. */
export const BEAT_SECONDS_MAX = 45;

/** What begins or ends a stretch of work: time up to here is counted with it. Between these the heartbeat counts. */
const BORDERS = new Set(["initialize", "finish", "suspend", "leave"]);

/** The touched activities as parallel arrays: the model stays text all the way, since binary JSON refuses NUL characters. */
function attemptColumns({ state, applied }: Saved): { ids: string[]; models: string[]; facts: string[] } {
  const ids = [...new Set(applied.map((delta) => delta.activityId))];
  const records = ids.map((id) => state.records[id]!);
  const last = applied.at(-1)!.activityId;
  return {
    ids,
    models: records.map((record) => JSON.stringify(record.model)),
    facts: records.map((record, index) =>
      JSON.stringify({
        initialized: record.initialized,
        finished: record.finished,
        left: record.left,
        hundredths: record.hundredths,
        timeReplaced: record.timeReplaced,
        finishedAt: record.finishedAt === null ? null : new Date(record.finishedAt).toISOString(),
        state: record.state,
        score: record.score,
        maxScore: record.maxScore,
        notes: record.notes,
        measure: measureOf(record),
        timed: ids[index] === last,
        location: storable(record.model["cmi.core.lesson_location"] ?? record.model["cmi.location"]) ?? "",
      }),
    ),
  };
}

/** What this package shares with others of the learner, as parallel arrays: only what its manifest makes global to the system, and what is new. */
function sharedColumns({ row, state }: Saved): { kinds: string[]; keys: string[]; values: string[] } {
  const columns = { kinds: [] as string[], keys: [] as string[], values: [] as string[] };
  const { sequencing } = state;
  if (!row.tree || !sequencing || !row.counts) return columns;
  const before = row.sequencing;
  const add = (kind: "objective" | "data", now: Record<string, unknown>, former: Record<string, unknown> = {}) => {
    for (const [key, value] of Object.entries(now)) {
      const text = JSON.stringify(value);
      if (text === JSON.stringify(former[key])) continue;
      columns.kinds.push(kind);
      columns.keys.push(key);
      columns.values.push(text);
    }
  };
  if (row.tree.objectivesGlobalToSystem) add("objective", sequencing.globals, before?.globals);
  if (row.tree.sharedDataGlobalToSystem) add("data", sequencing.data, before?.data);
  return columns;
}

/**
 * Writes what deltas made of a registration, its activities and their interactions. Answers the seconds of visible time that were
 * counted; null when somebody else has saved since it was read, or has taken the lease: then nothing is written. One statement.
 */
export async function storeRuntime(tx: Tx, saved: Saved): Promise<number | null> {
  const { row, lease, state, applied, standing } = saved;
  const { ids, models, facts } = attemptColumns(saved);
  const touched = (id: string) => applied.filter((delta) => delta.activityId === id).flatMap((delta) => Object.keys(delta.set));
  const answers = JSON.stringify(ids.flatMap((id) => interactionRows(id, state.records[id]!.model, touched(id))));
  // The page is gone: the next opening need not ask whether to take over.
  const released = applied.at(-1)!.events.includes("suspend");
  const border = applied.some((delta) => delta.events.some((event) => BORDERS.has(event)));
  // No-credit looks leave the learner's place in the course as it is.
  const moved = row.credit === "credit" && applied.some((delta) => delta.sequencing !== undefined);
  const sequencing = moved ? JSON.stringify(state.sequencing) : null;
  const shared = moved ? sharedColumns(saved) : { kinds: [], keys: [], values: [] };
  const rows = await tx.$queryRaw<{ seconds: number }[]>`
    WITH had AS (
      SELECT "id", CASE WHEN ${border} THEN least(${BEAT_SECONDS_MAX}::int, coalesce(round(extract(epoch FROM now() - "presentAt"))::int, 0)) ELSE 0 END AS "counted"
      FROM "Registration" WHERE "id" = ${row.id}::uuid AND "lastSeq" = ${row.lastSeq}::int AND "trashedAt" IS NULL
        AND ("lease" = ${lease} OR ("lease" IS NULL AND "lastWriter" = ${lease})) FOR UPDATE),
    reg AS (
      UPDATE "Registration" r SET "lastSeq" = ${state.lastSeq}::int, "lastWriter" = ${lease}, "lease" = ${released ? null : lease}, "leaseAt" = now(), "lastAt" = now(),
        "currentActivityId" = ${state.currentActivityId}, "sequencing" = coalesce(${sequencing}::json, r."sequencing"), "percent" = ${standing.percent}::int, "state" = ${standing.state}::"ProgressState",
        "score" = ${standing.score}::float8, "maxScore" = ${standing.maxScore}::float8, "seconds" = r."seconds" + had."counted",
        "presentAt" = CASE WHEN ${released} THEN NULL WHEN ${border} AND r."presentAt" IS NOT NULL THEN now() ELSE r."presentAt" END
      FROM had WHERE r."id" = had."id" RETURNING r."id", r."runId", r."userId", had."counted"),
    sha AS (
      INSERT INTO "SharedRuntime" ("runId", "userId", "kind", "key", "value")
      SELECT reg."runId", reg."userId", s.* FROM reg, unnest(${shared.kinds}::text[], ${shared.keys}::text[], ${shared.values}::text[]) AS s
      ON CONFLICT ("runId", "userId", "kind", "key") DO UPDATE SET "value" = EXCLUDED."value"),
    att AS (
      INSERT INTO "ActivityAttempt" AS a ("registrationId", "activityId", "model", "initialized", "finished", "left", "hundredths", "timeReplaced", "finishedAt", "state",
        "score", "maxScore", "measure", "notes", "location", "measuredSeconds")
      SELECT reg."id", t."activityId", t."model"::json, f."initialized", f."finished", f."left", f."hundredths", f."timeReplaced", f."finishedAt", f."state"::"ProgressState",
        f."score", f."maxScore", f."measure", f."notes", f."location", CASE WHEN f."timed" THEN reg."counted" ELSE 0 END
      FROM reg, unnest(${ids}::text[], ${models}::text[], ${facts}::text[]) AS t("activityId", "model", "facts"),
        jsonb_to_record(t."facts"::jsonb) AS f("initialized" boolean, "finished" boolean, "left" boolean, "hundredths" bigint, "timeReplaced" boolean, "finishedAt" timestamptz,
          "state" text, "score" float8, "maxScore" float8, "measure" float8, "notes" text[], "location" text, "timed" boolean)
      ON CONFLICT ("registrationId", "activityId") DO UPDATE SET "model" = EXCLUDED."model", "initialized" = EXCLUDED."initialized", "finished" = EXCLUDED."finished",
        "left" = EXCLUDED."left", "hundredths" = EXCLUDED."hundredths", "timeReplaced" = EXCLUDED."timeReplaced", "finishedAt" = EXCLUDED."finishedAt",
        "state" = EXCLUDED."state", "score" = EXCLUDED."score", "maxScore" = EXCLUDED."maxScore", "measure" = EXCLUDED."measure", "notes" = EXCLUDED."notes", "location" = EXCLUDED."location",
        "measuredSeconds" = a."measuredSeconds" + EXCLUDED."measuredSeconds", "lastAt" = now()),
    ans AS (
      INSERT INTO "ActivityInteraction" ("registrationId", "activityId", "index", "identifier", "type", "response", "patterns", "result", "weighting", "latency", "time", "description")
      SELECT reg."id", i."activityId", i."index", i."identifier", i."type", i."response", i."patterns", i."result", i."weighting", i."latency", i."time", i."description"
      FROM reg, jsonb_to_recordset(${answers}::jsonb) AS i("activityId" text, "index" int, "identifier" text, "type" text, "response" text, "patterns" text[], "result" text,
        "weighting" text, "latency" text, "time" text, "description" text)
      ON CONFLICT ("registrationId", "activityId", "index") DO UPDATE SET "identifier" = EXCLUDED."identifier", "type" = EXCLUDED."type", "response" = EXCLUDED."response",
        "patterns" = EXCLUDED."patterns", "result" = EXCLUDED."result", "weighting" = EXCLUDED."weighting", "latency" = EXCLUDED."latency", "time" = EXCLUDED."time",
        "description" = EXCLUDED."description", "at" = now())
    SELECT "counted" AS "seconds" FROM reg`;
  return rows[0]?.seconds ?? null;
}
