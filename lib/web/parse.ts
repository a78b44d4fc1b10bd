import "server-only";
import type { z } from "zod";
import { AppError, type FieldErrors } from "@/lib/errors";

/** Reads what was said through its schema; what is wrong is told field by field, nested ones by their path. */
export function parse<S extends z.ZodType>(schema: S, said: unknown, message: string): z.output<S> {
  const { success, data, error } = schema.safeParse(said);
  if (success) return data;
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.join(".");
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  throw new AppError("INVALID_INPUT", message, fields);
}
