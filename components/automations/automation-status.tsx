import { Status, type StatusTone } from "@/components/ui/status";
import type { AutomationStatus, PauseReason } from "@/lib/automations/schema";

/** What a person reads for a status. */
export const STATUS_WORDS: Record<AutomationStatus, string> = { draft: "Draft", live: "Live", paused: "Paused", archived: "Archived" };
const TONES: Record<AutomationStatus, StatusTone> = { draft: "draft", live: "live", paused: "paused", archived: "draft" };

type Props = { status: AutomationStatus; because?: PauseReason | null; entriesStopped?: boolean };

/** How an automation stands. One that asks something says so, because it waits for a person. */
export function AutomationStatusSign({ status, because, entriesStopped = false }: Props) {
  if (status === "paused" && because === "first_real_email") return <Status tone="warn">Asks before sending</Status>;
  if (status === "live" && entriesStopped) return <Status tone="paused">Live, nobody enters</Status>;
  return <Status tone={TONES[status]}>{STATUS_WORDS[status]}</Status>;
}
