import type { Context } from "../../kernel/context";
import type { DocumentRow } from "./documents";

export function contentUrlOf(_ctx: Context, _document: DocumentRow): string | null {
  return null;
}
