import "server-only";
import { RESERVED_NAMES } from "@/lib/events/schema";
import { requireGrant, type Scope } from "@/lib/scope";
import { type Use, usesOf } from "@/lib/segments/naming";

/** What asks for events of ours without saying their name. */
const OURS: Readonly<Record<string, string>> = {
  [RESERVED_NAMES.page]: ` || @.type == "page" || @.type == "page_visited"`,
  [RESERVED_NAMES.charge]: ` || @.type == "charge"`,
};

/** What asks how often an event happened, begins or ends with it, or records it. */
export function usageOfEvent(scope: Scope, name: string): Promise<Use[]> {
  requireGrant(scope, "events:read");
  return usesOf(scope, `$.** ? (@.type == "event" && @.name == $id${OURS[name] ?? ""})`, name);
}
