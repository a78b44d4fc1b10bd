import type { Traits } from "@/lib/customers/schema";
import type { Said } from "@/lib/ingest/body";
import { millisOf } from "@/lib/ingest/said";

/** Segment's names for what we call otherwise. Every other key stays as it is. */
const OURS: Record<string, string> = { createdAt: "signed_up_at", firstName: "first_name", lastName: "last_name" };

/** Traits under our names: `name` is split, sign-up is a UNIX time in seconds. */
export function bridgedTraits(said: Said): Traits {
  const traits: Traits = {};
  for (const [key, value] of Object.entries(said)) {
    if (Object.hasOwn(OURS, key) || value === undefined) continue;
    traits[key] = value as Traits[string];
  }
  for (const [theirs, ours] of Object.entries(OURS))
    if (said[theirs] !== undefined && traits[ours] === undefined) traits[ours] = said[theirs] as Traits[string];
  const signedUp = millisOf(traits.signed_up_at);
  if (signedUp !== undefined) traits.signed_up_at = Math.floor(signedUp / 1000);
  return withNameSplit(traits);
}

/**
 * A text under `name` becomes first and last name. Those that the same call says itself win over it; of separate calls the latest wins,
 * as with any trait, so it does not matter in which order they arrive. One word says nothing of the last name.
 */
export function withNameSplit({ name, ...traits }: Traits): Traits {
  if (typeof name !== "string") return name === undefined ? traits : { ...traits, name };
  const [first, ...rest] = name.trim().split(/\s+/);
  if (first) traits.first_name ??= first;
  if (rest.length > 0) traits.last_name ??= rest.join(" ");
  return traits;
}
