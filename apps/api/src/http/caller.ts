import { parse as parseCookies } from "./cookies";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "../kernel/context";
import { isId } from "../kernel/ids";
import type { Services } from "../kernel/services";
import type { Credentials } from "../kernel/viewer";

/** `__Host-` binds the cookie to this host and to https; a campus on plain http (a trial on one machine) cannot have it. */
export const cookieName = (services: Services): string => (services.env.secureCookies ? "__Host-lyceum" : "lyceum");
export const browserCookieName = (services: Services): string => (services.env.secureCookies ? "__Host-lyceum-browser" : "lyceum-browser");

function credentialsOf(services: Services, request: IncomingMessage, authorization: string | undefined): Credentials {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(authorization ?? "")?.[1];
  // A token that was sent but is unreadable must not fall back to somebody's cookie.
  if (authorization) return { bearer: bearer ?? "invalid" };
  return { cookieToken: parseCookies(request.headers.cookie)[cookieName(services)] };
}

/** `x-lyceum-preview: <courseId>` or `<courseId>/<groupId>`: the course in which the caller plays the preview learner. */
function previewOf(value: unknown): Caller["preview"] {
  const [courseId, groupId] = typeof value === "string" ? value.split("/") : [];
  return isId(courseId) ? { courseId, groupId: isId(groupId) ? groupId : null } : undefined;
}

const addressOf = (services: Services, request: IncomingMessage): string => {
  const forwarded = services.env.trustProxy
    ? String(request.headers["x-forwarded-for"] ?? "")
        .split(",")
        .at(-1)
        ?.trim()
    : undefined;
  return forwarded || (request.socket.remoteAddress ?? "");
};

/** Reads who calls over HTTP, and how to give them a cookie. */
export function callerOf(services: Services, request: IncomingMessage, response: ServerResponse): Caller {
  const cookies = parseCookies(request.headers.cookie);
  const set = (name: string, value: string, maxAge: number | null) => {
    const attributes = [
      `${name}=${value}`,
      "Path=/",
      "HttpOnly",
      "SameSite=Lax",
      ...(services.env.secureCookies ? ["Secure"] : []),
      ...(maxAge === null ? [] : [`Max-Age=${maxAge}`]),
    ];
    response.appendHeader("set-cookie", attributes.join("; "));
  };
  return {
    credentials: credentialsOf(services, request, request.headers.authorization),
    address: addressOf(services, request),
    userAgent: String(request.headers["user-agent"] ?? "").slice(0, 400),
    requestId: randomUUID(),
    preview: previewOf(request.headers["x-lyceum-preview"]),
    language: request.headers["accept-language"],
    browserToken: cookies[browserCookieName(services)],
    setCookie: (token, maxAge) => set(cookieName(services), token ?? "", token === null ? 0 : maxAge),
    setBrowserCookie: (token) => set(browserCookieName(services), token, 400 * 86_400),
  };
}

/** Reads who opened a WebSocket: the cookie, or `connectionParams.authorization`; `connectionParams.preview` is the header's twin. */
export function callerOfSocket(services: Services, request: IncomingMessage, authorization: string | undefined, preview?: unknown): Caller {
  return {
    credentials: credentialsOf(services, request, authorization ?? request.headers.authorization),
    preview: previewOf(preview ?? request.headers["x-lyceum-preview"]),
    address: addressOf(services, request),
    userAgent: String(request.headers["user-agent"] ?? "").slice(0, 400),
    language: request.headers["accept-language"],
  };
}
