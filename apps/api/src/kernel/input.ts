import type { ZodType } from "zod";
import { InvalidInput } from "./errors";

const schemas = new WeakMap<object, ZodType>();

/** Attaches a zod schema to an input class: the value is parsed before the resolver runs, and faults go back by path. */
export const Validated =
  (schema: ZodType): ClassDecorator =>
  (target) => {
    schemas.set(target, schema);
  };

/** type-graphql's hook for each argument: replaces the input's fields by the parsed ones, or throws INVALID_INPUT. */
export function validateArgument(value: unknown, type: unknown): void {
  if (Array.isArray(value)) return value.forEach((one) => validateArgument(one, type));
  if (value === null || typeof value !== "object" || typeof type !== "function") return;
  const schema = schemas.get(type);
  if (!schema) return;
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw InvalidInput(
      parsed.error.issues.map((issue) => ({
        path: ["input", ...issue.path.map(String)],
        code: issue.code === "custom" && typeof issue.params?.code === "string" ? issue.params.code : issue.code,
        message: issue.message,
      })),
    );
  }
  Object.assign(value, parsed.data);
}
