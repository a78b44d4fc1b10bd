import "server-only";
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { systemClock } from "@/lib/clock";
import type { Mailer, Outcome } from "@/lib/mail/mailer";

/** Between two calls a little more than needed, so that a call that comes late never makes one too many in a second. */
const CARE = 1.04;
/** Longer than this nobody waits for their turn: they come back. With the provider's own time it is less than a claim's lease. */
const LONGEST_WAIT = 8_000;
/** What asks for more is no limit of calls a second but a quota, or a key to be put right, and no reason to hold up others. */
const LONGEST_PAUSE = 30_000;

/**
 * A mailer that keeps to its provider's limit, together with every other process that sends through the same account, and waits with all of
 * them when the provider asks to. It goes by the real time, as the provider does.
 */
export function paced(db: Db, mailer: Mailer): Mailer {
  if (!mailer.pace) return mailer;
  const account = createHash("sha256").update(mailer.pace.account).digest();
  const gap = (1000 / mailer.pace.perSecond) * CARE;

  /** Null when it is this call's turn, after waiting for it; otherwise how long to stay away. */
  async function awaitTurn(): Promise<number | null> {
    const now = systemClock.now();
    const { rows } = await db.execute<{ at: number }>(sql`
      insert into sender_paces as pace (account, next_at) values (${account}, ${later(now, gap)}::timestamptz)
      on conflict (account) do update set next_at = greatest(pace.next_at, ${later(now, 0)}::timestamptz) + ${`${gap} milliseconds`}::interval
        where pace.next_at <= ${later(now, LONGEST_WAIT)}::timestamptz
      returning (extract(epoch from next_at) * 1000)::float8 as at`);
    if (!rows[0]) return LONGEST_WAIT;
    const wait = rows[0].at - gap - now.getTime();
    if (wait > 0) await sleep(wait);
    return null;
  }

  async function inTurn(emails: number, call: () => Promise<Outcome[]>): Promise<Outcome[]> {
    const afterMillis = await awaitTurn();
    if (afterMillis !== null)
      return Array<Outcome>(emails).fill({ became: "not_yet", why: "Others are sending through this account.", afterMillis });
    const outcomes = await call();
    const [first] = outcomes;
    if (first?.became === "not_yet") await pause(db, account, first.afterMillis);
    return outcomes;
  }

  const { sendBatch } = mailer;
  return {
    ...mailer,
    send: async (email, key) => (await inTurn(1, async () => [await mailer.send(email, key)]))[0]!,
    ...(sendBatch && { sendBatch: (posted, key) => inTurn(posted.length, () => sendBatch(posted, key)) }),
  };
}

const later = (now: Date, millis: number) => new Date(now.getTime() + millis).toISOString();

/** Holds everybody off for as long as the provider asked. */
async function pause(db: Db, account: Buffer, millis: number) {
  if (millis > LONGEST_PAUSE) return;
  const until = later(systemClock.now(), millis);
  await db.execute(sql`update sender_paces set next_at = greatest(next_at, ${until}::timestamptz) where account = ${account}`);
}
