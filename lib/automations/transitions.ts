import type { AutomationStatus } from "@/lib/automations/schema";

/** Going live again from `live` is publishing a new version. */
const NEXT: Record<AutomationStatus, readonly AutomationStatus[]> = {
  draft: ["live", "archived"],
  live: ["live", "paused", "archived"],
  paused: ["live", "archived"],
  archived: [],
};

export const mayBecome = (from: AutomationStatus, to: AutomationStatus) => NEXT[from].includes(to);
