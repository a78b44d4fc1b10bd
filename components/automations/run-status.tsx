import { Status } from "@/components/ui/status";
import type { RunStatus } from "@/lib/automations/schema";

/** How somebody's way through an automation stands. `attempts` above zero is a step that is being tried again. */
export function RunStatusSign({ status, attempts, isHeld }: { status: RunStatus; attempts: number; isHeld: boolean }) {
  switch (status) {
    case "done":
      return <Status tone="good">Finished</Status>;
    case "exited":
      return <Status tone="draft">Left</Status>;
    case "failed":
      return <Status tone="bad">Failed</Status>;
    case "waiting":
    case "active":
      if (isHeld) return <Status tone="paused">Held</Status>;
      return attempts > 0 ? (
        <Status tone="warn">Retrying</Status>
      ) : (
        <Status tone="waiting">{status === "waiting" ? "Waiting" : "Active"}</Status>
      );
  }
}
