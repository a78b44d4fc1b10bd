import type { z } from "zod";

const STATUS = {
  INVALID_INPUT: 422,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  LIMIT_REACHED: 429,
} as const;

export type ErrorCode = keyof typeof STATUS;
export type FieldErrors = Record<string, string[] | undefined>;

/**
 * A failure the caller is meant to see: its message is shown to the person as is, and says what to do.
 * Anything else that is thrown is a bug, is reported, and reads "Something went wrong."
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;

  constructor(code: ErrorCode, message: string, fields?: FieldErrors) {
    super(message);
    this.code = code;
    this.fields = fields;
  }

  get status() {
    return STATUS[this.code];
  }
}

export const notFound = (what: string) => new AppError("NOT_FOUND", `That ${what} does not exist.`);

/** Why a thing may not be deleted: what uses it, each by its kind and name. Says nothing where nothing does. */
export function refuseUsed(name: string, used: readonly { kind: string; name: string }[]): void {
  if (used.length === 0) return;
  const places = used.map(({ kind, name: of }) => `the ${kind} "${of}"`).join(", ");
  throw new AppError("CONFLICT", `"${name}" is used in ${places}. Change or ${used.length > 1 ? "end these" : "end that"} first.`);
}

/** What is wrong with what was said, field by field, nested ones by their path. */
export function fieldErrorsOf({ issues }: z.ZodError): FieldErrors {
  const byPath = Map.groupBy(issues, ({ path }) => path.join("."));
  return Object.fromEntries([...byPath].map(([path, those]) => [path, those.map(({ message }) => message)]));
}
