import "server-only";
import { and, count, eq, gte, inArray, isNull } from "drizzle-orm";
import { automationRuns, automations, identityConflicts, messages, rejections } from "@/db/schema";
import { countFailed } from "@/lib/jobs/functions";
import { hasRealSender, isSample, senderOf } from "@/lib/mail/senders";
import { getProject } from "@/lib/projects/queries";
import type { Concern } from "@/lib/projects/schema";
import { integrationConcerns } from "@/lib/integrations/concerns";
import type { Scope } from "@/lib/scope";

const DAY = 24 * 60 * 60_000;

/** What in a project waits for a person, or went wrong in the last 24 hours. Nothing to tell is an empty list. */
export async function concernsOf(scope: Scope): Promise<Concern[]> {
  const [asking, sending, counted, integrated, jobs] = await Promise.all([
    automationsAsking(scope),
    sendingConcerns(scope),
    countedConcerns(scope),
    integrationConcerns(scope),
    countFailed(scope, new Date(scope.clock.now().getTime() - DAY)),
  ]);
  return [...asking, ...integrated, ...counted, ...(jobs > 0 ? [{ kind: "failed_jobs" as const, count: jobs }] : []), ...sending];
}

async function automationsAsking({ db, projectId }: Scope): Promise<Concern[]> {
  const rows = await db
    .select({ id: automations.id, name: automations.name })
    .from(automations)
    .where(and(eq(automations.projectId, projectId), eq(automations.status, "paused"), eq(automations.pausedBecause, "first_real_email")))
    .limit(5);
  return rows.map((row) => ({ kind: "automation_asks", ...row }));
}

async function sendingConcerns(scope: Scope): Promise<Concern[]> {
  if (!(await hasRealSender(scope))) return (await isSample(scope)) ? [] : [{ kind: "mail_stays" }];
  const project = await getProject(scope);
  const concerns: Concern[] = [];
  if (!(await senderOf(scope, project))) concerns.push({ kind: "no_from_address" });
  if (!project.postalAddress) concerns.push({ kind: "no_postal_address" });
  return concerns;
}

async function countedConcerns({ db, projectId, clock }: Scope): Promise<Concern[]> {
  const since = new Date(clock.now().getTime() - DAY);
  const [failed, runs, rejected, conflicts] = await Promise.all([
    db.$count(
      messages,
      and(eq(messages.projectId, projectId), gte(messages.createdAt, since), inArray(messages.state, ["failed", "uncertain"])),
    ),
    db
      .select({ count: count() })
      .from(automations) // the index of runs begins with their automation
      .innerJoin(automationRuns, and(eq(automationRuns.projectId, automations.projectId), eq(automationRuns.automationId, automations.id)))
      .where(and(eq(automations.projectId, projectId), eq(automationRuns.status, "failed"), gte(automationRuns.endedAt, since)))
      .then(([row]) => row?.count ?? 0),
    db.$count(rejections, and(eq(rejections.projectId, projectId), gte(rejections.receivedAt, since))),
    db.$count(identityConflicts, and(eq(identityConflicts.projectId, projectId), isNull(identityConflicts.resolvedAt))),
  ]);
  const told = { failed_messages: failed, failed_runs: runs, rejected_calls: rejected, conflicts } as const;
  return (Object.keys(told) as (keyof typeof told)[]).map((kind) => ({ kind, count: told[kind] })).filter((concern) => concern.count > 0);
}
