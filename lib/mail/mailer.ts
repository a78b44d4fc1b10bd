import type { Email } from "@/lib/messages/schema";

/**
 * What became of one email that was offered.
 * `not_yet` is certain not to have been taken; of `unknown` nobody can say, so it may only be offered again under the same key. What is
 * `not_yet` is so for every email, unless it is the recipient's: then others may go meanwhile. Settings are put right by a person.
 */
export type Outcome =
  | { became: "taken"; providerId: string }
  | { became: "refused"; why: string }
  | { became: "not_yet"; why: string; afterMillis: number; of?: "recipient" | "settings" | undefined }
  | { became: "unknown"; why: string };

/** What became of an email when the call broke off. */
export const unheard = (error: unknown): Outcome => ({ became: "unknown", why: String(error) });

/** One email of several, with the id of its message. */
export type Posted = { id: string; email: Email };

/**
 * All that the rest knows of a provider. One that remembers keys answers what is offered again under the same key, with the same
 * bytes, within a day, without sending it again; to one that does not, an email whose fate is unknown is never offered again.
 */
export type Mailer = {
  name: string;
  remembersKeys: boolean;
  /** Since when a project's mail goes this way: what was offered before, it knows nothing of. */
  since?: Date;
  send(email: Email, key: string): Promise<Outcome>;
  /**
   * Hands over up to a hundred at once under one key, where a provider can. The outcomes are one for each, in order; when the call as
   * a whole is `not_yet` or `unknown`, they all are.
   */
  sendBatch?: (posted: readonly Posted[], key: string) => Promise<Outcome[]>;
  /** How many calls a second the provider takes from this account. */
  pace?: { account: string; perSecond: number };
};
