import type { MessageState } from "@/lib/messages/schema";

/**
 * Where a message may go from where it is. Providers tell things twice and out of order, so what would lead back is left out:
 * an email that bounced is not delivered afterwards, and one that was lost sight of may still turn out to have been sent. What a provider
 * took it may still fail to send, and say so.
 */
const NEXT: { [S in MessageState]: readonly MessageState[] } = {
  claimed: ["skipped", "failed", "uncertain", "sent"],
  skipped: [],
  failed: [],
  uncertain: ["sent", "delivered", "bounced", "complained", "failed"],
  sent: ["delivered", "bounced", "complained", "failed"],
  delivered: ["bounced", "complained"],
  bounced: ["complained"],
  complained: [],
};

export const mayBecome = (from: MessageState, to: MessageState): boolean => NEXT[from].includes(to);
