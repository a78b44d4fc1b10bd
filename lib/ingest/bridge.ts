import type { Traits } from "@/lib/customers/schema";
import type { Said } from "@/lib/ingest/body";
import { millisOf } from "@/lib/ingest/said";

/** Segment's names for what we call otherwise. Every other key stays as it is. */
const OURS: Record<string, string> = { createdAt: "signed_up_at", firstName: "first_name", lastName: "last_name" };

/** Traits under our names: `name` becomes first and last name where those are not said themselves, sign-up is a UNIX time in seconds. */
export function bridgedTraits(said: Said): Traits {
  const traits: Traits = {};
  for (const [key, value] of Object.entries(said)) {
    if (key === "name" || Object.hasOwn(OURS, key) || value === undefined) continue;
    traits[key] = value as Traits[string];
  }
  for (const [theirs, ours] of Object.entries(OURS))
    if (said[theirs] !== undefined && traits[ours] === undefined) traits[ours] = said[theirs] as Traits[string];
  nameInto(traits, said.name);
  const signedUp = millisOf(traits.signed_up_at);
  if (signedUp !== undefined) traits.signed_up_at = Math.floor(signedUp / 1000);
  return traits;
}

function nameInto(traits: Traits, name: unknown) {
  if (typeof name !== "string" || name.trim() === "") return;
  const [first, ...rest] = name.trim().split(/\s+/);
  traits.first_name ??= first!;
  if (rest.length > 0) traits.last_name ??= rest.join(" ");
}
