import type { ServerResponse } from "node:http";
import type { Env } from "../env";

type Origins = Pick<Env, "appOrigin" | "secureCookies">;

/** Nothing on the content origin needs these, whatever a package asks for. */
const PERMISSIONS = [
  "camera",
  "display-capture",
  "geolocation",
  "hid",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "serial",
  "usb",
];

/** What every answer of the content origin carries. No cookie is ever read or set here. */
export function setContentHeaders(env: Origins, response: ServerResponse): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("origin-agent-cluster", "?1");
  // Signed addresses lie in the path: they must not travel to other sites.
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("permissions-policy", PERMISSIONS.map((name) => `${name}=()`).join(", "));
  // The application shows pictures and media from here; the signed address is what protects them.
  response.setHeader("cross-origin-resource-policy", "cross-origin");
  response.setHeader("content-security-policy", `default-src 'none'; sandbox; frame-ancestors ${env.appOrigin}`);
  if (env.secureCookies) response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
}

/** A package runs as itself, framed by the player and the application only. */
export const packagePolicy = (env: Origins): string => `frame-ancestors 'self' ${env.appOrigin}`;

/** Uploaded pages run in an origin of nobody: no storage, no other page's frame, no address of ours with rights. */
export const pagePolicy = (env: Origins): string =>
  `sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads; frame-ancestors ${env.appOrigin}`;

/** The player: its own files, the package in a frame of the same origin, and the application around it. */
export const playerPolicy = (env: Origins): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${env.appOrigin}`,
  ].join("; ");
