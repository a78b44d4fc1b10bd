import "server-only";
import { sql } from "drizzle-orm";
import { outbox } from "@/db/schema";
import type { FollowIds, FollowKind } from "@/inngest/events";
import type { Scope } from "@/lib/scope";

/** Postgres channel on which a committed outbox wakes the relay. A poll below it makes it speed, not correctness. */
export const OUTBOX_CHANNEL = "crowdpower_outbox";

type Promised<K extends FollowKind> = { ids: FollowIds<K>; startAt?: Date };

/** Promises that `kind` will happen after this change, if and only if the change's transaction commits. */
export const follow = <K extends FollowKind>(scope: Scope, kind: K, ids: FollowIds<K>, startAt?: Date): Promise<void> =>
  followAll(scope, kind, [{ ids, ...(startAt && { startAt }) }]);

const CHUNK = 1_000; // rows to a statement: Postgres takes 65,535 parameters

/** The same for many changes of one kind, in few statements. */
export async function followAll<K extends FollowKind>({ db, projectId }: Scope, kind: K, promises: readonly Promised<K>[]): Promise<void> {
  for (let i = 0; i < promises.length; i += CHUNK) {
    const rows = promises.slice(i, i + CHUNK).map((promise) => ({ projectId, kind, ...promise }));
    const promised = db.$with("promised").as(db.insert(outbox).values(rows).returning({ id: outbox.id }));
    const told = { told: sql`pg_notify(${OUTBOX_CHANNEL}, '')` };
    await db.with(promised).select(told).from(promised).limit(1); // which promises all the same
  }
}
