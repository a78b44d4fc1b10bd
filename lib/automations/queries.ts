import "server-only";
import { and, desc, eq, ilike, lt, sql } from "drizzle-orm";
import { type Automation, automations, automationVersions } from "@/db/schema";
import type { AutomationStatus, Flow } from "@/lib/automations/schema";
import { notFound } from "@/lib/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { requireGrant, type Scope } from "@/lib/scope";

export type ListAutomations = { q?: string | undefined; status?: AutomationStatus | undefined; limit: number; cursor?: string | undefined };

/** Newest first. An id begins with the time it was made at, so it is the place in the list as well. */
export async function listAutomations(scope: Scope, { q, status, limit, cursor }: ListAutomations): Promise<Page<Automation>> {
  requireGrant(scope, "automations:read");
  const rows = await scope.db
    .select()
    .from(automations)
    .where(
      and(
        eq(automations.projectId, scope.projectId),
        q ? ilike(automations.name, `%${q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
        status ? eq(automations.status, status) : undefined,
        cursor ? lt(automations.id, String(decodeCursor(cursor)[0])) : undefined,
      ),
    )
    .orderBy(desc(automations.id))
    .limit(limit + 1);
  return pageOf(rows, limit, ({ id }) => [id]);
}

export async function getAutomation(scope: Scope, id: string): Promise<Automation> {
  requireGrant(scope, "automations:read");
  const [automation] = await scope.db.select().from(automations).where(theAutomation(scope, id));
  if (!automation) throw notFound("automation");
  return automation;
}

/** The flow of a version as it went live, or null. */
export async function getVersion(scope: Scope, automationId: string, version: number): Promise<Flow | null> {
  requireGrant(scope, "automations:read");
  const { projectId, automationId: automation, version: number, flow } = automationVersions;
  const [row] = await scope.db
    .select({ flow })
    .from(automationVersions)
    .where(and(eq(projectId, scope.projectId), eq(automation, automationId), eq(number, version)));
  return row?.flow ?? null;
}

export const theAutomation = ({ projectId }: Scope, id: string) => and(eq(automations.projectId, projectId), eq(automations.id, id));

/** Whether somebody has changed the draft since it went live. */
export const hasUnpublishedChanges = ({ liveVersion, liveRevision, revision }: Automation) =>
  liveVersion !== null && liveRevision !== revision;

/**
 * Whether people begin it now. One that asks before its first real email goes on taking people in, so that nobody is lost
 * while the question is open; one that somebody paused does not.
 */
export const takesPeopleIn = sql<boolean>`(${automations.status} = 'live' and ${automations.entriesStoppedAt} is null or ${automations.status} = 'paused' and ${automations.pausedBecause} = 'first_real_email')`;
