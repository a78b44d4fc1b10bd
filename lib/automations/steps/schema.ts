import { z } from "zod";

/** A step's name inside its flow: runs and their records point at it, so it stays the same from version to version. */
export const StepId = z.string().regex(/^[\w-]{1,40}$/, "A step's id is 1 to 40 letters, digits, hyphens or underscores.");
