import { CombinedGraphQLErrors } from "@apollo/client/errors";

/** What stands in the way of a change: somebody else's edit, or a term with the same key. */
export interface ExistingTerm {
  code: "STALE" | "TERM_EXISTS";
  id?: string;
  term?: string;
}

/** Reads a CONFLICT as the form shows it; null for everything else. */
export function conflictOf(error: unknown): ExistingTerm | null {
  if (!CombinedGraphQLErrors.is(error)) return null;
  const { code, reasons, current } = (error.errors[0]?.extensions ?? {}) as {
    code?: string;
    reasons?: { code: string }[];
    current?: { id?: string; term?: string };
  };
  const reason = reasons?.[0]?.code;
  return code === "CONFLICT" && (reason === "STALE" || reason === "TERM_EXISTS")
    ? { code: reason, id: current?.id, term: current?.term }
    : null;
}
