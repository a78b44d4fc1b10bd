import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { audit, type Project } from "@/db/schema";
import { SECRET_KEY_GRANTS } from "@/lib/grants";
import { listKeys } from "@/lib/projects/keys";
import { getProject } from "@/lib/projects/queries";
import { type Purged, ShownProject, type ShownSettings } from "@/lib/projects/schema";
import { may, requireGrant, type Scope } from "@/lib/scope";
import { told } from "@/lib/told";

/** What is set, what may be chosen, and what of it the person at hand may change. */
export async function settingsOf(scope: Scope): Promise<ShownSettings> {
  const { publicId, name, slug, timeZone, currency, ...rest } = await getProject(scope);
  const { fromName, fromAddress, replyTo, postalAddress, brandColour, storeIps, retentionDays, sessionMinutes, smartSendingDays } = rest;
  const sending = { fromName, fromAddress, replyTo, postalAddress, brandColour };
  return {
    project: { publicId, name, slug, timeZone, currency, ...sending, storeIps, retentionDays, sessionMinutes, smartSendingDays },
    timeZones: withChosen(["UTC", ...Intl.supportedValuesOf("timeZone")], timeZone),
    currencies: withChosen(Intl.supportedValuesOf("currency"), currency),
    mayChange: may(scope.actor, "project:write"),
    mayDelete: may(scope.actor, "project:delete"),
  };
}

/** A project as the API shows it. */
export const shownProject = (project: Project) => told(ShownProject, { ...project, id: project.publicId });

const withChosen = (values: string[], chosen: string): string[] => [...new Set([...values, chosen])].sort();

/** The keys, or null for who may not see them. */
export async function keySettingsOf(scope: Scope) {
  const keys = may(scope.actor, "keys:read") ? await listKeys(scope) : null;
  return { keys, pickable: SECRET_KEY_GRANTS, mayChange: may(scope.actor, "keys:write"), now: scope.clock.now() };
}

const PURGES = 10;

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
    .limit(PURGES);
  return rows.map(({ at, after }) => ({ at, sightings: 0, ...(after as Omit<Purged, "at" | "sightings"> & { sightings?: number }) }));
}
