import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Visitor } from "@/lib/accounts/account";
import { countAttempt, forgetAttempts } from "@/lib/accounts/attempts";
import { linkRefused, useLink } from "@/lib/accounts/links";
import { passwordMatches } from "@/lib/accounts/passwords";
import type { SignIn } from "@/lib/accounts/schema";
import { type Entered, openSession } from "@/lib/accounts/sessions";
import { AppError } from "@/lib/errors";

/** Guesses at one account from one address, and at all accounts from one address, in 15 minutes. */
const GUESSES = 10;
const GUESSES_OF_AN_ADDRESS = 60;

/**
 * Signs in by password. Whether the account is unknown or the password wrong cannot be told from the answer, nor from how long it took.
 * Guessing is counted by account and address, so that nobody is locked out by what somebody else does elsewhere.
 */
export async function signInByPassword(visitor: Visitor, { email, password }: SignIn): Promise<Entered> {
  const { db, clock, address } = visitor;
  const guess = ["password", email, address];
  await countAttempt(db, guess, GUESSES, clock.now());
  await countAttempt(db, ["password", address], GUESSES_OF_AN_ADDRESS, clock.now());
  const [user] = await db.select().from(users).where(eq(users.email, email));
  const matches = await passwordMatches(user?.passwordHash, password);
  if (!user || !matches) throw new AppError("UNAUTHENTICATED", "Wrong email or password.");
  await forgetAttempts(db, guess);
  return openSession(visitor, user.id, user.sessionVersion);
}

/** Signs in whoever holds a one-time sign-in link. */
export async function signInByLink(visitor: Visitor, { token }: { token: string }): Promise<Entered> {
  return visitor.db.transaction(async (tx) => {
    const { userId } = await useLink(tx, "sign_in", token, visitor.clock.now());
    const [user] = userId ? await tx.select().from(users).where(eq(users.id, userId)) : [];
    if (!user) throw linkRefused();
    return openSession({ ...visitor, db: tx }, user.id, user.sessionVersion);
  });
}
