import { Status, type StatusTone } from "@/components/ui/status";
import type { AutomationStatus, PauseReason } from "@/lib/automations/schema";

const SHOWN: Record<AutomationStatus, [StatusTone, string]> = {
  draft: ["draft", "Draft"],
  live: ["live", "Live"],
  paused: ["paused", "Paused"],
  archived: ["draft", "Archived"],
};

type Props = { status: AutomationStatus; because?: PauseReason | null; entriesStopped?: boolean };

/** How an automation stands. One that asks something says so, because it waits for a person. */
export function AutomationStatusSign({ status, because, entriesStopped = false }: Props) {
  if (status === "paused" && because === "first_real_email") return <Status tone="warn">Asks before sending</Status>;
  if (status === "live" && entriesStopped) return <Status tone="paused">Live, nobody enters</Status>;
  const [tone, word] = SHOWN[status];
  return <Status tone={tone}>{word}</Status>;
}
