import { Status } from "@/components/ui/status";
import type { ShownWebhook } from "@/lib/webhooks/schema";

/** How a webhook is: on, off by hand, or switched off because it failed. */
export function WebhookState({ webhook: { status, failing_since } }: { webhook: Pick<ShownWebhook, "status" | "failing_since"> }) {
  if (status === "disabled") return <Status tone="bad">Switched off</Status>;
  if (status === "off") return <Status tone="paused">Off</Status>;
  return failing_since ? <Status tone="warn">Failing</Status> : <Status tone="live">On</Status>;
}
