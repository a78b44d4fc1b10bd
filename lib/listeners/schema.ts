/**
 * `refresh_on_*`: a segment whose answer may change for the customer. `start_on_*`: an automation that begins with the event, or when the
 * tag is put on or taken off. `refresh_on_customer` is any new customer or merge, `refresh_on_seen` any call of a known one (their last seen moves).
 * `tell_webhooks`: a webhook that is told of a kind of thing; of recorded events with `:` and their name, or of all of them.
 * The key is the event's name, the trait's key, the tag's id, or the kind.
 */
export const INTERESTS = [
  "refresh_on_event",
  "refresh_on_trait",
  "refresh_on_customer",
  "refresh_on_seen",
  "start_on_event",
  "refresh_on_tag",
  "start_on_tag",
  "tell_webhooks",
] as const;
export type InterestKind = (typeof INTERESTS)[number];
export type Interest = { interest: InterestKind; key: string };
