import "server-only";
import { and, desc, eq, gt, isNull, lt, ne } from "drizzle-orm";
import { newUuid } from "@/db/ids";
import type { Db } from "@/db/client";
import { sessions, users } from "@/db/schema";
import type { Account, Visitor } from "@/lib/accounts/account";
import { notFound } from "@/lib/errors";

const DAY = 24 * 60 * 60_000;
/** A session ends when it is not used for this long. */
const IDLE_DAYS = 30;
/** "Last seen" is kept to this precision, so that a page costs no write. */
const SEEN_MILLIS = 5 * 60_000;

/** `to` is where they meant to go, if it is not where everybody goes. */
export type Entered = { userId: string; sessionId: string; to?: string };

/** Begins a session of a user as they are: `version` is what was read together with the proof of who they are. */
export async function openSession({ db, clock, userAgent }: Visitor, userId: string, version: number): Promise<Entered> {
  const now = clock.now();
  const sessionId = newUuid(now.getTime());
  const kept = { id: sessionId, userId, version, userAgent: userAgent?.slice(0, 400) ?? null };
  await db.insert(sessions).values({ ...kept, createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + IDLE_DAYS * DAY) });
  return { userId, sessionId };
}

/** Who a session belongs to, if it still is one. */
export async function findSession(db: Db, sessionId: string, now: Date): Promise<Entered | null> {
  const [session] = await db
    .select({ userId: sessions.userId, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .innerJoin(users, and(eq(users.id, sessions.userId), eq(users.sessionVersion, sessions.version)))
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)));
  if (!session) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_MILLIS) await noteSeen(db, sessionId, now);
  return { userId: session.userId, sessionId };
}

const noteSeen = (db: Db, sessionId: string, now: Date) =>
  db
    .update(sessions)
    .set({ lastSeenAt: now, expiresAt: new Date(now.getTime() + IDLE_DAYS * DAY) })
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, now)));

export type ShownSession = { id: string; userAgent: string | null; createdAt: Date; lastSeenAt: Date; isThisOne: boolean };

/** Where the account is signed in, the latest used first. */
export async function listSessions({ db, userId, sessionId, clock }: Account): Promise<ShownSession[]> {
  const rows = await db
    .select({ id: sessions.id, userAgent: sessions.userAgent, createdAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .innerJoin(users, and(eq(users.id, sessions.userId), eq(users.sessionVersion, sessions.version)))
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, clock.now())))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50);
  return rows.map((row) => ({ ...row, isThisOne: row.id === sessionId }));
}

/** Ends one session of the account, wherever it is. */
export async function endSession({ db, userId, clock }: Account, id: string): Promise<void> {
  const ended = await db
    .update(sessions)
    .set({ revokedAt: clock.now() })
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  if (ended.length === 0) throw notFound("session");
}

export const endOtherSessions = ({ db, userId, sessionId, clock }: Account) =>
  db
    .update(sessions)
    .set({ revokedAt: clock.now() })
    .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId), isNull(sessions.revokedAt)));
