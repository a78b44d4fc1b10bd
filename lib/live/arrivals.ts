import "server-only";
import { sql } from "drizzle-orm";
import { publicId, uuidOf } from "@/db/ids";
import { calledName } from "@/lib/customers/schema";
import { SOURCES } from "@/lib/events/schema";
import type { Arrival } from "@/lib/live/schema";
import { decodeMoment, type Page, pageOf } from "@/lib/paging/cursor";
import { requireGrant, type Scope } from "@/lib/scope";

type Row = { id: string; at: number; name: string | null; source: number; field: string | null; reason: string | null };
type Who = { customer: string | null; person: string | null; email: string | null; userId: string | null };
const NOBODY: Who = { customer: null, person: null, email: null, userId: null };

/** What was received since a moment (ms), refused calls too, the newest first and at most `limit`. */
export async function arrivalsSince(scope: Scope, since: number, limit: number): Promise<Arrival[]> {
  requireGrant(scope, "events:read");
  const { db, projectId } = scope;
  const from = new Date(since).toISOString();
  const { rows } = await db.execute<Row & Who>(sql`
    select arrived.id, (extract(epoch from arrived.received_at) * 1000)::float8 as at, arrived.name, arrived.source, arrived.field, arrived.reason,
      c.public_id as customer, c.name as person, coalesce(c.email, arrived.email) as email, arrived.user_id as "userId"
    from (
      (select id, received_at, name, source, customer_id, email, user_id, null as field, null as reason
        from events where project_id = ${projectId} and received_at >= ${from}::timestamptz order by received_at desc, id desc limit ${limit})
      union all
      (select id, received_at, null, source, null, null, null, field, reason
        from rejections where project_id = ${projectId} and received_at >= ${from}::timestamptz order by received_at desc limit ${limit})
    ) arrived
    left join customers c on c.project_id = ${projectId} and c.id = arrived.customer_id
    where c.is_erased is not true order by arrived.received_at desc, arrived.id desc limit ${limit}`);
  return rows.map(arrivalOf);
}

/** The calls that were refused, the newest first, from where the last page ended. */
export async function listRefused(scope: Scope, cursor: string | undefined, limit: number): Promise<Page<Arrival>> {
  requireGrant(scope, "events:read");
  const last = cursor === undefined ? null : decodeMoment(cursor);
  const after = last && sql`and (received_at, id) < (${last.at}::timestamptz, ${uuidOf("rejection", last.id)}::uuid)`;
  const { rows } = await scope.db.execute<Row>(sql`
    select id, (extract(epoch from received_at) * 1000)::float8 as at, null as name, source, field, reason
    from rejections where project_id = ${scope.projectId} ${after ?? sql``} order by received_at desc, id desc limit ${limit + 1}`);
  return pageOf(
    rows.map((row) => arrivalOf({ ...row, ...NOBODY })),
    limit,
    ({ id, at }) => [Date.parse(at), id],
  );
}

function arrivalOf({ id, at, name, source, field, reason, customer, person, email, userId }: Row & Who): Arrival {
  return {
    id: publicId(reason === null ? "event" : "rejection", id),
    at: new Date(at).toISOString(),
    name: name ?? "Rejected call",
    source: SOURCES[source] ?? "unknown",
    customer: customer === null ? null : { id: publicId("customer", customer), name: calledName({ name: person, email, userId }) },
    refused: reason === null ? null : field ? `${field} ${reason}` : `It ${reason}`,
  };
}
