import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Account } from "@/lib/accounts/account";

/** Changes how the person is called. Their email stays: it is how they sign in. */
export async function changeName({ db, userId }: Account, name: string): Promise<void> {
  await db.update(users).set({ name }).where(eq(users.id, userId));
}
