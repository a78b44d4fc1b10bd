import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import { reasonedPeople } from "@/lib/broadcasts/audience";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { IS } from "@/lib/broadcasts/report";
import { isDecided, type ListPeople } from "@/lib/broadcasts/schema";
import { calledName } from "@/lib/customers/schema";
import { type MessageState, reasonInWords } from "@/lib/messages/schema";
import { decodeCursor, type Page, pageOf, unknownCursor } from "@/lib/paging/cursor";
import { requireGrant, type Scope } from "@/lib/scope";

export type BroadcastPerson = {
  id: string;
  name: string;
  email: string | null;
  /** Why they get or got none; empty where there is no reason. */
  reason: string;
  message: { id: string; state: MessageState; opened: boolean; clicked: boolean } | null;
};

type Row = { narrow: number; id: string; name: string | null; email: string | null; reason: string | null } & {
  message: string | null;
  state: MessageState | null;
  opened: boolean;
  clicked: boolean;
};

/**
 * Who is in a broadcast: before it begins whom it would reach now, afterwards what became of each; nobody if it was cancelled before. The
 * newest customers first.
 */
export async function peopleOf(scope: Scope, id: string, { outcome, reason, limit, cursor }: ListPeople): Promise<Page<BroadcastPerson>> {
  requireGrant(scope, "broadcasts:read");
  requireGrant(scope, "customers:read");
  const broadcast = await getBroadcast(scope, id);
  const [before] = cursor ? decodeCursor(cursor) : [Number.MAX_SAFE_INTEGER];
  if (!Number.isSafeInteger(before)) throw unknownCursor();
  const people = isDecided(broadcast) ? frozenPeople(scope, broadcast) : await askedPeople(scope, broadcast);
  const { rows } = await scope.db.execute<Row>(sql`
    select p.narrow, c.public_id as id, c.name, c.email, p.reason, p.message, p.state, p.opened, p.clicked
    from (${people}) p join customers c on c.project_id = ${scope.projectId} and c.id = p.narrow
    where p.narrow < ${before} and ${outcome ? sql`${outcome} = any(p.outcomes)` : sql`true`} and ${reason === undefined ? sql`true` : sql`p.reason = ${reason}`}
    order by p.narrow desc limit ${limit + 1}`);
  const page = pageOf(rows, limit, ({ narrow }) => [narrow]);
  return { ...page, items: page.items.map(shownPerson) };
}

const askedPeople = async (scope: Scope, broadcast: Broadcast): Promise<SQL> => sql`
  select asked.id as narrow, asked.reason, null::uuid as message, null::message_state as state, false as opened, false as clicked,
    case when asked.reason is null then array['will_receive'] else array['skipped'] end as outcomes
  from (${await reasonedPeople(scope, broadcast)}) asked`;

/** Whom it was frozen with, and whoever is in the ledger besides: somebody may have become another customer since. */
function frozenPeople({ projectId }: Scope, { id }: Broadcast): SQL {
  const outcomes = Object.entries(IS).map(([word, is]) => `case when ${is} then '${word}' end`);
  return sql`
    select coalesce(r.customer_id, m.customer_id) as narrow, coalesce(r.reason, m.reason) as reason, m.id as message, m.state,
      coalesce(m.opens > 0, false) as opened, coalesce(m.clicks > 0, false) as clicked,
      array[${sql.raw(outcomes.join(", "))}, case when r.reason is not null then 'skipped' end,
        case when r.reason is null and coalesce(m.state = 'claimed', true) then 'waiting' end,
        case when r.batch is not null then 'will_receive' end,
        case when u.message_id is not null then 'unsubscribed' end] as outcomes
    from (select * from broadcast_recipients where project_id = ${projectId} and broadcast_id = ${uuidOf("broadcast", id)}) r
    full join (select * from messages where project_id = ${projectId} and source = 'broadcast' and source_id = ${id}) m
      on m.customer_id = r.customer_id
    left join (select distinct message_id from unsubscribes where project_id = ${projectId}) u on u.message_id = m.id`;
}

const shownPerson = ({ id, name, email, reason, message, state, opened, clicked }: Row): BroadcastPerson => ({
  id: publicId("customer", id),
  name: calledName({ name, email, userId: null }),
  email,
  reason: reasonInWords(reason),
  message: message && state ? { id: publicId("message", message), state, opened, clicked } : null,
});
