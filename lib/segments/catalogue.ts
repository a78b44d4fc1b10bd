import "server-only";
import { asc, desc, eq } from "drizzle-orm";
import { eventNames, traitKeys } from "@/db/schema";
import { MESSAGE_EVENTS } from "@/lib/events/schema";
import { getProject } from "@/lib/projects/queries";
import { requireGrant, type Scope } from "@/lib/scope";
import type { Catalogue } from "@/lib/segments/schema";
import { offeredTags } from "@/lib/tags/queries";

/** As many names as a person can be offered; any other can still be typed. */
const MOST = 500;

/** The traits and events this project has seen, those of emails before the first one happens, and its tags, for the rule builder to offer. */
export async function ruleCatalogue(scope: Scope): Promise<Catalogue> {
  requireGrant(scope, "segments:read");
  const { db, projectId } = scope;
  const [traits, events, tags, { currency }] = await Promise.all([
    db
      .select({ key: traitKeys.key, type: traitKeys.type })
      .from(traitKeys)
      .where(eq(traitKeys.projectId, projectId))
      .orderBy(asc(traitKeys.key))
      .limit(MOST),
    db
      .select({ name: eventNames.name })
      .from(eventNames)
      .where(eq(eventNames.projectId, projectId))
      .orderBy(desc(eventNames.lastSeenAt))
      .limit(MOST),
    offeredTags(scope),
    getProject(scope),
  ]);
  const named = [...new Set([...events.map(({ name }) => name), ...Object.values(MESSAGE_EVENTS)])];
  return { traits, events: named, tags: tags.map(({ id, name }) => ({ id, name })), currency };
}
