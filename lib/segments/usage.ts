import "server-only";
import { automationsNaming } from "@/lib/automations/naming";
import { audiencesNaming } from "@/lib/broadcasts/naming";
import { requireGrant, type Scope } from "@/lib/scope";

/** What a segment's deletion would break: automations that begin or end with it, as drafted or as they run, and broadcasts that have not begun. */
export async function usageOfSegment(scope: Scope, segmentId: string) {
  requireGrant(scope, "segments:read");
  const inFlows = await automationsNaming(scope, segmentId, "segmentId");
  const inAudiences = await audiencesNaming(scope, segmentId);
  return [
    ...inFlows.map((used) => ({ ...used, kind: "automation" }) as const),
    ...inAudiences.map((used) => ({ ...used, kind: "broadcast" }) as const),
  ];
}
