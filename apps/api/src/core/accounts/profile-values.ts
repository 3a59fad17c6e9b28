import { normalizeProfileValue, profileValueFault } from "@lyceum/shared/inputs/profile-fields";
import { Forbidden, InvalidInput, type Issue } from "../../kernel/errors";
import type { Db, Tx } from "../../kernel/database";
import type { ExtraField, FieldSubject } from "../../generated/prisma/client.ts";

export interface FieldValue {
  fieldId: string;
  /** Normalized; empty = none. */
  value: string;
}

/** The extra fields of profiles, or of courses, that are in use, in their order. */
export const activeFields = (db: Db | Tx, subject: FieldSubject = "USER"): Promise<ExtraField[]> =>
  db.extraField.findMany({ where: { subject, archivedAt: null }, orderBy: [{ position: "asc" }, { id: "asc" }] });

interface Asked {
  /** All of the fields that the caller may write are meant: what is absent is empty. */
  whole?: boolean;
  mayWrite: (field: ExtraField) => boolean;
}

/**
 * Checks values against their fields: INVALID_INPUT at `input.fields.<id>` for what does not fit or is missing, FORBIDDEN for a field that
 * the caller may not write. A field that is not there is a fault too.
 */
export function checkValues(fields: ExtraField[], given: FieldValue[], { whole, mayWrite }: Asked): FieldValue[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const issues: Issue[] = given
    .filter(({ fieldId }) => !byId.has(fieldId))
    .map(({ fieldId }) => ({ path: ["input", "fields", fieldId], code: "field.unknown", message: "There is no such field." }));
  const values = new Map(given.map(({ fieldId, value }) => [fieldId, value]));
  const checked: FieldValue[] = [];
  for (const field of fields) {
    const text = values.get(field.id) ?? (whole && mayWrite(field) ? "" : undefined);
    if (text === undefined) continue;
    if (!mayWrite(field)) throw Forbidden("FIELD_KEPT");
    const value = normalizeProfileValue(field.kind, text);
    const fault = profileValueFault(field, value);
    if (fault) issues.push({ path: ["input", "fields", field.id], code: fault, message: `This does not fit (${fault}).` });
    else checked.push({ fieldId: field.id, value });
  }
  if (issues.length > 0) throw InvalidInput(issues);
  return checked;
}

/** Writes checked values; empty ones go. Two statements, however many. */
export async function writeValues(tx: Tx, userId: string, values: FieldValue[]): Promise<void> {
  if (values.length === 0) return;
  await tx.profileValue.deleteMany({ where: { userId, fieldId: { in: values.map(({ fieldId }) => fieldId) } } });
  const filled = values.filter(({ value }) => value !== "");
  if (filled.length > 0) await tx.profileValue.createMany({ data: filled.map((value) => ({ userId, ...value })) });
}
