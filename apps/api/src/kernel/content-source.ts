import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "./services";

/** A file of an unpacked package or of a set of uploaded pages. */
export interface ContentFile {
  sha256: string;
  mediaType: string;
  bytes: number;
  name: string;
  /** What is sent instead of the blob: made for this answer. */
  content?: Buffer;
}

/** Finds a file by its path inside the thing (decoded, no leading slash), or null. */
export type ContentSource = (services: Services, id: string, path: string) => Promise<ContentFile | null>;

export interface ContentSourceOptions {
  /**
   * `package`: runs as itself on the content origin, since its player must reach it; `page`: uploaded HTML, run in an opaque origin
   * by a sandboxing Content-Security-Policy.
   */
  trust: "package" | "page";
}

/** Answers a request of the content origin; `token` is the address's variable segment, empty where it has none. */
export type ContentHandler = (
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
) => Promise<void> | void;

const sources = new Map<string, ContentSource>();
const trusts = new Map<string, ContentSourceOptions["trust"]>();
const routes = new Map<string, ContentHandler>();

/** Declares who knows the files behind signed addresses of one kind (`signPath({ kind, … })`). */
export function registerContentSource(kind: string, source: ContentSource, options: ContentSourceOptions): void {
  sources.set(kind, source);
  trusts.set(kind, options.trust);
}

export const contentSource = (kind: string): { find: ContentSource; trust: ContentSourceOptions["trust"] } | undefined => {
  const find = sources.get(kind);
  return find && { find, trust: trusts.get(kind) ?? "page" };
};

/** Adds a route to the content origin: `registerContentRoute("POST", "/rt/:token", handler)`. The handler checks the token itself. */
export function registerContentRoute(method: "GET" | "POST" | "PUT", path: `/${string}`, handler: ContentHandler): void {
  routes.set(`${method} ${path}`, handler);
}

export const contentRoutes = (): { method: string; path: string; handler: ContentHandler }[] =>
  [...routes].map(([key, handler]) => {
    const [method = "", path = ""] = key.split(" ");
    return { method, path, handler };
  });
