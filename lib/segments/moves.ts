import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { newUuid, publicId, uuidOf } from "@/db/ids";
import { customers, segmentChanges, segmentCustomers, segmentDue, segments } from "@/db/schema";
import { follow } from "@/lib/outbox/follow";
import type { Scope } from "@/lib/scope";
import { compileRules } from "@/lib/segments/compile";
import { bigints } from "@/lib/segments/facts";
import type { SegmentRule } from "@/lib/segments/schema";
import { tellWebhooks } from "@/lib/webhooks/listening";

export type Answering = { id: string; rule: SegmentRule };
/** Somebody entered or left a segment. `segmentId` is the stored UUID. */
export type Move = { segmentId: string; customerId: number; entered: boolean };

/** Changes told in one event of the durable engine: small enough for any of its limits. */
const PER_EVENT = 500;

/**
 * Asks the rules of these customers, and writes only what is different from what is stored: who is in, until when that is certain,
 * and how many they are. One statement, whatever the number of segments and customers. Needs the segments' lock.
 */
export async function writeDifferences(
  { db, projectId, clock }: Scope,
  answering: readonly Answering[],
  customerIds: readonly number[],
): Promise<Move[]> {
  const now = clock.now();
  const { compiled, joins, people } = compileRules(
    answering.map(({ rule }) => rule),
    { projectId, now, among: customerIds },
  );
  const ids = sql.param(answering.map(({ id }) => uuidOf("segment", id)));
  const all = (expressions: SQL[]) => sql.join(expressions, sql`, `);
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await db.execute<Move>(sql`
    with answers as (
      select answer.segment_id, ${customers.id} as customer_id, answer.matches, answer.due_at
      from ${customers} ${joins}
      cross join lateral unnest(${ids}::uuid[], array[${all(compiled.map(({ matches }) => matches))}], array[${all(compiled.map(({ dueAt }) => dueAt))}])
        as answer (segment_id, matches, due_at)
      where ${people}
    ), differences as (
      select a.*, m.customer_id is not null as was_in, a.matches <> (m.customer_id is not null) as moves,
        ${duesDiffer(at)} as dues_differ
      from answers a
      left join ${segmentCustomers} m on m.project_id = ${projectId} and m.segment_id = a.segment_id and m.customer_id = a.customer_id
      left join ${segmentDue} d on d.project_id = ${projectId} and d.segment_id = a.segment_id and d.customer_id = a.customer_id
      where a.matches <> (m.customer_id is not null) or ${duesDiffer(at)}
    ), ${written(projectId, at)}
    select segment_id as "segmentId", customer_id as "customerId", matches as entered from differences where moves`);
  return rows;
}

/** A stored moment may be early, never late; one that has passed is replaced. */
const duesDiffer = (at: SQL): SQL =>
  sql`case when a.due_at is null then coalesce(d.due_at <= ${at}, false) else d.due_at is null or d.due_at > a.due_at or d.due_at <= ${at} end`;

const written = (projectId: number, at: SQL): SQL => sql`
  entered as (
    insert into ${segmentCustomers} (project_id, segment_id, customer_id, entered_at)
    select ${projectId}, segment_id, customer_id, ${at} from differences where moves and matches
  ), gone as (
    delete from ${segmentCustomers} m using differences x
    where x.moves and x.was_in and m.project_id = ${projectId} and m.segment_id = x.segment_id and m.customer_id = x.customer_id
  ), sized as (
    update ${segments} s set size = s.size + moved.by
    from (select segment_id, sum(case when matches then 1 else -1 end)::int as by from differences where moves group by segment_id) moved
    where s.project_id = ${projectId} and s.id = moved.segment_id
  ), due as (
    insert into ${segmentDue} (project_id, segment_id, customer_id, due_at)
    select ${projectId}, segment_id, customer_id, due_at from differences where dues_differ and due_at is not null
    on conflict (project_id, segment_id, customer_id) do update set due_at = excluded.due_at
  ), undue as (
    delete from ${segmentDue} d using differences x
    where x.dues_differ and x.due_at is null and d.project_id = ${projectId} and d.segment_id = x.segment_id and d.customer_id = x.customer_id
  )`;

/** Keeps moves as facts with a time, and promises what follows those that are live. */
export async function keepMoves(scope: Scope, moves: readonly Move[], isLive: (segmentId: string) => boolean) {
  if (moves.length === 0) return;
  const { db, projectId, clock } = scope;
  const now = clock.now();
  const changes = moves.map((move) => ({ ...move, id: newUuid(now.getTime()), live: isLive(move.segmentId) }));
  const all = <T>(value: (change: (typeof changes)[number]) => T) => sql.param(changes.map(value));
  await db.execute(sql`insert into ${segmentChanges} (project_id, id, segment_id, customer_id, entered, live, at, created_at)
    select ${projectId}, change.*, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from unnest(${all(({ id }) => id)}::uuid[], ${all(({ segmentId }) => segmentId)}::uuid[], ${bigints(changes.map(({ customerId }) => customerId))},
      ${all(({ entered }) => entered)}::boolean[], ${all(({ live }) => live)}::boolean[]) as change`);
  const told = changes.filter(({ live }) => live).map(({ id }) => publicId("change", id));
  for (let i = 0; i < told.length; i += PER_EVENT) await follow(scope, "segments/moved", { changeIds: told.slice(i, i + PER_EVENT) });
  const ids = (entered: boolean) =>
    changes.flatMap((change) => (change.live && change.entered === entered ? publicId("change", change.id) : []));
  await tellWebhooks(scope, { "segment.entered": ids(true), "segment.left": ids(false) });
}
