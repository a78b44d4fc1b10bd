import type { Email } from "@/lib/messages/schema";

/**
 * What became of one email that was offered.
 * `not_yet` is certain not to have been taken; of `unknown` nobody can say, so it may only be offered again under the same key.
 */
export type Outcome =
  | { became: "taken"; providerId: string }
  | { became: "refused"; why: string }
  | { became: "not_yet"; why: string; afterMillis: number }
  | { became: "unknown"; why: string };

/**
 * All that the rest knows of a provider. One that remembers keys answers an email offered again under the same key, with the same
 * bytes, within a day, without sending it again; to one that does not, an email whose fate is unknown is never offered again.
 */
export type Mailer = {
  name: string;
  remembersKeys: boolean;
  /** Since when a project's mail goes this way: what was offered before, it knows nothing of. */
  since?: Date;
  send(email: Email, key: string): Promise<Outcome>;
};
