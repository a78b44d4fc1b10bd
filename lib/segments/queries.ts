import "server-only";
import { and, asc, desc, eq, gt, ilike, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { customers, type Segment, segmentChanges, segmentCustomers, segments } from "@/db/schema";
import { calledName } from "@/lib/customers/schema";
import { notFound } from "@/lib/errors";
import { decodeCursor, type Page, pageOf, unknownCursor } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import { requireGrant, type Scope } from "@/lib/scope";
import { compileRule } from "@/lib/segments/compile";
import { findInSegment } from "@/lib/segments/finding";
import type { SegmentRule } from "@/lib/segments/schema";

type Searching = { q?: string | undefined; limit: number; cursor?: string | undefined };

/** Segments by name, each with how many are in it. */
export async function listSegments(scope: Scope, { q, limit, cursor }: Searching): Promise<Page<Segment>> {
  requireGrant(scope, "segments:read");
  const [name, id] = cursor ? decodeCursor(cursor).map(String) : [];
  const rows = await scope.db
    .select()
    .from(segments)
    .where(
      and(
        existing(scope),
        q ? ilike(segments.name, likePattern(q)) : undefined,
        name === undefined || id === undefined ? undefined : or(gt(segments.name, name), and(eq(segments.name, name), gt(segments.id, id))),
      ),
    )
    .orderBy(asc(segments.name), asc(segments.id))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.name, row.id]);
}

export async function getSegment(scope: Scope, id: string): Promise<Segment> {
  requireGrant(scope, "segments:read");
  const [segment] = await scope.db
    .select()
    .from(segments)
    .where(and(existing(scope), eq(segments.id, id)));
  if (!segment) throw notFound("segment");
  return segment;
}

const existing = ({ projectId }: Scope) => and(eq(segments.projectId, projectId), isNull(segments.deletedAt));

export type SegmentCustomer = { id: string; name: string; email: string | null; enteredAt: Date };

/** Who is in a segment, the newest customers first; with `q` those of them who are found by what it begins with, in the order of that. */
export async function listSegmentCustomers(scope: Scope, segmentId: string, asked: Searching): Promise<Page<SegmentCustomer>> {
  requireGrant(scope, "customers:read");
  await getSegment(scope, segmentId);
  const { limit, cursor } = asked;
  const text = asked.q?.trim();
  if (text) return findInSegment(scope, segmentId, text, { limit, cursor });
  const before = cursor ? placeIn(cursor) : null;
  const { projectId, segmentId: id, customerId, enteredAt } = segmentCustomers;
  const rows = await scope.db
    .select({ narrowId: customers.id, ...person, enteredAt })
    .from(segmentCustomers)
    .innerJoin(customers, and(eq(customers.projectId, projectId), eq(customers.id, customerId)))
    .where(and(eq(projectId, scope.projectId), eq(id, segmentId), before === null ? undefined : lt(customerId, before)))
    .orderBy(desc(customerId))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.narrowId]);
  return { ...page, items: page.items.map(({ narrowId: _, ...row }) => ({ ...row, name: called(row) })) };
}

/** The narrow id that a cursor names. */
function placeIn(cursor: string): number {
  const [place] = decodeCursor(cursor);
  if (!Number.isSafeInteger(place)) throw unknownCursor();
  return Number(place);
}

const person = { id: customers.publicId, name: customers.name, email: customers.email };
const called = ({ name, email }: { name: string | null; email: string | null }) => calledName({ name, email, userId: null });

export type SegmentMove = { id: string; customer: { id: string; name: string }; entered: boolean; live: boolean; at: Date };

/** Who entered and left, the latest first. */
export async function listSegmentMoves(scope: Scope, segmentId: string, limit: number): Promise<SegmentMove[]> {
  requireGrant(scope, "customers:read");
  const { projectId, id, customerId, entered, live, at } = segmentChanges;
  const rows = await scope.db
    .select({ id, customer: person, entered, live, at })
    .from(segmentChanges)
    .innerJoin(customers, and(eq(customers.projectId, projectId), eq(customers.id, customerId)))
    .where(and(eq(projectId, scope.projectId), eq(segmentChanges.segmentId, segmentId)))
    .orderBy(desc(at), desc(id))
    .limit(limit);
  return rows.map(({ customer, ...move }) => ({ ...move, customer: { id: customer.id, name: called(customer) } }));
}

/** How many entered and left in the last day, a first fill and edits of the rule aside. */
export async function countRecentMoves(scope: Scope, segmentId: string): Promise<{ entered: number; left: number }> {
  requireGrant(scope, "segments:read");
  const { db, projectId, clock } = scope;
  const of = segmentChanges;
  const dayAgo = new Date(clock.now().getTime() - 86_400_000);
  const where = and(eq(of.projectId, projectId), eq(of.segmentId, segmentId), eq(of.live, true), gt(of.at, dayAgo));
  const those = (is: SQL) => sql<number>`count(*) filter (where ${is})`.mapWith(Number);
  const [row] = await db
    .select({ entered: those(sql`${of.entered}`), left: those(sql`not ${of.entered}`) })
    .from(of)
    .where(where);
  return row ?? { entered: 0, left: 0 };
}

/** Whether a rule is true of one customer now. The compiler answers this too, so there is no second reading of a rule. */
export async function matchesRule(scope: Scope, rule: SegmentRule, customerId: number): Promise<boolean> {
  requireGrant(scope, "segments:read");
  const { db, projectId, clock } = scope;
  const { matches, joins, people } = compileRule(rule, { projectId, now: clock.now(), among: [customerId] });
  const { rows } = await db.execute(sql`select 1 from ${customers} ${joins} where ${people} and ${matches}`);
  return rows.length > 0;
}
