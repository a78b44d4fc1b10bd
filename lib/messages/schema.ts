import { z } from "zod";

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

/** One email in full, as it is handed to a provider. */
export type Email = { from: string; to: string; subject: string; headers: Record<string, string>; html: string; text: string };

/** What a person reads for a state. */
export const STATE_WORDS: { [S in MessageState]: string } = {
  claimed: "Waiting",
  skipped: "Skipped",
  failed: "Failed",
  uncertain: "Uncertain",
  sent: "Sent",
  delivered: "Delivered",
  bounced: "Bounced",
  complained: "Complained",
};

const REASON_WORDS: { [R in SkipReason]: string } = {
  suppressed: "This address must not be written to.",
  unsubscribed: "They have unsubscribed.",
  group: "They have left this group of emails.",
  no_address: "They have no email address.",
  cap: "They have had as many emails as the cap allows.",
  smart_sending: "They were written to a short while ago.",
};

/** A reason as a sentence. Those that are not ours are the provider's own words. */
export const reasonInWords = (reason: string | null): string => (reason === null ? "" : (REASON_WORDS[reason as SkipReason] ?? reason));

export const MessageId = z.object({ id: z.string().max(60) });
