import { Status } from "@/components/ui/status";
import type { IntegrationStatus } from "@/lib/integrations/schema";

/** How an integration stands in a project. */
export function IntegrationState({ status }: { status: IntegrationStatus | null }) {
  if (status === "connected") return <Status tone="good">Connected</Status>;
  if (status === "error") return <Status tone="bad">Refused</Status>;
  if (status === "paused") return <Status tone="paused">Paused</Status>;
  return <Status tone="draft">Not connected</Status>;
}
