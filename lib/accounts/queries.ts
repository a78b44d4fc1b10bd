import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Account, Visitor } from "@/lib/accounts/account";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";

type Person = { name: string; email: string };

export async function getAccount({ db, userId }: Account): Promise<Person> {
  const [user] = await db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, userId));
  if (!user) throw new AppError("UNAUTHENTICATED", "Please sign in.");
  return user;
}

/** Whether there is an account at all. Until then nobody can sign in, and the claim link makes the first. */
export const isClaimed = async ({ db }: Visitor): Promise<boolean> => (await db.$count(users)) > 0;

/** The person who acts, or null where a program does. */
export async function actingPerson({ db, actor }: Scope): Promise<Person | null> {
  if (actor.type !== "user") return null;
  const [user] = await db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, actor.userId));
  return user ?? null;
}
