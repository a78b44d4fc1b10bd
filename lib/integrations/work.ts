import "server-only";
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { integrations, integrationWork } from "@/db/schema";
import type { Clock } from "@/lib/clock";
import { findRow } from "@/lib/integrations/connections";
import type { ListedWork, Said } from "@/lib/integrations/schema";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { rowOf } from "@/lib/rows";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

const KEPT = 30 * 24 * 60 * 60_000;
const PER_DELETE = 10_000;
/** For whoever began; longer than a call may last. */
const LEASE = 60_000;
/** With the pauses of a run's steps in between, some eight hours. */
const MOST_ATTEMPTS = 10;

export type Work = typeof integrationWork.$inferSelect;
type Begin = { integrationId: string; key: string; what: string; repeatable: boolean };

/**
 * Claims an effect before it is had. `mine` says that the caller is the one who has it now; otherwise what became of it is told:
 * an effect that began and of which nobody has heard since is not had again, unless the other side knows it by its key.
 */
export const beginWork = (scope: Scope, { repeatable, ...said }: Begin): Promise<{ work: Work; mine: boolean }> =>
  inTransaction(scope, async (tx) => {
    const at = tx.clock.now();
    const [fresh] = await tx.db
      .insert(integrationWork)
      .values({ projectId: tx.projectId, ...said, state: "begun", at })
      .onConflictDoNothing()
      .returning();
    if (fresh) return { work: fresh, mine: true };
    const { projectId, integrationId, key } = integrationWork;
    const itself = and(eq(projectId, tx.projectId), eq(integrationId, said.integrationId), eq(key, said.key));
    const [known] = await tx.db.select().from(integrationWork).where(itself).for("update");
    if (!known) throw new Error(`The work ${said.key} is gone.`);
    const isLeft = known.state === "begun" && at.getTime() - known.at.getTime() >= LEASE;
    const again = known.state === "later" || (isLeft && repeatable);
    if (!again && !isLeft) return { work: known, mine: false };
    const set = again
      ? { state: "begun" as const, attempts: known.attempts + 1, at }
      : { state: "uncertain" as const, detail: "It was interrupted, and may have been done. It was not tried again." };
    const [work] = await tx.db.update(integrationWork).set(set).where(itself).returning();
    return { work: work!, mine: again };
  });

type Ending = { said: Said; millis: number; wasAsked: boolean };

/** Writes down what became of an effect, and, where its other side was asked, by that how the integration is. */
export const endWork = (scope: Scope, work: Work, { said, millis, wasAsked }: Ending): Promise<Said> =>
  inTransaction(scope, async (tx) => {
    const isEnough = said.state === "later" && work.attempts >= MOST_ATTEMPTS;
    const end: Said = isEnough ? { state: "refused", says: `It was tried ${work.attempts} times. ${said.says}` } : said;
    const at = tx.clock.now();
    await tx.db.update(integrationWork).set({ state: end.state, detail: end.says, millis, at }).where(theWork(tx, work.id));
    if (wasAsked) await noteHealth(tx, work.integrationId, end);
    return end;
  });

const theWork = rowOf(integrationWork);
const theIntegration = rowOf(integrations);

async function noteHealth(tx: Scope, integrationId: string, { state, says }: Said): Promise<void> {
  const of = theIntegration(tx, integrationId);
  const { db, clock } = tx;
  if (state === "done") {
    const [isWell, isIll] = [{ status: "connected" as const, lastError: null, lastErrorAt: null }, eq(integrations.status, "error")];
    await db.update(integrations).set(isWell).where(and(of, isIll));
  } else if (state === "refused") {
    const isActive = inArray(integrations.status, ["connected", "error"]);
    await db.update(integrations).set({ status: "error", lastError: says, lastErrorAt: clock.now() }).where(and(of, isActive));
  }
}

/** What an integration did, the latest first. Nothing where it is not connected. */
export async function listWork(scope: Scope, kind: string, cursor: string | undefined, limit = 25): Promise<Page<ListedWork>> {
  requireGrant(scope, "integrations:read");
  const row = await findRow(scope, kind);
  if (!row) return { items: [], nextCursor: null };
  const { id, what, state, detail, attempts, millis, at, projectId, integrationId } = integrationWork;
  const rows = await scope.db
    .select({ id, what, state, detail, attempts, millis, at })
    .from(integrationWork)
    .where(
      and(eq(projectId, scope.projectId), eq(integrationId, row.id), cursor ? lt(id, Number(decodeCursor(cursor)[0]) || 0) : undefined),
    )
    .orderBy(desc(id))
    .limit(limit + 1);
  return pageOf(rows, limit, (each) => [each.id]);
}

/** Deletes what is older than 30 days, a part at a time. Answers whether there may be more. */
export async function forgetWork(db: Db, clock: Clock): Promise<boolean> {
  const { id, at } = integrationWork;
  const old = db
    .select({ id })
    .from(integrationWork)
    .where(lt(at, new Date(clock.now().getTime() - KEPT)))
    .limit(PER_DELETE);
  const gone = await db.delete(integrationWork).where(inArray(id, old)).returning({ id });
  return gone.length === PER_DELETE;
}
