/** The topic of everything that can be left. */
export const ALL = "all";
/** The topic of every broadcast: who leaves one leaves all of them, and still gets what automations send. */
export const BROADCASTS = "broadcasts";
export type Topic = typeof ALL | typeof BROADCASTS;

/** What a message is, as far as leaving goes. */
export type Leavable = { transactional: boolean; broadcast?: boolean; group?: string | null };

/** The topics whose leavers do not get it. */
export const topicsOf = ({ transactional, broadcast = false }: Leavable): string[] =>
  transactional ? [] : broadcast ? [ALL, BROADCASTS] : [ALL];
