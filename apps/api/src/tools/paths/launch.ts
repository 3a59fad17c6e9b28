import { randomBytes } from "node:crypto";
import { PROTOCOL_VERSION, type Launch as LaunchDocument } from "@lyceum/courseware/runtime/runtime-protocol";
import { freshState, objectiveStateSchema, type SequencingState } from "@lyceum/courseware/sequencing/sequencing-state";
import type { Context } from "../../kernel/context";
import { Conflict, Forbidden, Locked, NotFound } from "../../kernel/errors";
import type { Emit } from "../../kernel/events";
import type { Member } from "../../kernel/gate";
import { isId, newId } from "../../kernel/ids";
import { requireOpen } from "../../kernel/item-access";
import { authorize } from "../../kernel/policy";
import { packagePolicy } from "./paths.policy";
import { leavesOf, loadRegistration, runtimeStateOf, type RegistrationRow } from "./registration-rows";
import { lockedActivities } from "./runtime-activity";
import { LEASE_MS } from "./presence";
import { packageAddresses } from "./package-addresses";
import type { Package, PackageReentry, Registration } from "../../generated/prisma/client.ts";

/** Standards that the player can run today. */
const RUNS = new Set(["SCORM_12", "SCORM_2004", "AICC", "CONTENT"]);

export interface PlayablePackage extends Package {
  runId: string;
  title: string;
}

/** Loads a package that is not in the trash; NOT_FOUND otherwise. */
export async function findPackage(ctx: Context, id: string): Promise<PlayablePackage> {
  const row = isId(id)
    ? await ctx.db.package.findFirst({
        where: { id, item: { trashedAt: null } },
        include: { item: { select: { runId: true, title: true } } },
      })
    : null;
  if (!row) throw NotFound();
  const { item, ...own } = row;
  return { ...own, ...item };
}

/** Enters a package's course to play it: open to the member, who is a member and not only a reader. */
export async function enterToPlay(
  ctx: Context,
  packageId: string,
  sessionId: string | null,
): Promise<{ member: Member & { userId: string }; row: PlayablePackage }> {
  const row = await findPackage(ctx, packageId);
  const member = await ctx.enter(row.courseId, { tool: "paths", sessionId });
  await requireOpen(ctx, member, packageId);
  authorize(member, packagePolicy, "play", row);
  if (!RUNS.has(row.standard)) throw Locked([{ code: "STANDARD_NOT_PLAYED", params: { standard: row.standard } }]);
  if (!member.userId) throw Forbidden("NOT_ENROLLED");
  return { member: member as Member & { userId: string }, row };
}

const done = (state: Registration["state"]): boolean => state === "COMPLETED" || state === "PASSED";

/** Whether the last attempt is over and the next opening begins another one. Staff try a finished package from its start. */
const beginsAnew = (last: Registration, reentry: PackageReentry): boolean =>
  done(last.state) && (reentry === "NEW_ATTEMPT" || !last.counts);

/** The attempt that the next opening plays: the last one, or a new one where there is none or `reentry` says so. Statements: 1, and 1 for a new one. */
export async function currentRegistration(ctx: Context, member: Member & { userId: string }, row: PlayablePackage): Promise<Registration> {
  const key = { packageId: row.id, runId: member.runId, userId: member.userId };
  const last = await ctx.db.registration.findFirst({ where: key, orderBy: { number: "desc" } });
  if (last && !last.trashedAt && !beginsAnew(last, row.reentry)) return last;
  return ctx.write((tx, emit) => {
    const id = newId();
    emit("paths.registration.created", { id, itemId: row.id, courseId: row.courseId, runId: member.runId, userId: member.userId });
    // Two tabs at once make one attempt.
    return tx.registration.upsert({
      where: { packageId_runId_userId_number: { ...key, number: (last?.number ?? 0) + 1 } },
      create: { ...key, id, courseId: row.courseId, revisionId: row.revisionId, number: (last?.number ?? 0) + 1, counts: !member.isStaff },
      update: {},
    });
  });
}

export interface OpenOptions {
  /** Ends whatever opening there is. */
  takeOver: boolean;
  /** The lease that this browser had; it may follow itself without asking. */
  formerLease: string | null;
}

/** What the application page is given to start the player; `document` lacks the words, which are the page's. */
export interface Opened {
  registrationId: string;
  lease: string;
  playerUrl: string;
  /** When its addresses stop working; renewed before that. */
  expiresAt: Date;
  document: Omit<LaunchDocument, "strings" | "language" | "direction">;
}

