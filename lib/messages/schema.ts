export const CHANNELS = ["email", "sms", "push", "chat"] as const;
export type Channel = (typeof CHANNELS)[number];

export const MESSAGE_SOURCES = ["automation", "broadcast", "api", "test"] as const;
export type MessageSource = (typeof MESSAGE_SOURCES)[number];

/** States only move forward, in this order; `skipped`, `failed` and `uncertain` end a message that was not sent, or of which that is not known. */
export const MESSAGE_STATES = ["claimed", "skipped", "failed", "uncertain", "sent", "delivered", "bounced", "complained"] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Why nobody was written to, in the one order in which it is asked. */
export const SKIP_REASONS = ["suppressed", "unsubscribed", "group", "no_address", "cap", "smart_sending"] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
