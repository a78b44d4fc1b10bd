import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { pool } from "@/db/client";
import { type Account, mintAccount, type Visitor } from "@/lib/accounts/account";
import { addressOf } from "@/lib/auth/address";
import { findProjectFor } from "@/lib/auth/identity";
import { currentSession } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { AppError, notFound } from "@/lib/errors";
import { mintScope, type Scope } from "@/lib/scope";

/** A signed-in person acting in the project named by the URL, with the role they have there now. */
export const scopeFromSession = cache(async (slug: string): Promise<Scope> => {
  const { userId } = await accountFromSession();
  const membership = await findProjectFor(pool, userId, slug, systemClock.now());
  if (!membership) throw notFound("project");
  return mintScope({
    projectId: membership.projectId,
    actor: { type: "user", userId, role: membership.role },
    db: pool,
    clock: systemClock,
  });
});

/** A signed-in person, in no project. */
export async function accountFromSession(): Promise<Account> {
  const session = await currentSession();
  if (!session) throw new AppError("UNAUTHENTICATED", "Please sign in.");
  return mintAccount({ ...session, db: pool, clock: systemClock });
}

/** Somebody at the door. */
export async function visitorOf(): Promise<Visitor> {
  const said = await headers();
  return { db: pool, clock: systemClock, address: addressOf(said), userAgent: said.get("user-agent") };
}
