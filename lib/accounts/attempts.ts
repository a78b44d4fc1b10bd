import "server-only";
import { createHash } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { attempts } from "@/db/schema";
import { AppError } from "@/lib/errors";

const WINDOW_MINUTES = 15;
const WINDOW = WINDOW_MINUTES * 60_000;

/**
 * Counts an attempt, or refuses it: in no 15 minutes are there more than `most` of the same subject.
 * One statement, so that a thousand at once are counted like a thousand in a row. A refused attempt does not prolong the wait.
 */
export async function countAttempt(db: Db, subject: readonly string[], most: number, now: Date): Promise<void> {
  const since = new Date(now.getTime() - WINDOW);
  await db.delete(attempts).where(lt(attempts.lastAt, since));
  const recent = sql`array(select t from unnest(${attempts.recent}) t where t > ${since.toISOString()}::timestamptz)`;
  const counted = await db
    .insert(attempts)
    .values({ subject: keyOf(subject), recent: [now], lastAt: now })
    .onConflictDoUpdate({
      target: attempts.subject,
      set: { recent: sql`${recent} || ${now.toISOString()}::timestamptz`, lastAt: now },
      setWhere: sql`cardinality(${recent}) < ${most}`,
    })
    .returning({ subject: attempts.subject });
  if (counted.length === 0) throw new AppError("LIMIT_REACHED", `Too many attempts. Wait ${WINDOW_MINUTES} minutes, then try again.`);
}

/** Forgets the attempts of somebody who has proven to be the one they said they were. */
export const forgetAttempts = (db: Db, subject: readonly string[]) => db.delete(attempts).where(eq(attempts.subject, keyOf(subject)));

/** A hash, because what was tried may be somebody's address. */
const keyOf = (subject: readonly string[]) => createHash("sha256").update(JSON.stringify(subject)).digest();
