import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import type { ShownReport } from "@/lib/broadcasts/api/schema";
import { inOrder, summedUp } from "@/lib/broadcasts/estimate";
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
  claimed: "m.state = 'claimed'",
  skipped: "m.state = 'skipped'",
  opened: "m.opens > 0",
  opened_by_machines_only: "m.machine_opens > 0 and m.opens = 0",
  clicked: "m.clicks > 0",
  clicked_by_machines_only: "m.machine_clicks > 0 and m.clicks = 0",
} as const;

type Sums = { [W in keyof typeof IS]: number };

/** What became of a broadcast, summed up from the ledger and from whom it was frozen with: the parts always make up the whole. */
export async function reportOf(scope: Scope, { id }: Broadcast): Promise<Report> {
  requireGrant(scope, "broadcasts:read");
  const [sums, frozen, skips, unsubscribed, links] = await Promise.all([
    sumsOf(scope, id),
    frozenOf(scope, id),
    laterSkips(scope, id),
    unsubscribedBy(scope, id),
    linksOf(scope, id),
  ]);
  const { ended, claimed: _, skipped: __, ...counted } = sums;
  const skipped = new Map(frozen.skipped.map(({ reason, people }) => [reason, people]));
  for (const { reason, people } of skips) skipped.set(reason, (skipped.get(reason) ?? 0) + people);
  return {
    ...counted,
    matched: frozen.matched,
    will_receive: frozen.willReceive,
    waiting: Math.max(frozen.willReceive - ended, 0),
    unsubscribed,
    skipped: inOrder([...skipped].map(([reason, people]) => ({ reason, people }))),
    links,
  };
}

async function sumsOf({ db, projectId }: Scope, id: string): Promise<Sums & { ended: number }> {
  const counts = Object.entries(IS).map(([word, is]) => `count(*) filter (where ${is})::int as ${word}`);
  const { rows } = await db.execute<Sums & { ended: number }>(sql`
    select ${sql.raw(counts.join(", "))}, count(*) filter (where m.state <> 'claimed')::int as ended
    from messages m where m.project_id = ${projectId} and m.source = 'broadcast' and m.source_id = ${id}`);
  return rows[0]!;
}

async function frozenOf({ db, projectId }: Scope, id: string) {
  const { rows } = await db.execute<{ reason: string | null; n: number }>(sql`select reason, count(*)::int as n from broadcast_recipients
    where project_id = ${projectId} and broadcast_id = ${uuidOf("broadcast", id)} group by reason`);
  return summedUp(rows);
}

/** Who was to get it and left, or was written to by others, before their turn came. */
async function laterSkips({ db, projectId }: Scope, id: string): Promise<SkippedBy> {
  const { rows } = await db.execute<{ reason: string; people: number }>(sql`
    select coalesce(m.reason, '') as reason, count(*)::int as people from messages m
    where m.project_id = ${projectId} and m.source = 'broadcast' and m.source_id = ${id} and m.state = 'skipped' group by 1`);
  return rows;
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

/** How far it is, in a moment: batches know their sums. */
export async function progressOf({ db, projectId }: Scope, id: string): Promise<{ done: number; of: number; waitsFor: string | null }> {
  const broadcast = uuidOf("broadcast", id);
  const { rows } = await db.execute<{ done: number; of: number; why: string | null }>(sql`select
    (select coalesce(sum(sent + skipped + failed + uncertain), 0)::int from broadcast_batches
      where project_id = ${projectId} and broadcast_id = ${broadcast}) as done,
    (select count(*)::int from broadcast_recipients where project_id = ${projectId} and broadcast_id = ${broadcast} and batch is not null) as of,
    (select last_error from broadcast_batches where project_id = ${projectId} and broadcast_id = ${broadcast} and settled_at is null
      and last_error is not null order by batch limit 1) as why`);
  const { done, of, why } = rows[0] ?? { done: 0, of: 0, why: null };
  return { done, of, waitsFor: why };
}
