import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Account, Visitor } from "@/lib/accounts/account";
import { AppError } from "@/lib/errors";

export async function getAccount({ db, userId }: Account): Promise<{ name: string; email: string }> {
  const [user] = await db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, userId));
  if (!user) throw new AppError("UNAUTHENTICATED", "Please sign in.");
  return user;
}

/** Whether there is an account at all. Until then nobody can sign in, and the claim link makes the first. */
export const isClaimed = async ({ db }: Visitor): Promise<boolean> => (await db.$count(users)) > 0;
