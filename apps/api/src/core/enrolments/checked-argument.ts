import type { ZodType } from "zod";
import { InvalidInput } from "../../kernel/errors";

/** Checks an argument that is no input object; faults name the argument. */
export function checked<Out>(schema: ZodType<Out>, path: string, value: unknown): Out {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw InvalidInput(
    parsed.error.issues.map((issue) => ({
      path: [path, ...issue.path.map(String)],
      code: issue.code === "custom" && typeof issue.params?.["code"] === "string" ? issue.params["code"] : issue.code,
      message: issue.message,
    })),
  );
}
