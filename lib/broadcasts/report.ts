import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import type { ShownReport } from "@/lib/broadcasts/api/schema";
import { inOrder } from "@/lib/broadcasts/estimate";
import type { SkippedBy } from "@/lib/broadcasts/schema";
import { requireGrant, type Scope } from "@/lib/scope";

export type Report = Omit<ShownReport, "skipped"> & { skipped: SkippedBy };

/** What a message's row says became of it, each in one way: the same words count and list people. */
export const IS = {
  sent: "m.state in ('sent', 'delivered', 'bounced', 'complained')",
  unreported: "m.state = 'sent'",
  delivered: "m.state = 'delivered'",
  bounced: "m.state = 'bounced'",
  complained: "m.state = 'complained'",
  failed: "m.state = 'failed'",
  uncertain: "m.state = 'uncertain'",
  skipped: "m.state = 'skipped'",
  opened: "m.opens > 0",
  opened_by_machines_only: "m.machine_opens > 0 and m.opens = 0",
  clicked: "m.clicks > 0",
  clicked_by_machines_only: "m.machine_clicks > 0 and m.clicks = 0",
} as const;

type Sums = { [W in keyof typeof IS | "ended"]: number };

/** What became of a broadcast, summed up from the ledger and from whom it was frozen with: the parts always make up the whole. */
export async function reportOf(scope: Scope, { id }: Broadcast): Promise<Report> {
  requireGrant(scope, "broadcasts:read");
  const [sums, frozen, unsubscribed, links] = await Promise.all([
    sumsOf(scope, [id]),
    frozenOf(scope, id),
    unsubscribedBy(scope, id),
    linksOf(scope, id),
  ]);
  const { ended, skipped: _, ...counted } = sums.get(id)!;
  return { ...counted, ...frozen, waiting: Math.max(frozen.will_receive - ended, 0), unsubscribed, links };
}

/** What became of each of these, by its id. */
export async function sumsOf({ db, projectId }: Scope, ids: readonly string[]): Promise<Map<string, Sums>> {
  const counts = Object.entries(IS).map(([word, is]) => `count(*) filter (where ${is})::int as ${word}`);
  const { rows } = await db.execute<Sums & { id: string }>(sql`
    select asked.id, sums.* from unnest(${sql.param(ids)}::text[]) as asked (id), lateral (
      select ${sql.raw(counts.join(", "))}, count(*) filter (where m.state <> 'claimed')::int as ended
      from messages m where m.project_id = ${projectId} and m.source = 'broadcast' and m.source_id = asked.id) sums`);
  return new Map(rows.map(({ id, ...sums }) => [id, sums]));
}

/** Whom it was frozen with, and who was left out: at that moment, or because they left or were written to by others before their turn came. */
async function frozenOf({ db, projectId }: Scope, id: string): Promise<Pick<Report, "matched" | "will_receive" | "skipped">> {
  const { rows } = await db.execute<{ reason: string | null; frozen: number; people: number }>(sql`
    select reason, count(*) filter (where frozen)::int as frozen, count(*)::int as people from (
      select reason, true as frozen from broadcast_recipients where project_id = ${projectId} and broadcast_id = ${uuidOf("broadcast", id)}
      union all select coalesce(m.reason, ''), false from messages m
      where m.project_id = ${projectId} and m.source = 'broadcast' and m.source_id = ${id} and m.state = 'skipped') everybody group by reason`);
  return {
    matched: rows.reduce((sum, { frozen }) => sum + frozen, 0),
    will_receive: rows.find(({ reason }) => reason === null)?.frozen ?? 0,
    skipped: inOrder(rows.flatMap(({ reason, people }) => (reason === null ? [] : [{ reason, people }]))),
  };
}

async function unsubscribedBy({ db, projectId }: Scope, id: string): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    select count(distinct u.address_hash)::int as n from unsubscribes u join messages m on m.project_id = u.project_id and m.id = u.message_id
    where u.project_id = ${projectId} and m.source = 'broadcast' and m.source_id = ${id}`);
  return rows[0]?.n ?? 0;
}

const MOST_LINKS = 200;

/** Where people went, the same address once however often it stands in the email. */
async function linksOf({ db, projectId }: Scope, id: string): Promise<ShownReport["links"]> {
  const { rows } = await db.execute<ShownReport["links"][number]>(sql`
    select coalesce(t.url, 'Links of their own') as url, count(distinct k.message_id)::int as people, sum(k.clicks)::int as clicks
    from messages m join message_clicks k on k.project_id = m.project_id and k.message_id = m.id and k.clicks > 0
    left join template_links t on t.project_id = m.project_id and t.template_id = m.template_id and t.version = m.template_version and t.place = k.place
    where m.project_id = ${projectId} and m.source = 'broadcast' and m.source_id = ${id}
    group by 1 order by people desc, url limit ${MOST_LINKS}`);
  return rows;
}

/** What the provider says of the first batch that it does not take; null while it takes them. */
export async function heldUpBy({ db, projectId }: Scope, id: string): Promise<string | null> {
  const { rows } = await db.execute<{ why: string }>(sql`
    select last_error as why from broadcast_batches where project_id = ${projectId} and broadcast_id = ${uuidOf("broadcast", id)}
      and settled_at is null and last_error is not null order by batch limit 1`);
  return rows[0]?.why ?? null;
}
