import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { uuidOf } from "@/db/ids";
import { customers, segmentCustomers, segmentDue, segments } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { log } from "@/lib/log";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { compileRule } from "@/lib/segments/compile";
import { refreshCustomers } from "@/lib/segments/refresh";
import { SegmentRule } from "@/lib/segments/schema";

export type Suspects = { segmentId: string; customerIds: number[] };

/** Suspects looked at per segment and night; more than that is one bug, and its repair goes on the next night. */
const MOST = 10_000;

export async function projectsWithSegments(db: Db): Promise<number[]> {
  const rows = await db
    .selectDistinct({ id: segments.projectId })
    .from(segments)
    .where(isNull(segments.deletedAt))
    .orderBy(asc(segments.projectId));
  return rows.map(({ id }) => id);
}

/** Asks every rule of everyone and compares. Those who changed a moment ago may be among the suspects. */
export async function findSuspects(scope: Scope): Promise<Suspects[]> {
  requireGrant(scope, "segments:read");
  const { db, projectId } = scope;
  const filled = await db
    .select({ id: segments.id, rule: segments.rule })
    .from(segments)
    .where(and(eq(segments.projectId, projectId), isNull(segments.deletedAt), eq(segments.version, segments.filledVersion)));
  const found: Suspects[] = [];
  for (const { id, rule } of filled) {
    const customerIds = await differing(scope, id, rule);
    if (customerIds.length > 0) found.push({ segmentId: id, customerIds });
  }
  return found;
}

/**
 * Suspects who are still wrong after a while are drift: it is repaired, and it is reported as the bug that it is.
 * Nothing of a repair is live.
 */
export async function repairDrift(scope: Scope, { segmentId, customerIds }: Suspects): Promise<{ drifted: number }> {
  requireGrant(scope, "segments:write");
  const { db, projectId } = scope;
  const [segment] = await db
    .select({ rule: segments.rule })
    .from(segments)
    .where(and(eq(segments.projectId, projectId), eq(segments.id, segmentId), isNull(segments.deletedAt)));
  const wrong = segment ? await differing(scope, segmentId, segment.rule, customerIds) : [];
  if (wrong.length === 0) return { drifted: 0 };
  log.error({ projectId, segmentId, customers: wrong.length, examples: wrong.slice(0, 10) }, "segment had drifted");
  await inTransaction(scope, async (tx) => {
    await refreshCustomers(tx, wrong, { live: false, segmentIds: [segmentId] });
    await record(tx, "segment.repaired", segmentId, { after: { customers: wrong.length } });
  });
  return { drifted: wrong.length };
}

async function differing({ db, projectId, clock }: Scope, segmentId: string, rule: unknown, among?: readonly number[]): Promise<number[]> {
  const read = SegmentRule.safeParse(rule);
  if (!read.success) return [];
  const { matches, dueAt, joins, people } = compileRule(read.data, { projectId, now: clock.now(), ...(among && { among }) });
  const id = sql`${uuidOf("segment", segmentId)}::uuid`;
  const { rows } = await db.execute<{ id: number }>(sql`select ${customers.id} as id from ${customers} ${joins}
    left join ${segmentCustomers} m on m.project_id = ${projectId} and m.segment_id = ${id} and m.customer_id = ${customers.id}
    left join ${segmentDue} d on d.project_id = ${projectId} and d.segment_id = ${id} and d.customer_id = ${customers.id}
    where ${people} and (${matches} <> (m.customer_id is not null) or coalesce(${dueAt} < coalesce(d.due_at, 'infinity'), false))
    order by ${customers.id} limit ${MOST}`);
  return rows.map((row) => row.id);
}
