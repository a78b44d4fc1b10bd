import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import { type Aimed, reasonedPeople } from "@/lib/broadcasts/audience";
import type { Report } from "@/lib/broadcasts/report";
import type { BroadcastCrowd, Estimate } from "@/lib/broadcasts/schema";
import { crowdOf } from "@/lib/customers/crowd";
import { COUNTABLE, remembered } from "@/lib/remembered";
import { requireGrant, type Scope } from "@/lib/scope";
import { bigints } from "@/lib/segments/facts";

/** Where the Crowd would stand if it were sent now: who gets it, who steps out and by which reason, and who is not in the audience. */
export async function crowdBefore(scope: Scope, aimed: Aimed, estimate: Estimate): Promise<BroadcastCrowd> {
  requireGrant(scope, "broadcasts:read");
  const counts: Counts = [
    ["will_receive", estimate.willReceive],
    ...estimate.skipped.map(({ reason, people }): Counts[number] => [reason, people]),
    ["outside", estimate.total - estimate.matched],
  ];
  return standing(scope, counts, async (narrow) => {
    return sql`select asked.id, coalesce(asked.reason, 'will_receive') as place from (${await reasonedPeople(scope, aimed)}) asked
      where asked.id = any(${bigints(narrow)})`;
  });
}

/** What became of somebody, as one word: of a message in the ledger, which knows better, or of what they were frozen with. */
const FATE = sql.raw(`case when m.state in ('bounced', 'complained', 'failed', 'uncertain') then m.state::text
  when m.state = 'skipped' then coalesce(m.reason, '') when m.clicks > 0 then 'clicked' when m.opens > 0 then 'opened'
  when m.state = 'claimed' then 'waiting' else 'sent' end`);

/** Where the Crowd stands since sending began: who has it and what they did with it, who waits, and who was left out and why. */
export async function crowdAfter(scope: Scope, { id }: Broadcast, report: Report, outside: number): Promise<BroadcastCrowd> {
  requireGrant(scope, "broadcasts:read");
  const { db, projectId } = scope;
  const ofBroadcast = sql`m.project_id = ${projectId} and m.source = 'broadcast' and m.source_id = ${id}`;
  const { rows } = await db.execute<{ place: string; n: number }>(
    sql`select ${FATE} as place, count(*)::int as n from messages m where ${ofBroadcast} and m.state not in ('claimed', 'skipped') group by 1`,
  );
  const fates = new Map(rows.map(({ place, n }) => [place, n]));
  const counts: Counts = [
    ...FATES.map((place): Counts[number] => [place, place === "waiting" ? report.waiting : (fates.get(place) ?? 0)]),
    ...report.skipped.map(({ reason, people }): Counts[number] => [reason, people]),
    ["outside", outside],
  ];
  return standing(scope, counts, async (narrow) => {
    return sql`select asked.id, case when m.id is not null then ${FATE} when r.reason is not null then r.reason else 'waiting' end as place
      from unnest(${bigints(narrow)}) as asked (id)
      left join broadcast_recipients r on r.project_id = ${projectId} and r.broadcast_id = ${uuidOf("broadcast", id)} and r.customer_id = asked.id
      left join messages m on ${ofBroadcast} and m.customer_id = asked.id
      where m.id is not null or r.customer_id is not null`;
  });
}

/** How many customers there are now, and how many of them the audience did not hold when it was frozen. */
export async function othersThan(scope: Scope, { id }: Broadcast): Promise<{ total: number; outside: number }> {
  const find = async () => {
    const { rows } = await scope.db.execute<{ total: number; outside: number }>(sql`
      select total, greatest(total - held, 0) as outside from
        (select count(*)::int as total from customers where project_id = ${scope.projectId} and not is_erased) customers,
        (select count(customer_id)::int as held from broadcast_recipients
          where project_id = ${scope.projectId} and broadcast_id = ${uuidOf("broadcast", id)}) frozen`);
    return rows[0]!;
  };
  return (await remembered(scope, `others than ${id}`, { find, isMuch: ({ total }) => total > COUNTABLE })).value;
}

const FATES = ["clicked", "opened", "sent", "waiting", "uncertain", "complained", "bounced", "failed"];

/** The places in their order, each with how many people stand there. */
type Counts = [place: string, people: number][];

async function standing(scope: Scope, counts: Counts, places: (narrow: number[]) => Promise<SQL>): Promise<BroadcastCrowd> {
  const { people, narrow } = await crowdOf(scope);
  const { rows } = await scope.db.execute<{ id: number; place: string }>(await places(narrow));
  const placeOf = new Map(rows.map(({ id, place }) => [Number(id), place]));
  return counts.map(([place, count]) => ({
    place,
    count,
    people: people.filter((_, i) => (placeOf.get(narrow[i]!) ?? "outside") === place),
  }));
}
