/** One of the people who stand for everybody: their id, and what they go by. */
export type Dot = { id: string; name: string };

/** As many people as stand for everybody. */
export const CROWD_SIZE = 400;

/** One thing that was asked of somebody: in words, whether it is so, what we know that says so, and what it was made up of. */
export type Because = { says: string; holds: boolean; fact?: string | null; parts?: Because[] };

/** Who a dot is, and why they stand where they stand. */
export type Why = { person: { id: string; name: string; email: string | null }; says: string; because: Because[] };
