import { ZodArray, ZodBoolean, ZodDefault, ZodEnum, ZodNullable, ZodNumber, type ZodObject, ZodString, type ZodType } from "zod";
import { Invalid } from "../../kernel/errors";
import type { CourseSettingsField, SettingChangeInput } from "./settings.types";

interface Bare {
  schema: ZodType;
  nullable: boolean;
}

/** A field's schema without its default and its permission to be null. */
function bare(schema: unknown, nullable = false): Bare {
  if (schema instanceof ZodDefault) return bare(schema.unwrap(), nullable);
  if (schema instanceof ZodNullable) return bare(schema.unwrap(), true);
  return { schema: schema as ZodType, nullable };
}

const namesOf = (schema: unknown): string[] => (schema instanceof ZodEnum ? schema.options.map(String) : []);

/** One field as a form needs it; null for a shape that no form draws. */
function fieldOf(name: string, declared: unknown, value: unknown): Omit<CourseSettingsField, "ofLearners"> | null {
  const { schema, nullable } = bare(declared);
  const empty = { name, nullable, choices: [], flag: null, choice: null, chosen: null, number: null, text: null };
  if (schema instanceof ZodBoolean) return { ...empty, kind: "FLAG", flag: value === true };
  if (schema instanceof ZodEnum) return { ...empty, kind: "CHOICE", choices: namesOf(schema), choice: (value as string | null) ?? null };
  if (schema instanceof ZodArray && schema.element instanceof ZodEnum)
    return { ...empty, kind: "CHOICES", choices: namesOf(schema.element), chosen: (value as string[] | null) ?? [] };
  if (schema instanceof ZodNumber) return { ...empty, kind: "NUMBER", number: (value as number | null) ?? null };
  if (schema instanceof ZodString) return { ...empty, kind: "TEXT", text: (value as string | null) ?? null };
  return null;
}

/** What a tool's settings are, from the schema that its manifest declares, with the values that stand. */
export function fieldsOf(schema: ZodObject, values: Record<string, unknown>, rights: readonly string[]): CourseSettingsField[] {
  return Object.entries(schema.shape).flatMap(([name, declared]) => {
    const field = fieldOf(name, declared, values[name]);
    return field ? [{ ...field, ofLearners: rights.includes(name) }] : [];
  });
}

const VALUES = { FLAG: "flag", CHOICE: "choice", CHOICES: "chosen", NUMBER: "number", TEXT: "text" } as const;

/** The changes as values of the schema. INVALID_INPUT for a setting that there is none of, or a value that does not fit it. */
export function valuesOf(schema: ZodObject, changes: readonly SettingChangeInput[]): Record<string, unknown> {
  return Object.fromEntries(
    changes.map((change, index) => {
      const declared = schema.shape[change.name] as ZodType | undefined;
      const field = declared && fieldOf(change.name, declared, null);
      if (!declared || !field) throw Invalid(`changes.${index}.name`, "setting.unknown", "There is no such setting.");
      const parsed = declared.safeParse(change[VALUES[field.kind]] ?? null);
      if (!parsed.success) throw Invalid(`changes.${index}`, "setting.value", "This setting has no such value.");
      return [change.name, parsed.data];
    }),
  );
}
