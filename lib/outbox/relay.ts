import "server-only";
import { asc, inArray } from "drizzle-orm";
import type { QueryResultRow } from "pg";
import type { Db } from "@/db/client";
import { newUuid, publicId } from "@/db/ids";
import { outbox } from "@/db/schema";
import type { Source } from "@/inngest/engine/intake";
import { fairly } from "@/inngest/engine/sql";
import type { Clock } from "@/lib/clock";
import { OUTBOX_CHANNEL } from "@/lib/outbox/follow";

const PAGE = 100;

export type Outgoing = { id: string; name: string; data: Record<string, unknown>; ts: number; user: Record<string, unknown> };
type Connection = { query<R extends QueryResultRow>(text: string, values: unknown[]): Promise<{ rows: R[] }> };
type Send = (events: Outgoing[]) => Promise<unknown>;

/** Empties the outbox, oldest first. Any number of relays may run at once: each takes rows that the others do not hold. */
export async function relay(db: Db, send: Send, clock: Clock): Promise<void> {
  while ((await relayPage(db, send, clock)) === PAGE);
}

/** Rows go away only after they were sent. A crash in between sends them again under the same ids, which the durable engine drops. */
const relayPage = (db: Db, send: Send, clock: Clock) =>
  db.transaction(async (tx) => {
    const rows = await tx.select().from(outbox).orderBy(asc(outbox.id)).limit(PAGE).for("update", { skipLocked: true });
    if (rows.length === 0) return 0;
    await send(rows.map((row) => toEvent(row, clock.now())));
    await tx.delete(outbox).where(
      inArray(
        outbox.id,
        rows.map(({ id }) => id),
      ),
    );
    return rows.length;
  });

type Row = typeof outbox.$inferSelect;

const toEvent = ({ id, kind, projectId, ids, startAt }: Row, now: Date): Outgoing => ({
  id,
  name: kind,
  data: { ...ids, projectId },
  ts: (startAt ?? now).getTime(),
  user: {},
});

/** Promises of this kind stay while the job that they begin waits for its turn, so that all of them are one when it has begun. */
export const GATHERED = { kind: "customers/touched", job: "crowdpower-refresh-segments" } as const;

/** Where the built-in engine takes promises from, in its own transaction. */
export const promised: Source = { channel: OUTBOX_CHANNEL, take: takePromised, waitsFor: (fn) => fn === GATHERED.job };

/** Takes rows away, some of every project's, and answers their events, for whoever does what they cause in the same transaction. */
export async function takePromised(tx: Connection, limit: number, now: Date): Promise<Outgoing[]> {
  const { rows } = await tx.query<{ id: string; project_id: number; kind: string; ids: object; start_at: Date | null }>(TAKE, [limit]);
  const inOrder = rows
    .map(({ id, project_id: projectId, kind, ids, start_at: startAt }) => ({ id: publicId("outbox", id), projectId, kind, ids, startAt }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return joined(inOrder).map((row) => toEvent(row, now));
}

const MOST_TOGETHER = 100;

/**
 * Joins promises that say the same of lists of ids, and are due at once: what waited together is done together, each id once. So the more
 * there is to do, the less each takes. Joined they are another event: one of them may have been sent before a crash, and all would be dropped
 * under its id.
 */
function joined(rows: readonly Row[]): Row[] {
  const open = new Map<string, Row>();
  return rows.flatMap((row) => {
    const lists = Object.entries(row.ids).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
    const [name, list] = lists[0] ?? ["", []];
    if (lists.length !== 1 || row.startAt) return row;
    const key = JSON.stringify([row.projectId, row.kind, { ...row.ids, [name]: null }]);
    const before = open.get(key);
    const together = [...new Set([...((before?.ids as Record<string, unknown[]> | undefined)?.[name] ?? []), ...list])];
    if (before && together.length <= MOST_TOGETHER) {
      Object.assign(before, { id: publicId("outbox", newUuid()), ids: { ...before.ids, [name]: together } });
      return [];
    }
    const begun = { ...row, ids: { ...row.ids, [name]: [...new Set(list)] } };
    open.set(key, begun);
    return begun;
  });
}

/** A job that is paused gathers nothing: what stays is read anew each time. */
const FREE = `(q.kind <> '${GATHERED.kind}' or not exists (
  select from engine_calls c where c.project_id = q.project_id and c.function_id = '${GATHERED.job}' and c.epoch = 0
    and not exists (select from engine_pauses p where p.project_id = c.project_id and p.function_id = c.function_id)))`;

const TAKE = `${fairly("outbox", "id", FREE)}
  delete from outbox where id in (select id from outbox where id in (select id from fair) for update skip locked)
  returning id, project_id, kind, ids, start_at`;
