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
  const { publicId: id, name, email } = customers;
  const rows = await lowest<Row>(scope, sql`${customers.id} as narrow, ${id} as id, ${name} as name, ${email} as email`);
  return { people: rows.map(dotOf), narrow: rows.map(({ narrow }) => narrow) };
}

/** Their narrow ids alone, for who asks something of them. */
export const crowdIds = async (scope: Scope): Promise<number[]> =>
  (await lowest<Pick<Row, "narrow">>(scope, sql`${customers.id} as narrow`)).map(({ narrow }) => narrow);

async function lowest<R extends Pick<Row, "narrow">>(scope: Scope, columns: SQL): Promise<R[]> {
  requireGrant(scope, "customers:read");
  const few = await byLot<R>(scope, columns, sql`${lotOf(customers.publicId)} < ${sql.raw(String(LOW_LOTS))}`);
  const rows = few.length < CROWD_SIZE ? await byLot<R>(scope, columns, sql`true`) : few;
  return rows.toSorted((a, b) => a.narrow - b.narrow);
}

/** Where lots below 1 in 64 are fewer than the Crowd, all customers are few, and are read. */
async function byLot<R extends object>({ db, projectId }: Scope, columns: SQL, which: SQL): Promise<R[]> {
  const { rows } = await db.execute(sql`select ${columns}
    from ${customers} where ${customers.projectId} = ${projectId} and not ${customers.isErased} and ${which}
    order by ${lotOf(customers.publicId)}, ${customers.id} limit ${CROWD_SIZE}`);
  return rows as R[];
}

const dotOf = ({ id, name, email }: Row): Dot => ({ id: publicId("customer", id), name: calledName({ name, email, userId: null }) });
