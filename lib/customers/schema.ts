import { z } from "zod";

/** Traits hold JSON values. A null in an update removes the key. */
export type TraitValue = string | number | boolean | null | TraitValue[] | { [key: string]: TraitValue };
export const TraitValue: z.ZodType<TraitValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(TraitValue), z.record(z.string(), TraitValue)]),
);

export const Traits = z.record(z.string().min(1).max(200), TraitValue);
export type Traits = z.infer<typeof Traits>;

/** The corrected time, in milliseconds, at which each trait was last written. */
export type TraitTimes = Record<string, number>;

export const IDENTITY_KINDS = ["user_id", "anonymous_id", "email"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];
