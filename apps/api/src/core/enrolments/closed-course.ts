import { Refusal } from "../../kernel/errors";

/** A course that is not open yet can be joined already. */
export function orClosed(error: unknown): null {
  if (error instanceof Refusal && error.refusal === "LOCKED") return null;
  throw error;
}
