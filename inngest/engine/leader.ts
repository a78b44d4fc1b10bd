import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { startLoop } from "@/inngest/engine/loop";
import type { Sql } from "@/inngest/engine/sql";

const LEASE = "3 seconds";
const HEARTBEAT = 1_000;

export type Leadership = {
  /** Seeks no further; a term that is beginning has begun when this resolves. */
  settle(): Promise<void>;
  /** Makes room for another worker at once. */
  resign(): Promise<void>;
};
type Office = { begin(epoch: number): Promise<void>; lose(): void };

/**
 * Keeps trying to be the active worker, and to stay it. The lease is measured by the database's clock, so machines whose clocks differ agree.
 * A leader that could not renew in time goes on only if nobody took its place: it is the epoch that decides, not the hour.
 */
export function seekLeadership(db: Sql, office: Office, logger: Logger): Leadership {
  const holder = randomUUID();
  let epoch: number | undefined;
  let seeking = true;
  let seizing: Promise<void> | undefined;
  const seize = async () => {
    const { rows } = await db.query<{ epoch: number }>(ACQUIRE, [holder]);
    const won = rows[0]?.epoch;
    if (won === undefined) return;
    await office.begin(won);
    epoch = won;
    logger.info({ epoch }, "This worker is now the active one.");
  };
  const beat = async () => {
    if (epoch === undefined) {
      seizing = seeking ? seize() : undefined;
      await seizing;
      return false;
    }
    const { rows } = await db.query(RENEW, [epoch]);
    if (rows.length > 0) return false;
    logger.warn({ epoch }, "Another worker has become the active one.");
    epoch = undefined;
    office.lose();
    return true;
  };
  const loop = startLoop("leader", HEARTBEAT, beat, logger);
  return {
    async settle() {
      seeking = false;
      await seizing?.catch(() => undefined);
    },
    async resign() {
      await loop.stop();
      if (epoch !== undefined)
        await db.query("update engine_leader set expires_at = clock_timestamp() where epoch = $1", [epoch]).catch(() => undefined);
    },
  };
}

/** Keeps the epoch from ending before the caller's transaction does. Throws if it has ended: what an old leader knows is no longer true. */
export async function whileLeading(tx: Sql, epoch: number) {
  const { rows } = await tx.query("select from engine_leader where epoch = $1 for share", [epoch]);
  if (rows.length === 0) throw new Error("Another worker has become the active one.");
}

const ACQUIRE = `
  insert into engine_leader as l (id, epoch, holder, expires_at) values (1, 1, $1, clock_timestamp() + interval '${LEASE}')
  on conflict (id) do update set epoch = l.epoch + 1, holder = excluded.holder, expires_at = clock_timestamp() + interval '${LEASE}'
  where l.expires_at < clock_timestamp() returning epoch`;
const RENEW = `update engine_leader set expires_at = clock_timestamp() + interval '${LEASE}' where epoch = $1 returning epoch`;
