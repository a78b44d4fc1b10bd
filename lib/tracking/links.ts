import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { messageLinks, templateLinks } from "@/db/schema";
import type { Scope } from "@/lib/scope";
import { trackedIn } from "@/lib/templates/render";
import type { Traced } from "@/lib/tracking/tokens";

type Version = Pick<Traced, "templateId" | "version">;

/** Writes down where the links of a version lead that lead everybody to the same place. They never change, so it may be done again. */
export async function keepLinks({ db, projectId }: Scope, { templateId, version }: Version, html: string): Promise<void> {
  const links = trackedIn(html).links.filter(({ varies }) => !varies);
  if (links.length === 0) return;
  const rows = links.map(({ place, url }) => ({ projectId, templateId, version, place, url }));
  await db.insert(templateLinks).values(rows).onConflictDoNothing();
}

/** Links of versions never change, so they are asked for once. */
const REMEMBERED = 5_000;
const known = new Map<string, string>();

/**
 * Where a link leads on to, by its place in the version's list, or in the message's own where it leads each person somewhere else. Null for
 * a place that is none: nothing that stands in a token or an address is ever gone to.
 */
export async function linkTarget(db: Db, traced: Traced, place: number): Promise<string | null> {
  const { projectId, templateId, version } = traced;
  const key = `${projectId} ${templateId} ${version} ${place}`;
  const remembered = known.get(key);
  if (remembered) return remembered;
  const of = and(eq(templateLinks.projectId, projectId), eq(templateLinks.templateId, templateId), eq(templateLinks.version, version));
  const [link] = await db
    .select({ url: templateLinks.url })
    .from(templateLinks)
    .where(and(of, eq(templateLinks.place, place)));
  if (!link) return ownTarget(db, traced, place);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, link.url);
  return link.url;
}

async function ownTarget(db: Db, { projectId, messageId }: Traced, place: number): Promise<string | null> {
  const [link] = await db
    .select({ url: messageLinks.url })
    .from(messageLinks)
    .where(and(eq(messageLinks.projectId, projectId), eq(messageLinks.messageId, messageId), eq(messageLinks.place, place)));
  return link?.url ?? null;
}
