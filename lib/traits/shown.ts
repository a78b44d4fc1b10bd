import "server-only";
import type { ListedTrait, ShownTrait } from "@/lib/traits/schema";

/** A trait as the API shows it. */
export const shownTrait = ({ key, label, description, type, format, coverage, firstSeenAt, lastSeenAt }: ListedTrait): ShownTrait => ({
  key,
  label,
  description,
  type,
  format,
  ...coverage,
  first_seen_at: firstSeenAt.toISOString(),
  last_seen_at: lastSeenAt.toISOString(),
});
