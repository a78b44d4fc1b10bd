import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
import { customers, LOW_LOTS, lotOf } from "@/db/schema";
import { CROWD_SIZE, type Dot } from "@/lib/customers/crowd/schema";
import { calledName } from "@/lib/customers/schema";
import { requireGrant, type Scope } from "@/lib/scope";

type Row = { narrow: number; id: string; name: string | null; email: string | null };

/** The Crowd: its people, in the order in which they were made, and their narrow ids in the same order. */
export type Crowd = { people: Dot[]; narrow: number[] };

/**
 * The customers who stand for all of a project: those with the lowest lots, or everyone where there are no more. Chosen by chance, and the
 * same on every screen: somebody new takes the place of one of them at most. Read from an index, however many customers there are.
 */
export async function crowdOf(scope: Scope): Promise<Crowd> {
  requireGrant(scope, "customers:read");
  const lowest = await byLot(scope, sql`${lotOf(customers.publicId)} < ${sql.raw(String(LOW_LOTS))}`);
  const rows = lowest.length < CROWD_SIZE ? await byLot(scope, sql`true`) : lowest;
  const inOrder = rows.toSorted((a, b) => a.narrow - b.narrow);
  return { people: inOrder.map(dotOf), narrow: inOrder.map(({ narrow }) => narrow) };
}

/** Where lots below 1 in 64 are fewer than the Crowd, all customers are few, and are read. */
async function byLot({ db, projectId }: Scope, which: SQL): Promise<Row[]> {
  const { rows } = await db.execute<Row>(sql`
    select ${customers.id} as narrow, ${customers.publicId} as id, ${customers.name} as name, ${customers.email} as email
    from ${customers} where ${customers.projectId} = ${projectId} and not ${customers.isErased} and ${which}
    order by ${lotOf(customers.publicId)}, ${customers.id} limit ${CROWD_SIZE}`);
  return rows;
}

const dotOf = ({ id, name, email }: Row): Dot => ({ id: publicId("customer", id), name: calledName({ name, email, userId: null }) });
