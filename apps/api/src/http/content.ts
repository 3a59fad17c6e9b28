import { REFUSAL_STATUS } from "@lyceum/shared/errors";
import express, { type Express, type Request, type Response } from "express";
import { createServer, type Server } from "node:http";
import { contentOriginOf, hasSubdomains } from "../kernel/content-address";
import { contentRoutes, contentSource, type ContentFile } from "../kernel/content-source";
import { Forbidden, Invalid, NotFound, Refusal } from "../kernel/errors";
import { log } from "../kernel/log";
import { verifyPath } from "../kernel/signed-url";
import type { Services } from "../kernel/services";
import { packagePolicy, pagePolicy, setContentHeaders } from "./content-headers";
import { mountPlayer } from "./content-player";
import { sendBlob } from "./files";

/** The origin of whatever can run script: another host, no cookies, framed by the application only. */
export function contentServer(services: Services): Server {
  if (!hasSubdomains(services.env))
    log.warn("content origin: no wildcard subdomains, so packages share one origin; set CONTENT_ORIGIN=https://*.<domain>");
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.use((_request, response, next) => {
    setContentHeaders(services.env, response);
    next();
  });
  app.get("/health", (_request, response) => void response.json({ status: "ok", origin: services.env.contentOrigin }));
  mountPlayer(app, services);
  mountSources(app, services);
  mountModuleRoutes(app, services);
  app.use((_request, response) => void response.status(404).end());
  app.use((error: unknown, _request: Request, response: Response, _next: express.NextFunction) => refuse(error, response));
  return createServer(app);
}

/** A refusal's status and nothing else: an address that does not work says no more than that. */
function refuse(error: unknown, response: Response): void {
  const plain = (error as { status?: number } | null)?.status ?? 500;
  const ours = error instanceof Refusal ? (error.refusal === "INVALID_INPUT" ? 400 : REFUSAL_STATUS[error.refusal]) : undefined;
  const status = ours ?? (plain >= 400 && plain < 500 ? plain : 500);
  if (status === 500) log.error({ err: error }, "the content origin failed");
  if (response.headersSent) return void response.destroy();
  response.status(status).end();
}

function mountSources(app: Express, services: Services): void {
  app.use("/p", (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return void response.status(405).set("allow", "GET, HEAD").end();
    serve(services, request, response).catch(next);
  });
}

async function serve(services: Services, request: Request, response: Response): Promise<void> {
  const [token = "", ...rest] = segmentsOf(request.url);
  const path = rest.join("/");
  const scope = verifyPath(services.env.secret, token, { path });
  if (hasSubdomains(services.env) && new URL(contentOriginOf(services.env, scope.site)).host !== request.headers.host) throw Forbidden();
  const source = contentSource(scope.kind);
  // A token of another route's kind opens nothing here.
  if (!source) throw Forbidden();
  const file = await fileAt((wanted) => source.find(services, scope.id, wanted), path);
  if (!file) throw NotFound();
  const isPage = source.trust === "page";
  response.set("content-security-policy", isPage ? pagePolicy(services.env) : packagePolicy(services.env));
  // A sandboxed page has no origin of its own, and may still read its own files.
  if (isPage) response.set("access-control-allow-origin", "*");
  // No charset is added: a package's own pages say theirs, and old ones are not UTF-8.
  await sendBlob(services, request, response, { ...file, contentType: file.mediaType, cacheControl: "private, max-age=600" }, "inline");
}

async function fileAt(find: (path: string) => Promise<ContentFile | null>, path: string): Promise<ContentFile | null> {
  if (path === "" || path.endsWith("/")) return find(`${path}index.html`);
  return find(path);
}

/**
 * The decoded segments of a path as it came. A segment that decodes to a dot, a slash, a backslash or a control character could mean
 * another file than it says: refused, never repaired.
 */
export function segmentsOf(url: string): string[] {
  const raw = url.split(/[?#]/, 1)[0]!.replace(/^\//, "").split("/");
  return raw.map((part, index) => {
    const segment = decoded(part);
    const last = index === raw.length - 1;
    if (segment === null || segment === "." || segment === ".." || (segment === "" && !last) || hasForbidden(segment))
      throw Invalid("path", "path.malformed", "Malformed.");
    return segment;
  });
}

// Control characters are compared by number: a pattern with them in it is not readable.
const hasForbidden = (segment: string): boolean =>
  [...segment].some((sign) => sign === "/" || sign === "\\" || sign.charCodeAt(0) < 32 || sign.charCodeAt(0) === 127);

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function mountModuleRoutes(app: Express, services: Services): void {
  for (const { method, path, handler } of contentRoutes()) {
    app.use(path, (request, response, next) => {
      if (request.method !== method) return next();
      Promise.resolve(handler(services, request, response, String(request.params["token"] ?? ""))).catch(next);
    });
  }
}
