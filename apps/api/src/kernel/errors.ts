import type { RefusalCode } from "@lyceum/shared/errors";
import { GraphQLError } from "graphql";

export type { RefusalCode };

/** One field's fault: where (path in the arguments), which rule, and a sentence for programs. */
export interface Issue {
  path: string[];
  code: string;
  message: string;
}

/** Why something is closed: a code, and the data of the sentence that the web makes of it. */
export interface Reason {
  code: string;
  params?: Record<string, string | number | boolean | null>;
}

interface RefusalExtras {
  messageKey?: string;
  issues?: Issue[];
  reasons?: Reason[];
  retryAfterSeconds?: number;
  current?: unknown;
}

/** An expected "no": a code from the closed list, and a message key that the web translates. */
export class Refusal extends GraphQLError {
  readonly refusal: RefusalCode;
  constructor(code: RefusalCode, message: string, extras: RefusalExtras = {}) {
    super(message, { extensions: { code, messageKey: extras.messageKey ?? `errors:${code}`, ...extras } });
    this.refusal = code;
  }
}

export const Unauthenticated = (messageKey?: string) => new Refusal("UNAUTHENTICATED", "Sign in first.", { messageKey });
export const Forbidden = (reason?: string) =>
  new Refusal("FORBIDDEN", "You may not do this.", reason ? { reasons: [{ code: reason }], messageKey: `errors:FORBIDDEN_${reason}` } : {});
export const NotFound = () => new Refusal("NOT_FOUND", "There is nothing here, or not for you.");
export const Locked = (reasons: Reason[]) =>
  new Refusal("LOCKED", `Closed: ${reasons.map((reason) => reason.code).join(", ")}.`, { reasons });
export const RateLimited = (seconds: number) =>
  new Refusal("RATE_LIMITED", `Too many tries: wait ${seconds} s.`, {
    retryAfterSeconds: seconds,
    reasons: [{ code: "WAIT", params: { seconds } }],
  });
export const TooComplex = (message: string) => new Refusal("TOO_COMPLEX", message);
/** A stream cannot tell everything that happened: read the rows again, and listen from their `liveCursor` on. */
export const Behind = () => new Refusal("BEHIND", "More happened than is told one by one: read again, and listen from liveCursor on.");

/** Somebody else changed it first; `current` is the row as it stands. */
export const Conflict = (code: string, message: string, current?: unknown) =>
  new Refusal("CONFLICT", message, { messageKey: `errors:CONFLICT_${code}`, reasons: [{ code }], current });

/** A fault at one field: `Invalid("input.title", "title.empty", "The title is empty.")`. */
export const Invalid = (path: string, code: string, message: string) => InvalidInput([{ path: path.split("."), code, message }]);
export const InvalidInput = (issues: Issue[]) =>
  new Refusal("INVALID_INPUT", issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "), { issues });

/** Refuses a stale edit: `expected` absent means that the caller does not care. */
export function expectVersion(row: { version: number }, expected: number | null | undefined): void {
  if (expected !== null && expected !== undefined && expected !== row.version) {
    throw Conflict("STALE", `The version is ${row.version}, not ${expected}.`, { version: row.version });
  }
}
