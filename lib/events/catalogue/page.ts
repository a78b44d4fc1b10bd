import "server-only";
import { propertiesOf, volumeOf } from "@/lib/events/catalogue/facts";
import { getEventType, listEventTypes } from "@/lib/events/catalogue/queries";
import { usageOfEvent } from "@/lib/events/catalogue/usage";
import { getProject } from "@/lib/projects/queries";
import { may, type Scope } from "@/lib/scope";

const ROWS = 50;

/** All that the catalogue of events shows. */
export async function eventTypesPage(scope: Scope, asked: { q?: string | undefined; cursor?: string | undefined }) {
  const { items, nextCursor } = await listEventTypes(scope, { ...asked, limit: ROWS });
  return { types: items, nextCursor, now: scope.clock.now() };
}

/** All that the page of one event shows. */
export async function eventTypePage(scope: Scope, name: string) {
  const [type, { timeZone }] = await Promise.all([getEventType(scope, name), getProject(scope)]);
  const [volume, catalogue, uses] = await Promise.all([
    volumeOf(scope, name, timeZone),
    propertiesOf(scope, name),
    usageOfEvent(scope, name),
  ]);
  return { type, volume, catalogue, uses, mayEdit: may(scope.actor, "traits:write"), now: scope.clock.now() };
}
