import { Status, type StatusTone } from "@/components/ui/status";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";

const TONES: Record<BroadcastStatus, StatusTone> = {
  draft: "draft",
  scheduled: "waiting",
  sending: "live",
  paused: "paused",
  sent: "good",
  cancelled: "bad",
};

export const STATUS_WORDS: Record<BroadcastStatus, string> = {
  draft: "Draft",
  scheduled: "Scheduled",
  sending: "Sending",
  paused: "Paused",
  sent: "Sent",
  cancelled: "Cancelled",
};

/** How a broadcast stands. */
export const BroadcastStatusSign = ({ status }: { status: BroadcastStatus }) => (
  <Status tone={TONES[status]}>{STATUS_WORDS[status]}</Status>
);