/** Opens an attempt under a new lease. CONFLICT with LEASE_HELD while it is open elsewhere, unless it is taken over. */
export async function openRegistration(ctx: Context, packageId: string, sessionId: string | null, options: OpenOptions): Promise<Opened> {
  const { member, row } = await enterToPlay(ctx, packageId, sessionId);
  const registration = await currentRegistration(ctx, member, row);
  const lease = randomBytes(16).toString("base64url");
  const review = row.reentry === "REVIEW" && done(registration.state) && registration.counts;
  const taken = await ctx.write(async (tx, emit: Emit) => {
    const free = new Date(Date.now() - LEASE_MS);
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "Registration" SET "lease" = ${lease}, "leaseAt" = now(), "presentAt" = now(), "mode" = ${review ? "review" : "normal"}, "credit" = ${review ? "no-credit" : "credit"},
        -- An opening that ended without a word may still have something to send, about time since its own beginning.
        "launchedAt" = CASE WHEN "lease" IS NULL OR "launchedAt" IS NULL THEN now() ELSE "launchedAt" END
      WHERE "id" = ${registration.id}::uuid AND "trashedAt" IS NULL
        AND ("lease" IS NULL OR "leaseAt" < ${free} OR "lease" = ${options.formerLease} OR ${options.takeOver})
      RETURNING "id"`;
    if (rows.length > 0)
      emit("paths.registration.opened", {
        id: registration.id,
        itemId: row.id,
        courseId: row.courseId,
        runId: member.runId,
        userId: member.userId,
      });
    return rows.length > 0;
  });
  if (!taken) throw Conflict("LEASE_HELD", "This package is open elsewhere.");
  const loaded = await loadRegistration(ctx.db, registration.id, null);
  if (!loaded) throw NotFound();
  return { registrationId: registration.id, lease, ...(await launchDocument(ctx, loaded, lease)) };
}

/** Where the learner stands, with what other packages of theirs have shared since. Statements: 1 where the course shares anything. */
async function sharedWith(ctx: Context, row: RegistrationRow): Promise<SequencingState> {
  const own = row.sequencing ?? freshState();
  const { tree } = row;
  if (!tree || !row.counts) return own;
  const kinds = [...(tree.objectivesGlobalToSystem ? ["objective"] : []), ...(tree.sharedDataGlobalToSystem ? ["data"] : [])];
  const wanted = tree.nodes.flatMap(({ objectives, sharedData }) => [
    ...objectives.flatMap(({ maps }) => maps.map((map) => map.targetObjectiveId)),
    ...sharedData.map(({ targetId }) => targetId),
  ]);
  if (kinds.length === 0 || wanted.length === 0) return own;
  const rows = await ctx.db.sharedRuntime.findMany({
    where: { runId: row.runId, userId: row.userId, kind: { in: kinds }, key: { in: [...new Set(wanted)] } },
  });
  const state: SequencingState = { ...own, globals: { ...own.globals }, data: { ...own.data } };
  for (const { kind, key, value } of rows) {
    if (kind === "objective") state.globals[key] = objectiveStateSchema.parse(JSON.parse(value));
    else state.data[key] = String(JSON.parse(value));
  }
  return state;
}

async function launchDocument(
  ctx: Context,
  row: RegistrationRow,
  lease: string,
): Promise<Pick<Opened, "playerUrl" | "document" | "expiresAt">> {
  const learner = await ctx.db.user.findUniqueOrThrow({ where: { id: row.userId }, select: { givenName: true, familyName: true } });
  const name = [learner.familyName, learner.givenName].filter(Boolean).join(", ");
  const states = new Map(leavesOf(row, row.records).map((leaf) => [leaf.activityId, leaf.state]));
  const { playerUrl, expiresAt, ...addresses } = packageAddresses(ctx.services.env, row);
  return {
    playerUrl,
    expiresAt,
    document: {
      protocol: PROTOCOL_VERSION,
      registrationId: row.id,
      lease,
      lastWriter: row.lastWriter,
      rules: {
        standard: row.standard as "SCORM_12",
        credit: row.credit,
        mode: row.mode,
        masteryOverridesStatus: row.masteryOverridesStatus,
      },
      activities: row.activities,
      tree: row.tree,
      locked: lockedActivities(row.activities, states),
      state: { ...runtimeStateOf(row), sequencing: row.tree && (await sharedWith(ctx, row)) },
      learner: { id: row.userId, name },
      ...addresses,
      trace: !row.counts,
    },
  };
}
