import "server-only";
import { sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
import { calledName } from "@/lib/customers/schema";
import { countFailed } from "@/lib/jobs/functions";
import { hasRealSender, isSample, senderOf } from "@/lib/mail/senders";
import { emailsOf } from "@/lib/projects/emails";
import { getProject } from "@/lib/projects/queries";
import type { Concern, Counted } from "@/lib/projects/schema";
import { integrationConcerns } from "@/lib/integrations/concerns";
import { COUNTABLE, remembered } from "@/lib/remembered";
import type { Scope } from "@/lib/scope";

const DAY = 24 * 60 * 60_000;

/** What in a project waits for a person, or went wrong in the last 24 hours. Nothing to tell is an empty list. */
export async function concernsOf(scope: Scope): Promise<Concern[]> {
  const told = [standing, emailsComingBack, integrationConcerns, countedConcerns, conflicts, sendingConcerns];
  return (await Promise.all(told.map((of) => of(scope)))).flat();
}

/** Automations that ask before they send, and broadcasts on their way that somebody paused or whose provider takes no more of them for now. */
async function standing({ db, projectId }: Scope): Promise<Concern[]> {
  type Standing = Extract<Concern, { id: string }>;
  const { rows } = await db.execute<Standing>(sql`
    (select 'automation_asks' as kind, id, name from automations
      where project_id = ${projectId} and status = 'paused' and paused_because = 'first_real_email' limit 5)
    union all (select case b.status when 'paused' then 'broadcast_paused' else 'broadcast_waits' end, b.id, b.name from broadcasts b
      where b.project_id = ${projectId} and (b.status = 'paused' or b.status = 'sending' and exists (
        select from broadcast_batches t where t.project_id = b.project_id and t.broadcast_id = b.id
          and t.settled_at is null and t.last_error is not null)) limit 5)`);
  return rows.map((row) => ({ ...row, id: publicId(row.kind === "automation_asks" ? "automation" : "broadcast", row.id) }));
}

/** Above these shares of what is sent, mail providers begin to refuse a sender. Of fewer emails a share says little. */
const MOST = { bounces: 0.02, complaints: 0.001 };
const ENOUGH_SENT = 100;

async function emailsComingBack(scope: Scope): Promise<Concern[]> {
  const now = scope.clock.now();
  const find = () => emailsOf(scope, new Date(now.getTime() - 7 * DAY), now);
  const { value } = await remembered(scope, "coming back", { find, isMuch: ({ sent, skipped }) => 10 * (sent + skipped) > COUNTABLE });
  const { sent: of, bounced, complained } = value;
  const told = [
    { kind: "bounces", count: bounced, of },
    { kind: "complaints", count: complained, of },
  ] as const;
  return of < ENOUGH_SENT ? [] : told.filter(({ kind, count }) => count > MOST[kind] * of);
}

async function sendingConcerns(scope: Scope): Promise<Concern[]> {
  if (!(await hasRealSender(scope))) return (await isSample(scope)) ? [] : [{ kind: "mail_stays" }];
  const project = await getProject(scope);
  const concerns: Concern[] = [];
  if (!(await senderOf(scope, project))) concerns.push({ kind: "no_from_address" });
  if (!project.postalAddress) concerns.push({ kind: "no_postal_address" });
  return concerns;
}

/** What is counted. `no_events` are the days since the newest one; of a sample, no more are awaited. */
async function countedConcerns(scope: Scope): Promise<Concern[]> {
  const { db, projectId, clock } = scope;
  const now = clock.now();
  const since = new Date(now.getTime() - DAY);
  const { rows } = await db.execute<Record<Counted, number | null>>(sql`select ended.*,
    (select count(*)::int from automations a -- the index of runs begins with their automation
      join automation_runs r on r.project_id = a.project_id and r.automation_id = a.id
      where a.project_id = ${projectId} and r.status = 'failed' and r.ended_at >= ${since}::timestamptz) as failed_runs,
    (select count(*)::int from rejections where project_id = ${projectId} and received_at >= ${since}::timestamptz) as rejected_calls,
    (select floor(extract(epoch from ${now}::timestamptz - max(received_at)) / 86400)::int from events
      where project_id = ${projectId} and not (select sample from projects where id = ${projectId})) as no_events
    from (select count(*) filter (where state = 'failed')::int as failed_messages, count(*) filter (where state = 'uncertain')::int as uncertain_messages
      from messages where project_id = ${projectId} and created_at >= ${since}::timestamptz and state in ('failed', 'uncertain')) ended`);
  const told = { ...rows[0]!, failed_jobs: await countFailed(scope, since) };
  return (Object.keys(told) as Counted[]).map((kind) => ({ kind, count: told[kind] ?? 0 })).filter(({ count }) => count > 0);
}

/** Identities that two customers claim, with the first few of those whose claim was not the better one. */
async function conflicts({ db, projectId }: Scope): Promise<Concern[]> {
  const open = sql`from identity_conflicts where project_id = ${projectId} and resolved_at is null`;
  const { rows } = await db.execute<{ count: number; id: string; name: string | null; email: string | null; userId: string | null }>(sql`
    select (select count(*)::int ${open}) as count, public_id as id, name, email, (select min(value) from customer_identities i
      where i.project_id = customers.project_id and i.customer_id = customers.id and i.kind = 'user_id') as "userId" from customers
    where project_id = ${projectId} and not is_erased and id in (select claimant_id ${open}) order by customers.id limit 5`);
  const people = rows.map(({ id, ...person }) => ({ id: publicId("customer", id), name: calledName(person) }));
  return rows[0] ? [{ kind: "conflicts", count: rows[0].count, people }] : [];
}
