import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";
import { REFUSAL_CODES } from "@lyceum/shared/errors";
import type { ReasonLike } from "./reasons";

/** The closed list of codes a refusal carries; OFFLINE is this side's own, for a request that did not arrive. */
export const refusalCodes = [...REFUSAL_CODES, "OFFLINE"] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export interface FieldIssue {
  path: readonly (string | number)[];
  code: string;
  message: string;
}

/** Why the API said no. `messageKey` is an i18next key (`namespace:key`), `params` fill its gaps. */
export interface Refusal {
  code: RefusalCode;
  messageKey?: string;
  params: Record<string, unknown>;
  requestId?: string;
  issues: readonly FieldIssue[];
  /** What keeps it closed, each a sentence of the catalogue `reasons`. */
  reasons: readonly ReasonLike[];
  /** Seconds until another try may succeed. */
  retryAfterSeconds?: number;
}

const isCode = (value: unknown): value is RefusalCode => refusalCodes.some((code) => code === value);
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function readIssue(value: unknown): FieldIssue[] {
  if (!isRecord(value)) return [];
  const path = Array.isArray(value.path)
    ? value.path.filter((part) => typeof part === "string" || typeof part === "number")
    : String(value.path ?? "").split(".");
  return [{ path, code: text(value.code) ?? "invalid", message: text(value.message) ?? "" }];
}

function readReason(value: unknown): ReasonLike[] {
  return isRecord(value) && text(value.code) ? [{ code: String(value.code), params: isRecord(value.params) ? value.params : {} }] : [];
}

function fromExtensions(extensions: Record<string, unknown>): Refusal {
  return {
    code: isCode(extensions.code) ? extensions.code : "INTERNAL",
    messageKey: text(extensions.messageKey),
    params: isRecord(extensions.params) ? extensions.params : {},
    requestId: text(extensions.requestId),
    issues: Array.isArray(extensions.issues) ? extensions.issues.flatMap(readIssue) : [],
    reasons: Array.isArray(extensions.reasons) ? extensions.reasons.flatMap(readReason) : [],
    retryAfterSeconds: typeof extensions.retryAfterSeconds === "number" ? extensions.retryAfterSeconds : undefined,
  };
}

/** Reads whatever was thrown (by Apollo, a route loader or fetch) as one refusal; null when it is a fault of this program. */
export function refusalOf(error: unknown): Refusal | null {
  if (CombinedGraphQLErrors.is(error)) return fromExtensions({ ...error.errors[0]?.extensions });
  if (ServerError.is(error)) {
    const code = error.statusCode === 429 ? "RATE_LIMITED" : error.statusCode === 401 ? "UNAUTHENTICATED" : "INTERNAL";
    const wait = Number(error.response.headers.get("retry-after") ?? Number.NaN);
    return { code, params: {}, issues: [], reasons: [], retryAfterSeconds: Number.isFinite(wait) ? wait : undefined };
  }
  if (isRecord(error) && error.status === 404 && "data" in error) return { code: "NOT_FOUND", params: {}, issues: [], reasons: [] };
  // A fetch that got no answer is a TypeError in every browser.
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message))
    return { code: "OFFLINE", params: {}, issues: [], reasons: [] };
  return null;
}

/** Field messages of an INVALID_INPUT refusal by form path ("options.0.text"); a leading "input" is the argument, not a field. */
export function fieldErrorsOf(error: unknown, translate: (issue: FieldIssue) => string): Record<string, string> {
  const issues = refusalOf(error)?.issues ?? [];
  return Object.fromEntries(
    issues
      .map((issue) => [(issue.path[0] === "input" ? issue.path.slice(1) : issue.path).join("."), translate(issue)])
      .filter(([path]) => path !== ""),
  );
}
