import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { audit } from "@/db/schema";
import type { Purged, ShownSettings } from "@/lib/projects/schema";
import { settingsOf } from "@/lib/projects/settings";
import { requireGrant, type Scope } from "@/lib/scope";

const SHOWN = 10;

/** How a project keeps its data, and what was removed of late because it was too old. */
export async function dataSettingsOf(
  scope: Scope,
): Promise<Pick<ShownSettings, "project" | "mayChange"> & { purges: Purged[]; now: Date }> {
  const [{ project, mayChange }, purges] = await Promise.all([settingsOf(scope), purgesOf(scope)]);
  return { project, mayChange, purges, now: scope.clock.now() };
}

async function purgesOf(scope: Scope): Promise<Purged[]> {
  requireGrant(scope, "project:read");
  const rows = await scope.db
    .select({ at: audit.createdAt, after: audit.after })
    .from(audit)
    .where(and(eq(audit.projectId, scope.projectId), eq(audit.verb, "project.purged")))
    .orderBy(desc(audit.createdAt))
    .limit(SHOWN);
  return rows.map(({ at, after }) => ({ at, sightings: 0, ...(after as Omit<Purged, "at" | "sightings"> & { sightings?: number }) }));
}
