import "server-only";
import type { Project } from "@/db/schema";
import { SECRET_KEY_GRANTS } from "@/lib/grants";
import { listKeys } from "@/lib/projects/keys";
import { getProject } from "@/lib/projects/queries";
import { ShownProject, type ShownSettings } from "@/lib/projects/schema";
import { may, type Scope } from "@/lib/scope";
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
