import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { segments } from "@/db/schema";
import type { Integration } from "@/lib/integrations/contract";
import type { Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";

/** Makes the segments that an integration adds, but for those whose name is taken: somebody has made, or changed, them before. */
export async function makeSegments(tx: Scope, { adds }: Integration): Promise<void> {
  if (adds.segments.length === 0) return;
  const names = adds.segments.map(({ name }) => name);
  const rows = await tx.db
    .select({ name: segments.name })
    .from(segments)
    .where(and(eq(segments.projectId, tx.projectId), inArray(segments.name, names)));
  const taken = new Set(rows.map(({ name }) => name));
  for (const { name, rule } of adds.segments) if (!taken.has(name)) await createSegment(tx, { name, rule });
}
