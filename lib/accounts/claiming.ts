import "server-only";
import { notExists, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { members, type Project, projects, users } from "@/db/schema";
import type { Visitor } from "@/lib/accounts/account";
import { claimWorks, linkRefused, useLink } from "@/lib/accounts/links";
import { hashPassword } from "@/lib/accounts/passwords";
import type { Claim } from "@/lib/accounts/schema";
import { type Entered, openSession } from "@/lib/accounts/sessions";
import { record } from "@/lib/audit/record";
import type { Clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { mintScope } from "@/lib/scope";

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
    const theirs = await tx.select().from(projects).where(ownerless);
    await tx.update(projects).set({ timeZone }).where(ownerless);
    for (const project of theirs) await own({ db: tx, clock: visitor.clock, owner: owner! }, project, timeZone);
    return openSession({ ...visitor, db: tx }, owner!.id, owner!.sessionVersion);
  });
}

type Owning = { db: Db; clock: Clock; owner: typeof users.$inferSelect };

/** Makes somebody the owner of a project, and writes down what that changes in it. */
async function own({ db, clock, owner: { id: userId, email, name } }: Owning, project: Project, timeZone: string) {
  const { id: projectId, publicId, timeZone: before } = project;
  const role = "owner";
  await db.insert(members).values({ projectId, userId, role, createdAt: clock.now() });
  const scope = mintScope({ projectId, actor: { type: "user", userId, role }, db, clock }); // the first thing that an owner does
  await record(scope, "member.joined", userId, { after: { role, email, name } });
  if (timeZone !== before) await record(scope, "project.updated", publicId, { before: { timeZone: before }, after: { timeZone } });
}
