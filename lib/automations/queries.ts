import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Automation, automations, automationVersions } from "@/db/schema";
import type { AutomationStatus, Flow } from "@/lib/automations/schema";
import { notFound } from "@/lib/errors";
import { type Page, pageOf } from "@/lib/paging/cursor";
import { rowOf, rowsAsked } from "@/lib/rows";
import { requireGrant, type Scope } from "@/lib/scope";

export type ListAutomations = { q?: string | undefined; status?: AutomationStatus | undefined; limit: number; cursor?: string | undefined };

/** Newest first. An id begins with the time it was made at, so it is the place in the list as well. */
export async function listAutomations(scope: Scope, { limit, ...asked }: ListAutomations): Promise<Page<Automation>> {
  requireGrant(scope, "automations:read");
  const rows = await scope.db
    .select()
    .from(automations)
    .where(rowsAsked(automations, scope, asked))
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

/** Joins an automation to the version of it that is live. */
export const isLiveVersion = and(
  eq(automationVersions.projectId, automations.projectId),
  eq(automationVersions.automationId, automations.id),
  eq(automationVersions.version, automations.liveVersion),
);

export const theAutomation = rowOf(automations);

/** Whether somebody has changed the draft since it went live. */
export const hasUnpublishedChanges = ({ liveVersion, liveRevision, revision }: Automation) =>
  liveVersion !== null && liveRevision !== revision;

/**
 * Whether people begin it now. One that asks before its first real email goes on taking people in, so that nobody is lost
 * while the question is open; one that somebody paused does not.
 */
export const takesPeopleIn = sql<boolean>`(${automations.status} = 'live' and ${automations.entriesStoppedAt} is null or ${automations.status} = 'paused' and ${automations.pausedBecause} = 'first_real_email')`;
