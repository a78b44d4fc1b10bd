import type { Db } from "@/db/client";
import { users } from "@/db/schema";
import { type Account, mintAccount, type Visitor } from "@/lib/accounts/account";
import { mintLink } from "@/lib/accounts/links";
import { hashPassword } from "@/lib/accounts/passwords";
import type { Entered } from "@/lib/accounts/sessions";
import type { Clock } from "@/lib/clock";

let n = 0;

export const PASSWORD = "correct horse battery";

export const visitorFrom = (db: Db, clock: Clock, address = "203.0.113.5"): Visitor => ({ db, clock, address, userAgent: "A browser" });

/** Somebody with an account and the password above. */
export async function aPerson(db: Db, name = "Ada") {
  const [user] = await db
    .insert(users)
    .values({ name, email: `person-${process.pid}-${++n}@example.com`, passwordHash: await hashPassword(PASSWORD) })
    .returning();
  return user!;
}

export const accountOf = (db: Db, clock: Clock, entered: Entered): Account => mintAccount({ ...entered, db, clock });

/** The random part of a fresh link. */
export async function aToken(db: Db, clock: Clock, purpose: "sign_in" | "reset_password", userId: string) {
  return tokenOf(await mintLink(db, "http://app.test", purpose, userId, clock.now()));
}

export const tokenOf = (url: string | null) => new URL(url ?? "http://nothing").pathname.split("/").at(-1)!;
