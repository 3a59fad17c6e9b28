import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { hacpAnswer, objectiveElements, paramElements, readGroups, readHacp, type HacpCommand } from "@lyceum/courseware/hacp";
import { interactionElements, paramText } from "@lyceum/courseware/hacp-tables";
import { LIMITS, type RuntimeEvent } from "@lyceum/courseware/runtime/runtime-protocol";
import { launchModel } from "@lyceum/courseware/runtime/launch-model";
import { z } from "zod";
import { registerContentRoute } from "../../kernel/content-source";
import { Context } from "../../kernel/context";
import { Refusal } from "../../kernel/errors";
import { verifyPath } from "../../kernel/signed-url";
import type { Services } from "../../kernel/services";
import { commitDeltas } from "./commit";
import { loadRegistration, type RegistrationRow } from "./registration-rows";

const hashed = (token: string): string => createHash("sha256").update(token).digest("hex");
const begun = z.object({ lease: z.string().min(1).max(100), activityId: z.string().min(1).max(1024) });

/** The request's text; null when it is longer than what is ever saved at once, form-encoded. */
async function textOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMITS.commitBytes * 3) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Gives the player a session for a unit that it is about to open: 403 for a token of something else, 409 without the lease. */
async function begin(services: Services, request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
  const scope = verifyPath(services.env.secret, token, { kind: "rt" });
  const answer = (status: number, value: object) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  const body = await textOf(request);
  const sent = begun.safeParse(safeJson(body ?? ""));
  if (!sent.success || !scope.userId) return answer(400, {});
  const row = await loadRegistration(services.db, scope.id, []);
  if (!row || row.userId !== scope.userId || row.standard !== "AICC") return answer(404, {});
  if (row.lease !== sent.data.lease) return answer(409, {});
  if (!row.activities.some(({ identifier, launchable }) => launchable && identifier === sent.data.activityId)) return answer(404, {});
  const session = randomBytes(32).toString("base64url");
  await services.db.hacpSession.create({ data: { tokenHash: hashed(session), registrationId: row.id, ...sent.data } });
  answer(200, { sessionId: session });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Answers a unit: 0 done, 1 no such command, 3 no such session, or one that has ended. */
async function hear(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await textOf(request);
  const say = (text: string) => void response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end(text);
  if (body === null) return void response.writeHead(413).end();
  const { command, sessionId, data } = readHacp(body);
  const session = sessionId === "" ? null : await services.db.hacpSession.findUnique({ where: { tokenHash: hashed(sessionId) } });
  if (!session || session.endedAt) return say(hacpAnswer(3));
  if (command === null) return say(hacpAnswer(1));
  const row = await loadRegistration(services.db, session.registrationId, [session.activityId]);
  // Another opening has taken the attempt over: this one's session ended with it.
  if (!row || row.trashedAt || row.lease !== session.lease) return say(hacpAnswer(3));
  if (command === "getparam") {
    await keep(services, row, session, {}, []);
    return say(hacpAnswer(0, paramText(await modelOf(services, row, session.activityId))));
  }
  const kept = await keep(
    services,
    row,
    session,
    elementsOf(command, data, row, session.activityId),
    command === "exitau" ? ["finish"] : [],
  );
  if (kept && command === "exitau") {
    await services.db.hacpSession.update({ where: { tokenHash: session.tokenHash }, data: { endedAt: new Date() } });
  }
  say(hacpAnswer(kept ? 0 : 3));
}

async function modelOf(services: Services, row: RegistrationRow, activityId: string): Promise<Record<string, string>> {
  const activity = row.activities.find(({ identifier }) => identifier === activityId)!;
  const learner = await services.db.user.findUniqueOrThrow({ where: { id: row.userId }, select: { givenName: true, familyName: true } });
  const name = [learner.familyName, learner.givenName].filter(Boolean).join(", ");
  return launchModel(row.records[activityId], activity, rulesOf(row), { id: row.userId, name });
}

const rulesOf = (row: RegistrationRow) => ({
  standard: "AICC" as const,
  credit: row.credit,
  mode: row.mode,
  masteryOverridesStatus: row.masteryOverridesStatus,
});

function elementsOf(command: HacpCommand, data: string, row: RegistrationRow, activityId: string): Record<string, string> {
  const model = row.records[activityId]?.model ?? {};
  const rows = (list: string) => Object.keys(model).filter((element) => new RegExp(`^cmi\\.${list}\\.\\d+\\.id$`).test(element)).length;
  if (command === "putparam") return paramElements(data);
  if (command === "putinteractions") return interactionElements(data, rows("interactions"));
  if (command === "putobjectives") return objectiveElements(data, rows("objectives"));
  if (command === "putcomments") return { "cmi.comments": readGroups(data).get("comments")?.text ?? data };
  // The path and the performance are heard and not kept: nothing here shows them.
  return {};
}

interface Session {
  tokenHash: string;
  activityId: string;
  lease: string;
}

/** Saves as the player would: the first word of a session begins it. False: the attempt was taken over. */
async function keep(
  services: Services,
  row: RegistrationRow,
  { activityId, lease }: Session,
  set: Record<string, string>,
  ending: RuntimeEvent[],
): Promise<boolean> {
  const record = row.records[activityId];
  const events: RuntimeEvent[] = [...(record?.initialized && !record.finished ? [] : (["initialize"] as const)), ...ending];
  if (Object.keys(set).length === 0 && events.length === 0) return true;
  const ctx = new Context(services, { credentials: { onBehalfOf: row.userId }, address: "", userAgent: "hacp" });
  try {
    const committed = await commitDeltas(ctx, row.id, lease, [{ seq: 1, activityId, set, events, at: Date.now() }], {
      next: true,
    });
    return committed.kind === "stored";
  } catch (error) {
    // No longer enrolled, or the package is gone: to the unit, its session has ended.
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Adds AICC's addresses to the content origin. */
export function registerHacp(): void {
  registerContentRoute("POST", "/hacp-session/:token", begin);
  registerContentRoute("POST", "/hacp", hear);
}
