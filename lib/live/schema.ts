/** Something that arrived, as the live view shows it. */
export type Arrival = {
  id: string;
  /** When we received it, in ISO 8601. */
  at: string;
  name: string;
  source: string;
  customer: { id: string; name: string } | null;
  /** Why it was refused; null for what was recorded. */
  refused: string | null;
};

/** What became of a call. */
export const OUTCOMES = ["recorded", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The live view is a sample: it holds this many rows, and a burst shows only its newest. */
export const RING = 500;
