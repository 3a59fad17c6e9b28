import { keepaliveSchema, LIMITS } from "@lyceum/courseware/runtime/runtime-protocol";
import type { IncomingMessage, ServerResponse } from "node:http";
import { registerContentRoute, registerContentSource, type ContentFile } from "../../kernel/content-source";
import { Context } from "../../kernel/context";
import { isId } from "../../kernel/ids";
import { verifyPath } from "../../kernel/signed-url";
import type { Services } from "../../kernel/services";
import { commitDeltas } from "./commit";
import { registerHacp } from "./hacp";

/** The player keeps below the browser's limit for such requests; the rest is JSON around it. */
const BODY_MAX = LIMITS.keepaliveBytes * 2;

async function findFile(services: Services, revisionId: string, path: string): Promise<ContentFile | null> {
  if (!isId(revisionId)) return null;
  const row = await services.db.packageFile.findUnique({ where: { revisionId_path: { revisionId, path: path.normalize("NFC") } } });
  // Packages made on systems that ignore letter case still work.
  const file =
    row ??
    (await services.db.packageFile.findFirst({ where: { revisionId, path: { equals: path.normalize("NFC"), mode: "insensitive" } } }));
  return (
    file && {
      sha256: file.sha256,
      mediaType: file.mediaType,
      bytes: Number(file.bytes),
      name: file.path.slice(file.path.lastIndexOf("/") + 1),
    }
  );
}

/** The last changes of a page that is going: 200 with the number stored, 409 with the state that holds, 413 when over a limit. */
async function saveOnLeaving(services: Services, request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
  const scope = verifyPath(services.env.secret, token, { kind: "rt" });
  const body = await readBody(request);
  const answer = (status: number, value: object) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  const sent = body === null ? null : keepaliveSchema.safeParse(body);
  if (!sent) return void answer(413, { code: "TOO_LARGE", state: null });
  if (!sent.success || sent.data.token !== token || !scope.userId) return void answer(400, {});
  const ctx = new Context(services, {
    credentials: { onBehalfOf: scope.userId },
    address: "",
    userAgent: String(request.headers["user-agent"] ?? ""),
  });
  const committed = await commitDeltas(ctx, scope.id, sent.data.lease, sent.data.deltas);
  if (committed.kind === "stored") return void answer(200, { lastSeq: committed.lastSeq });
  answer(committed.code === "TOO_LARGE" ? 413 : 409, { code: committed.code, state: committed.state });
}

/** The request's JSON; null when it is larger than the player ever sends; undefined when it is no JSON. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Tells the content origin what packages have there; called once by the manifest. */
export function registerPackageContent(): void {
  registerContentSource("package", findFile, { trust: "package" });
  registerContentRoute("POST", "/rt/:token", saveOnLeaving);
  registerHacp();
}
