import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { type Automation, segments } from "@/db/schema";
import { createAutomation } from "@/lib/automations/commands";
import { READY_FLOWS } from "@/lib/automations/ready";
import type { CreateFromGallery, ReadyFlow } from "@/lib/automations/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import type { SegmentRule } from "@/lib/segments/schema";
import { createTemplate } from "@/lib/templates/commands";
import { starterOf } from "@/lib/templates/gallery";
import { freeName } from "@/lib/templates/keeping";
import type { StarterKey } from "@/lib/templates/schema";

/** The ready-made flows, as they are shown. */
export const readyFlows = (): ReadyFlow[] => READY_FLOWS.map(({ key, name, says, emails }) => ({ key, name, says, emails: emails.length }));

/**
 * Makes a draft of a ready-made flow, with a template of its own for each of its emails and the segment it begins with, all of it or
 * nothing. Nothing happens before it goes live.
 */
export function createFromGallery(scope: Scope, { key, name }: CreateFromGallery): Promise<Automation> {
  requireGrant(scope, "automations:write");
  return inTransaction(scope, async (tx) => {
    const ready = READY_FLOWS.find((flow) => flow.key === key)!;
    const made = new Map<StarterKey, string>();
    for (const email of ready.emails) made.set(email, await templateFor(tx, email));
    const segmentId = ready.segment ? await segmentFor(tx, ready.segment) : "";
    return createAutomation(tx, { name, flow: ready.flow({ template: (email) => made.get(email) ?? null, segmentId }) });
  });
}

async function templateFor(tx: Scope, key: StarterKey): Promise<string> {
  return (await createTemplate(tx, { name: await freeName(tx, starterOf(key)!.name), start: key })).id;
}

/** The segment of that name, which may be there already. */
async function segmentFor(tx: Scope, { name, rule }: { name: string; rule: SegmentRule }): Promise<string> {
  const [known] = await tx.db
    .select({ id: segments.id })
    .from(segments)
    .where(and(eq(segments.projectId, tx.projectId), eq(segments.name, name), isNull(segments.deletedAt)));
  return known?.id ?? (await createSegment(tx, { name, rule })).id;
}
