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

/** How good a claim to a name is, from best to none. Someone known beats someone anonymous, and a secret key beats a public one. */
export const STANDINGS = { userBySecret: 0, userByPublic: 1, anonymousBySecret: 2, anonymousByPublic: 3 } as const;
export const UNCLAIMED = 9;
