import { Status, type StatusTone } from "@/components/ui/status";
import type { BroadcastStatus } from "@/lib/broadcasts/schema";

const SHOWN: Record<BroadcastStatus, [StatusTone, string]> = {
  draft: ["draft", "Draft"],
  scheduled: ["waiting", "Scheduled"],
  sending: ["live", "Sending"],
  paused: ["paused", "Paused"],
  sent: ["good", "Sent"],
  cancelled: ["bad", "Cancelled"],
};

/** How a broadcast stands. */
export function BroadcastStatusSign({ status }: { status: BroadcastStatus }) {
  const [tone, word] = SHOWN[status];
  return <Status tone={tone}>{word}</Status>;
}
