/**
 * What crosses between the application page, the player page and the server while a package runs.
 *
 * Handshake: player → parent `PlayerReady` (window message, to the application's origin); application → player
 * `PlayerPort` (window message carrying one MessagePort); everything else goes over that port. The application
 * sends `init`, then `open`; the player sends `delta` and waits for `ack` or `refuse`, in order, one at a time.
 */
import { z } from "zod";
import { activityTreeSchema } from "../sequencing/activity-tree";
import { sequencingStateSchema } from "../sequencing/sequencing-state";

export const PROTOCOL_VERSION = 1;
/** Limits in UTF-8 bytes and rows. Over a limit the standard's error is answered; nothing is cut short. */
export const LIMITS = { valueBytes: 262_144, commitBytes: 524_288, interactions: 2_000, objectives: 1_000, keepaliveBytes: 65_536 };

/** Calls in the log: characters of a value, and how many one delta carries. */
export const LOG_TEXT_MAX = 1_000;
export const CALLS_PER_DELTA = 20;

const identifier = z.string().min(1).max(1024);
const flatModel = z.record(z.string().min(1).max(1024), z.string());
const stateSchema = z.enum(["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "PASSED", "FAILED"]);

/** One node of the package's tree, in document order; `depth` 0 is the first level. `launchable` has an `href` below the content base. */
export const activitySchema = z.object({
  identifier,
  title: z.string(),
  depth: z.number().int().min(0),
  launchable: z.boolean(),
  href: z.string().nullable(),
  parameters: z.string().default(""),
  masteryScore: z.number().nullable().default(null),
  dataFromLms: z.string().default(""),
  maxTimeAllowed: z.string().default(""),
  timeLimitAction: z.string().default(""),
  prerequisites: z.string().default(""),
  scormType: z.enum(["sco", "asset"]),
  completionThreshold: z.number().nullable().default(null),
  scaledPassingScore: z.number().nullable().default(null),
});
export type Activity = z.infer<typeof activitySchema>;

/** What is known of one activity in one registration: the stored model, element by element, and what became of it. */
export const activityRecordSchema = z.object({
  model: flatModel,
  initialized: z.boolean(),
  finished: z.boolean(),
  left: z.boolean(),
  /** Reported time over all sessions, hundredths of a second. */
  hundredths: z.number().int().min(0),
  timeReplaced: z.boolean(),
  /** Server time of the last Finish, milliseconds, or null. */
  finishedAt: z.number().nullable(),
  state: stateSchema,
  score: z.number().nullable(),
  maxScore: z.number().nullable(),
  notes: z.array(z.string()),
});
export type ActivityRecord = z.infer<typeof activityRecordSchema>;

/** The part of a registration that deltas change; equal on both sides once everything is acknowledged. */
export const runtimeStateSchema = z.object({
  lastSeq: z.number().int().min(0),
  currentActivityId: identifier.nullable(),
  records: z.record(identifier, activityRecordSchema),
  /** SCORM 2004: where the learner stands in the activity tree; null before the first activity. */
  sequencing: sequencingStateSchema.nullable().default(null),
});
export type RuntimeState = z.infer<typeof runtimeStateSchema>;

/** `begin`: sequencing begins a new attempt at the activity, of which nothing is known. */
export const runtimeEventSchema = z.enum(["begin", "initialize", "commit", "finish", "suspend", "leave"]);
export type RuntimeEvent = z.infer<typeof runtimeEventSchema>;

/** One call of a package and what it got; `code` is the standard's error, 0 for none. Long values are shown shortened. */
export const runtimeCallSchema = z.object({
  method: z.string().max(40),
  element: z.string().max(255),
  value: z.string().max(LOG_TEXT_MAX),
  answer: z.string().max(LOG_TEXT_MAX),
  code: z.number().int(),
  at: z.number(),
});
export type RuntimeCall = z.infer<typeof runtimeCallSchema>;

/** Changed elements of one activity with their sequence number; `at` is the player's clock in ms, for display only. `initialize` comes first. */
export const deltaSchema = z.object({
  seq: z.number().int().positive(),
  activityId: identifier,
  set: flatModel,
  events: z.array(runtimeEventSchema).max(16),
  at: z.number(),
  /** The state of sequencing after this change, where it has moved. */
  sequencing: sequencingStateSchema.optional(),
  /** Calls that went wrong since the last delta, for the teacher's log. */
  calls: z.array(runtimeCallSchema).max(CALLS_PER_DELTA).optional(),
});
export type Delta = z.infer<typeof deltaSchema>;

/** How the package is run; fixed for the time of a launch. */
export const launchRulesSchema = z.object({
  standard: z.enum(["SCORM_12", "SCORM_2004", "AICC", "CONTENT"]),
  credit: z.enum(["credit", "no-credit"]),
  mode: z.enum(["normal", "browse", "review"]),
  masteryOverridesStatus: z.boolean(),
});
export type LaunchRules = z.infer<typeof launchRulesSchema>;

/** Everything that the player is given at launch. `lease` names this opening; `lastWriter` the lease that wrote `lastSeq` (null: nothing written). */
export const launchSchema = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  registrationId: identifier,
  lease: identifier,
  lastWriter: identifier.nullable(),
  rules: launchRulesSchema,
  activities: z.array(activitySchema).max(5_000),
  locked: z.array(identifier),
  state: runtimeStateSchema,
  /** SCORM 2004: what the manifest says of sequencing; null for the other standards. */
  tree: activityTreeSchema.nullable().default(null),
  learner: z.object({ id: z.string(), name: z.string() }),
  /** Absolute or root-relative address that content hrefs are resolved against; ends with a slash. */
  contentBase: z.string(),
  /** Address of `POST` for the last delta on leaving; the token in it is good for this registration and lease only. */
  rtUrl: z.string(),
  rtToken: z.string(),
  /** Whether each call is told to the application, for whoever tries a package out. */
  trace: z.boolean().default(false),
  strings: z.object({
    loading: z.string(),
    notSaved: z.string(),
    storageBlocked: z.string(),
    leaseLost: z.string(),
    content: z.string(),
    missing: z.string(),
  }),
  language: z.string(),
  direction: z.enum(["ltr", "rtl"]),
});
export type Launch = z.infer<typeof launchSchema>;

