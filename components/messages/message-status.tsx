import { Status, type StatusTone } from "@/components/ui/status";
import { type MessageState, STATE_WORDS } from "@/lib/messages/schema";

const TONES: { [S in MessageState]: StatusTone } = {
  claimed: "waiting",
  skipped: "note",
  failed: "bad",
  uncertain: "warn",
  sent: "good",
  delivered: "good",
  bounced: "bad",
  complained: "bad",
};

export const MessageStatus = ({ state }: { state: MessageState }) => <Status tone={TONES[state]}>{STATE_WORDS[state]}</Status>;
