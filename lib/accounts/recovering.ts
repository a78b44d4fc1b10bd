import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { oneTimeLinks, sessions, users } from "@/db/schema";
import type { Account, Visitor } from "@/lib/accounts/account";
import { countAttempt } from "@/lib/accounts/attempts";
import { linkRefused, lookAtLink, mintLink, useLink } from "@/lib/accounts/links";
import { hashPassword, passwordMatches } from "@/lib/accounts/passwords";
import type { ChangePassword, ResetPassword } from "@/lib/accounts/schema";
import { type Entered, openSession } from "@/lib/accounts/sessions";
import { AppError } from "@/lib/errors";

const GUESSES = 10;

/** Sets a new password for whoever holds the link, ends every session there is, and signs them in. */
export async function resetPassword(visitor: Visitor, { token, password }: ResetPassword): Promise<Entered> {
  if (!(await lookAtLink(visitor, "reset_password", token))) throw linkRefused();
  const passwordHash = await hashPassword(password);
  return visitor.db.transaction(async (tx) => {
    const { userId } = await useLink(tx, "reset_password", token, visitor.clock.now());
    if (!userId) throw linkRefused();
    const version = await setPassword(tx, userId, passwordHash);
    return openSession({ ...visitor, db: tx }, userId, version);
  });
}

/** Changes the password of who is signed in and knows the present one, and ends all their other sessions. */
export async function changePassword({ db, clock, userId, sessionId }: Account, { current, next }: ChangePassword): Promise<void> {
  await countAttempt(db, ["change password", userId], GUESSES, clock.now());
  const [user] = await db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  if (!(await passwordMatches(user?.passwordHash, current))) {
    throw new AppError("INVALID_INPUT", "That is not your current password.", { current: ["That is not your current password."] });
  }
  const passwordHash = await hashPassword(next);
  await db.transaction(async (tx) => {
    const version = await setPassword(tx, userId, passwordHash);
    await tx.update(sessions).set({ version }).where(eq(sessions.id, sessionId));
  });
}

/** A version higher, every session of the account is one no more; nor do links work that were asked for before. */
async function setPassword(tx: Db, userId: string, passwordHash: string): Promise<number> {
  await tx.delete(oneTimeLinks).where(and(eq(oneTimeLinks.userId, userId), isNull(oneTimeLinks.usedAt)));
  const [user] = await tx
    .update(users)
    .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId))
    .returning({ version: users.sessionVersion });
  return user!.version;
}

/** A link to set a new password, for whoever has the machine: it is not mailed. Null where there is no such account. */
export async function resetLinkFor(db: Db, appUrl: string, email: string, now: Date): Promise<string | null> {
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return user ? mintLink(db, appUrl, "reset_password", user.id, now) : null;
}
