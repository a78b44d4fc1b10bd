import "server-only";
import { listKeys, type ShownKey } from "@/lib/projects/keys";
import { getProject } from "@/lib/projects/queries";
import type { ShownSettings } from "@/lib/projects/schema";
import { may, type Scope } from "@/lib/scope";

/** What is set, what may be chosen, and what of it the person at hand may change. */
export async function settingsOf(scope: Scope): Promise<ShownSettings> {
  const { publicId, name, timeZone, currency, fromName, fromAddress, replyTo, postalAddress } = await getProject(scope);
  return {
    project: { publicId, name, timeZone, currency, fromName, fromAddress, replyTo, postalAddress },
    timeZones: withChosen(["UTC", ...Intl.supportedValuesOf("timeZone")], timeZone),
    currencies: withChosen(Intl.supportedValuesOf("currency"), currency),
    mayChange: may(scope.actor, "project:write"),
    mayDelete: may(scope.actor, "project:delete"),
  };
}

const withChosen = (values: string[], chosen: string): string[] => [...new Set([...values, chosen])].sort();

export type KeySettings = { keys: ShownKey[] | null; mayChange: boolean; now: Date };

/** The keys, or null for who may not see them. */
export async function keySettingsOf(scope: Scope): Promise<KeySettings> {
  const keys = may(scope.actor, "keys:read") ? await listKeys(scope) : null;
  return { keys, mayChange: may(scope.actor, "keys:write"), now: scope.clock.now() };
}
