import "server-only";
import { sql } from "drizzle-orm";
import { identitiesBeside } from "@/lib/customers/lock";
import { isListenedTo } from "@/lib/listeners/commands";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { refreshCustomers } from "@/lib/segments/refresh";

/** Customers looked at in one transaction: short enough that nobody who writes beside it waits long. */
const PART = 5_000;

/**
 * Takes a trait from the next customers after `after`, in order of id, and from their names, as it was told until `at` (ms): what was told
 * later stays. Answers where to go on, or null at the end. Repeating it changes nothing.
 */
export async function stripTrait(scope: Scope, { key, at }: { key: string; at: number }, after: number): Promise<number | null> {
  requireGrant(scope, "customers:write");
  return inTransaction(scope, async (tx) => {
    const { db, projectId } = tx;
    await db.execute(sql`select ${identitiesBeside(tx)}`);
    const { rows } = await db.execute<{ id: number; has: boolean }>(sql`
      select id, trait_times ? ${key} as has from customers where project_id = ${projectId} and id > ${after} order by id limit ${PART} for no key update`);
    const had = rows.flatMap(({ id, has }) => (has ? id : []));
    for (const [table, id] of [
      ["customers", "id"],
      ["customer_identities", "customer_id"],
    ] as const)
      await db.execute(sql`update ${sql.identifier(table)} set traits = traits - ${key}::text, trait_times = trait_times - ${key}::text
        where project_id = ${projectId} and ${sql.identifier(id)} = any(${`{${had.join()}}`}::bigint[]) and (trait_times ->> ${key}::text)::float8 <= ${at}`);
    if (had.length > 0 && (await isListenedTo(tx, "refresh_on_trait", key))) await refreshCustomers(tx, had, { live: false });
    return rows.length === PART ? rows.at(-1)!.id : null;
  });
}