/** Body of the keepalive `POST` to `rtUrl`; answered 200 `Acknowledgement`, 409 `Refusal`, 413 when over the limits. */
export const keepaliveSchema = z.object({ token: z.string(), lease: identifier, deltas: z.array(deltaSchema).min(1) });
/** Everything up to and with `lastSeq` is stored. */
export const acknowledgementSchema = z.object({ lastSeq: z.number().int().min(0) });
/** CONFLICT: a number is missing, the server's full state follows. LEASE_LOST: another tab took over, stop. TOO_LARGE: over a limit, value unchanged. */
export const refusalSchema = z.object({
  code: z.enum(["CONFLICT", "LEASE_LOST", "TOO_LARGE"]),
  state: runtimeStateSchema.nullable(),
});

export const playerReadySchema = z.object({ type: z.literal("lyceum-player-ready"), protocol: z.number() });
export const playerPortSchema = z.object({ type: z.literal("lyceum-player-port"), registrationId: identifier });

/**
 * Application → player. `journal`: what the application keeps for a player whose own storage the browser blocks, as in frames of
 * other sites; absent where the application keeps nothing. `reconnected` asks for everything unacknowledged again. */
export const toPlayerSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("init"), launch: launchSchema, journal: z.record(z.string(), z.string()).optional() }),
  z.object({ type: z.literal("open"), activityId: identifier }),
  z.object({ type: z.literal("navigate"), request: z.enum(["continue", "previous", "exitAll"]) }),
  z.object({ type: z.literal("ack") }).extend(acknowledgementSchema.shape),
  z.object({ type: z.literal("refuse") }).extend(refusalSchema.shape),
  z.object({ type: z.literal("locked"), locked: z.array(identifier) }),
  z.object({ type: z.literal("reconnected") }),
  z.object({ type: z.literal("leave") }),
  // The first addresses are about to end.
  z.object({ type: z.literal("renew"), contentBase: z.string(), rtUrl: z.string(), rtToken: z.string() }),
]);
export type ToPlayer = z.infer<typeof toPlayerSchema>;

/** What the learner of a sequenced package may ask for now. `idle`: nothing runs, something may be chosen; `ended`: the attempt is over. */
export const sequencedSchema = z.object({
  phase: z.enum(["running", "idle", "ended"]),
  continue: z.boolean(),
  previous: z.boolean(),
  exitAll: z.boolean(),
  /** Activities that may be chosen, folders and the organization included. */
  choices: z.array(identifier),
});
export type Sequenced = z.infer<typeof sequencedSchema>;

export const activityStatusSchema = z.object({
  identifier,
  state: stateSchema,
  score: z.number().nullable(),
  maxScore: z.number().nullable(),
  locked: z.boolean(),
  current: z.boolean(),
});

/** Player → application. `saved-state` `since` is the time (ms) of the oldest change not acknowledged, null when all is saved. */
export const fromPlayerSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("delta"), registrationId: identifier, lease: identifier, delta: deltaSchema }),
  z.object({ type: z.literal("saved-state"), since: z.number().nullable(), storageBlocked: z.boolean(), orphaned: z.number().int() }),
  z.object({
    type: z.literal("activities"),
    percent: z.number(),
    activities: z.array(activityStatusSchema),
    sequenced: sequencedSchema.nullable(),
  }),
  z.object({
    type: z.literal("navigation"),
    request: z.enum(["opened", "finished", "continue", "previous"]),
    activityId: identifier,
    nextActivityId: identifier.nullable(),
  }),
  z.object({ type: z.literal("left"), unsaved: z.number().int() }),
  z.object({ type: z.literal("lease-lost") }),
  // The learner did something in the content, or a film runs in it.
  z.object({ type: z.literal("alive") }),
  z.object({ type: z.literal("call"), activityId: identifier, call: runtimeCallSchema }),
  // An entry that the application keeps for the player; null takes it away.
  z.object({ type: z.literal("journal"), key: z.string().max(2_048), value: z.string().nullable() }),
]);
export type FromPlayer = z.infer<typeof fromPlayerSchema>;
