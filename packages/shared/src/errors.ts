/** The closed list of refusal codes of the public API. */
export const REFUSAL_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "INVALID_INPUT",
  "LOCKED",
  "RATE_LIMITED",
  "TOO_COMPLEX",
  "BEHIND",
  "TIMEOUT",
  "UNAVAILABLE",
  "INTERNAL",
] as const;

/** Why the API refused: the one machine-readable word in `extensions.code`. */
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** One thing wrong with an input: `path` leads to the field, `code` and `message` (a catalogue key) say what. */
export interface InputIssue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** Something that keeps a thing closed, as data: the web makes the sentence from `code` and `params`. */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

/** `extensions` of a refusal. `reasons` come with `LOCKED`, `issues` with `INVALID_INPUT`, `retryAfterSeconds` with `RATE_LIMITED`. */
export interface RefusalExtensions {
  readonly code: RefusalCode;
  readonly messageKey: string;
  readonly requestId: string;
  readonly issues?: readonly InputIssue[];
  readonly reasons?: readonly Reason[];
  readonly retryAfterSeconds?: number;
}

/** HTTP status for each code, where an answer has no GraphQL body (downloads, feeds, uploads). */
export const REFUSAL_STATUS: Readonly<Record<RefusalCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID_INPUT: 422,
  LOCKED: 423,
  RATE_LIMITED: 429,
  TOO_COMPLEX: 400,
  BEHIND: 410,
  TIMEOUT: 504,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** True for a code of the closed list. */
export function isRefusalCode(value: unknown): value is RefusalCode {
  return typeof value === "string" && (REFUSAL_CODES as readonly string[]).includes(value);
}
