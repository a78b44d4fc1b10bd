import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import { reasonedPeople } from "@/lib/broadcasts/audience";
import type { Scope } from "@/lib/scope";

/** What one call to a provider takes. */
export const BATCH_SIZE = 100;

/**
 * Freezes who a broadcast goes to: everyone its audience holds, those who get no email with the reason, the others in numbered batches.
 * One statement: a crash leaves the whole list or none of it, and what happens to a segment afterwards changes nothing.
 */
export async function freezeRecipients(tx: Scope, broadcast: Broadcast): Promise<void> {
  await tx.db.execute(sql`
    insert into broadcast_recipients (project_id, broadcast_id, customer_id, batch, reason)
    select ${tx.projectId}, ${uuidOf("broadcast", broadcast.id)}::uuid, id,
      case when reason is null then (row_number() over (partition by reason is null order by id) - 1) / ${BATCH_SIZE} end, reason
    from (${await reasonedPeople(tx, broadcast)}) people`);
}
