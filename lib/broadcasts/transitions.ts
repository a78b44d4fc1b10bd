import type { BroadcastStatus } from "@/lib/broadcasts/schema";

/** Sending now is being scheduled for this moment: there is one way out of a draft. */
const NEXT: Record<BroadcastStatus, readonly BroadcastStatus[]> = {
  draft: ["scheduled"],
  scheduled: ["draft", "sending", "cancelled"],
  sending: ["paused", "sent", "cancelled"],
  paused: ["sending", "cancelled"],
  sent: [],
  cancelled: [],
};

export const mayBecome = (from: BroadcastStatus, to: BroadcastStatus): boolean => NEXT[from].includes(to);
