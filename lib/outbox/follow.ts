import "server-only";
import { sql } from "drizzle-orm";
import { outbox } from "@/db/schema";
import type { FollowIds, FollowKind } from "@/inngest/events";
import type { Scope } from "@/lib/scope";

/** Postgres channel on which a committed outbox wakes the relay. A poll below it makes it speed, not correctness. */
export const OUTBOX_CHANNEL = "crowdpower_outbox";

/** Promises that `kind` will happen after this change, if and only if the change's transaction commits. */
export async function follow<K extends FollowKind>({ db, projectId }: Scope, kind: K, ids: FollowIds<K>, startAt?: Date) {
  const promised = db.$with("promised").as(
    db
      .insert(outbox)
      .values({ projectId, kind, ids, ...(startAt && { startAt }) })
      .returning({ id: outbox.id }),
  );
  await db
    .with(promised)
    .select({ told: sql`pg_notify(${OUTBOX_CHANNEL}, '')` })
    .from(promised);
}

type Promised<K extends FollowKind> = { ids: FollowIds<K>; startAt?: Date };

const CHUNK = 1_000; // rows to a statement: Postgres takes 65,535 parameters

/** The same for many changes of one kind, in few statements. */
export async function followAll<K extends FollowKind>({ db, projectId }: Scope, kind: K, promises: readonly Promised<K>[]) {
  for (let i = 0; i < promises.length; i += CHUNK) {
    await db.insert(outbox).values(promises.slice(i, i + CHUNK).map((promise) => ({ projectId, kind, ...promise })));
  }
  if (promises.length > 0) await db.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
}
