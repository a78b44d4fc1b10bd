/** One of the people who stand for everybody: their id, and what they go by. */
export type Dot = { id: string; name: string };

/** As many people as stand for everybody. */
export const CROWD_SIZE = 400;
