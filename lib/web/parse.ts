import "server-only";
import type { z } from "zod";
import { AppError, fieldErrorsOf } from "@/lib/errors";

/** Reads what was said through its schema; what is wrong is told field by field. */
export function parse<S extends z.ZodType>(schema: S, said: unknown, message: string): z.output<S> {
  const { success, data, error } = schema.safeParse(said);
  if (success) return data;
  throw new AppError("INVALID_INPUT", message, fieldErrorsOf(error));
}
