import "server-only";
import { automationsNaming } from "@/lib/automations/naming";
import { audiencesNaming } from "@/lib/broadcasts/naming";
import { requireGrant, type Scope } from "@/lib/scope";

export type Usage = { id: string; name: string; status: string };

/** The automations that begin or end with a segment, as they are drafted or as they run. Archived ones need it no more. */
export async function automationsUsing(scope: Scope, segmentId: string): Promise<Usage[]> {
  requireGrant(scope, "segments:read");
  return automationsNaming(scope, segmentId, "segmentId");
}

/** The broadcasts that have not begun and go to a segment, or leave its customers out. */
export async function broadcastsUsing(scope: Scope, segmentId: string): Promise<Usage[]> {
  requireGrant(scope, "segments:read");
  return audiencesNaming(scope, segmentId);
}
