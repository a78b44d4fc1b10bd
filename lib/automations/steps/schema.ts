import { z } from "zod";

/** A step's name inside its flow: runs and their records point at it, so it stays the same from version to version. */
export const StepId = z.string().regex(/^[\w-]{1,40}$/, "A step's id is 1 to 40 letters, digits, hyphens or underscores.");

// Postgres keeps no NUL byte, so it is refused where it is said and not where it would fail.
export const plain = <S extends z.ZodType<string>>(text: S) =>
  text.refine((said) => !said.includes("\0"), "It holds a character that cannot be kept.");
