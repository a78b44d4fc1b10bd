import "server-only";
import { notExists, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { members, projects, users } from "@/db/schema";
import type { Visitor } from "@/lib/accounts/account";
import { claimWorks, linkRefused, useLink } from "@/lib/accounts/links";
import { hashPassword } from "@/lib/accounts/passwords";
import type { Claim } from "@/lib/accounts/schema";
import { type Entered, openSession } from "@/lib/accounts/sessions";
import { AppError } from "@/lib/errors";

/** Nobody becomes the first owner while an instance is being prepared, nor do two at once. */
const LOCK = 4_029_173_311;
export const lockInstance = (tx: Db) => tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);

/**
 * Makes the first owner, who gets every project that has no member yet, and signs them in.
 * Once there is an account, no claim link works any more.
 */
export async function claimInstance(visitor: Visitor, { token, name, email, password, timeZone }: Claim): Promise<Entered> {
  if (!(await claimWorks(visitor, token))) throw linkRefused();
  const passwordHash = await hashPassword(password);
  return visitor.db.transaction(async (tx) => {
    await lockInstance(tx);
    const now = visitor.clock.now();
    await useLink(tx, "claim", token, now);
    if ((await tx.$count(users)) > 0) throw new AppError("CONFLICT", "Somebody has claimed this instance already. Sign in instead.");
    const [owner] = await tx.insert(users).values({ name, email, passwordHash, createdAt: now }).returning();
    const ownerless = notExists(tx.select().from(members).where(sql`${members.projectId} = ${projects.id}`));
    const theirs = await tx.update(projects).set({ timeZone }).where(ownerless).returning({ projectId: projects.id });
    const role = "owner" as const;
    await tx.insert(members).values(theirs.map(({ projectId }) => ({ projectId, userId: owner!.id, role, createdAt: now })));
    return openSession({ ...visitor, db: tx }, owner!.id, owner!.sessionVersion);
  });
}
