import "server-only";
import { automationsWith } from "@/lib/automations/naming";
import { RESERVED_NAMES } from "@/lib/events/schema";
import { requireGrant, type Scope } from "@/lib/scope";
import { segmentsWith } from "@/lib/segments/naming";

/** What asks for events of ours without saying their name. */
const OURS: Readonly<Record<string, string>> = {
  [RESERVED_NAMES.page]: ` || @.type == "page" || @.type == "page_visited"`,
  [RESERVED_NAMES.charge]: ` || @.type == "charge"`,
};

/** What asks how often an event happened, begins or ends with it, or records it. */
export async function usageOfEvent(scope: Scope, name: string): Promise<{ kind: "segment" | "automation"; name: string }[]> {
  requireGrant(scope, "events:read");
  const path = `$.** ? (@.type == "event" && @.name == $id${OURS[name] ?? ""})`;
  const inRules = await segmentsWith(scope, path, name);
  const inFlows = await automationsWith(scope, path, name);
  return [
    ...inRules.map((used) => ({ kind: "segment", name: used.name }) as const),
    ...inFlows.map((used) => ({ kind: "automation", name: used.name }) as const),
  ];
}
