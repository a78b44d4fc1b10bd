import { z } from "zod";
import { ListInput, listOf } from "@/lib/paging/schema";

export const CHANNELS = ["email", "sms", "push", "chat"] as const;

export const MESSAGE_SOURCES = ["automation", "broadcast", "api", "test"] as const;
export type MessageSource = (typeof MESSAGE_SOURCES)[number];

/** States only move forward, in this order; `skipped`, `failed` and `uncertain` end a message that was not sent, or of which that is not known. */
export const MESSAGE_STATES = ["claimed", "skipped", "failed", "uncertain", "sent", "delivered", "bounced", "complained"] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Why nobody was written to, in the one order in which it is asked. */
export const SKIP_REASONS = ["erased", "suppressed", "unsubscribed", "group", "no_address", "cap", "smart_sending", "cancelled"] as const;
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
  erased: "They were erased.",
  suppressed: "This address is suppressed: it bounced, complained or was blocked.",
  unsubscribed: "They had unsubscribed before.",
  group: "They left this unsubscribe group.",
  no_address: "They have no email address.",
  cap: "They reached the email cap.",
  smart_sending: "They got another email recently.",
  cancelled: "It was cancelled before it went out.",
};

/** A reason as a sentence. Those that are not ours are the provider's own words. */
export const reasonInWords = (reason: string | null): string => (reason === null ? "" : (REASON_WORDS[reason as SkipReason] ?? reason));

export const MessageId = z.object({ id: z.string().max(60) });

export const ListMessages = ListInput.extend({
  customer: z.string().max(60).optional().describe("The id of a customer: only their messages."),
  state: z.enum(MESSAGE_STATES).optional(),
});
export type ListMessages = z.infer<typeof ListMessages>;

export const ShownMessage = z.object({
  id: z.string(),
  channel: z.enum(CHANNELS),
  source: z.enum(MESSAGE_SOURCES),
  source_id: z.string(),
  customer_id: z.string().nullable(),
  template_id: z.string().nullable(),
  template_version: z.number().int().nullable(),
  transactional: z.boolean(),
  state: z.enum(MESSAGE_STATES),
  reason: z.string().nullable().describe("Why it was skipped, failed or is waiting: one of our words, or the provider's own."),
  warnings: z.array(z.string()).describe("Variables that had no value and no word to stand in for it."),
  to: z.string().nullable(),
  from: z.string().nullable(),
  subject: z.string().nullable(),
  html: z.string().nullable().describe("As sent; for a key without consent:write, with links that can unsubscribe nobody."),
  text: z.string().nullable(),
  headers: z.record(z.string(), z.string()).nullable(),
  created_at: z.iso.datetime(),
  sent_at: z.iso.datetime().nullable(),
});
export type ShownMessage = z.infer<typeof ShownMessage>;
export const ShownMessages = listOf(ShownMessage);

export const ListMailbox = z.object({
  project: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
});

/** A message as a row of a list. */
export type ListedMessage = {
  id: string;
  to: string | null;
  customer: string | null;
  subject: string | null;
  templateName: string | null;
  state: MessageState;
  reason: string;
  source: MessageSource;
  at: Date;
};

/** A message as its page tells it. `opens` and `clicks` are those of people; those of machines are counted apart. */
export type ToldMessage = ListedMessage &
  Record<"opens" | "clicks" | "machineOpens" | "machineClicks", number> &
  Record<"sentAt" | "firstOpenedAt" | "firstClickedAt", Date | null> & {
    sourceId: string;
    /** What the automation or broadcast is called; null where nothing of the kind sent it, or where it is gone. */
    sentBy: string | null;
    template: { id: string; name: string; version: number | null } | null;
    warnings: string[];
    /** Whether it tells that it was opened or followed; null where that is not known any more. */
    isTracked: boolean | null;
  };
