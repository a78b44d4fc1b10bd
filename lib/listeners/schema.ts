/**
 * `refresh_on_*`: a segment whose answer may change for the customer. `start_on_event`: an automation that begins with the event.
 * `refresh_on_customer` is any new customer or merge, `refresh_on_seen` any call of a known one (their last seen moves).
 */
export const INTERESTS = ["refresh_on_event", "refresh_on_trait", "refresh_on_customer", "refresh_on_seen", "start_on_event"] as const;
export type InterestKind = (typeof INTERESTS)[number];
export type Interest = { interest: InterestKind; key: string };
