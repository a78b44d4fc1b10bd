import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { calledName } from "@/lib/customers/schema";
import { searchCustomers } from "@/lib/customers/search";
import type { Page } from "@/lib/paging/cursor";
import type { Scope } from "@/lib/scope";
import type { SegmentCustomer } from "@/lib/segments/queries";

type Paging = { limit: number; cursor?: string | undefined };

/** Those in a segment of whom an email, an id or a name begins with `text`, in the order of what begins so. */
export async function findInSegment(scope: Scope, segmentId: string, text: string, paging: Paging): Promise<Page<SegmentCustomer>> {
  const inside = sql`segment_customers s where s.project_id = ${scope.projectId} and s.segment_id = ${uuidOf("segment", segmentId)}`;
  const among = (id: SQL) => sql`exists (select 1 from ${inside} and s.customer_id = ${id})`;
  const { items, nextCursor } = await searchCustomers(scope, text, { ...paging, among });
  const { rows } = await scope.db.execute<{ id: number; entered: number }>(sql`
    select s.customer_id as id, (extract(epoch from s.entered_at) * 1000)::float8 as entered
    from ${inside} and s.customer_id = any(${`{${items.map(({ id }) => id).join()}}`}::bigint[])`);
  const entered = new Map(rows.map((row) => [Number(row.id), new Date(row.entered)]));
  const people = items.flatMap((customer) => {
    const { id, publicId, email } = customer;
    const enteredAt = entered.get(id);
    return enteredAt ? [{ id: publicId, name: calledName(customer), email, enteredAt }] : [];
  });
  return { items: people, nextCursor };
}
