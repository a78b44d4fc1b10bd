import "server-only";
import { and, asc, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import { customerIdentities, customers, identityConflicts, projects, segmentCustomers, segments, suppressions } from "@/db/schema";
import { leftTopics } from "@/lib/consent/reasons";
import { ALL, BROADCASTS } from "@/lib/consent/topics";
import type { KnownCustomer } from "@/lib/customers/queries";
import { calledName, type ShownConflict, type ShownIdentity, type ShownProfile } from "@/lib/customers/schema";
import { requireGrant, type Scope } from "@/lib/scope";

const MOST = 100;

/** The names a customer goes by: user ids first, then anonymous ids, then emails. */
export async function identitiesOf(scope: Scope, customerId: number): Promise<ShownIdentity[]> {
  requireGrant(scope, "customers:read");
  const { kind, value, claimedAt, projectId } = customerIdentities;
  return scope.db
    .select({ kind, value, claimedAt })
    .from(customerIdentities)
    .where(and(eq(projectId, scope.projectId), eq(customerIdentities.customerId, customerId)))
    .orderBy(asc(kind), asc(claimedAt))
    .limit(MOST);
}

/** Names that two customers claim, and nobody has decided about. */
export async function conflictsOf(scope: Scope, customerId: number): Promise<ShownConflict[]> {
  requireGrant(scope, "customers:read");
  const { id, kind, value, holderId, claimantId, projectId, resolvedAt } = identityConflicts;
  const holds = sql<boolean>`${holderId} = ${customerId}`;
  const rows = await scope.db
    .select({ id, kind, value, holds, other: customers.publicId, name: customers.name, email: customers.email })
    .from(identityConflicts)
    .innerJoin(
      customers,
      and(eq(customers.projectId, projectId), sql`${customers.id} = case when ${holds} then ${claimantId} else ${holderId} end`),
    )
    .where(
      and(
        eq(projectId, scope.projectId),
        or(eq(holderId, customerId), eq(claimantId, customerId)),
        ne(holderId, claimantId),
        isNull(resolvedAt),
      ),
    )
    .orderBy(asc(id))
    .limit(MOST);
  return rows.map(({ other, name, email, ...row }) => ({ ...row, other: { id: other, name: calledName({ name, email, userId: null }) } }));
}

export type SegmentOf = { id: string; name: string; since: Date };

/** The segments a customer is in, the latest entered first. */
export async function segmentsOf(scope: Scope, customerId: number): Promise<SegmentOf[]> {
  requireGrant(scope, "segments:read");
  const { projectId, enteredAt } = segmentCustomers;
  return scope.db
    .select({ id: segments.id, name: segments.name, since: enteredAt })
    .from(segmentCustomers)
    .innerJoin(segments, and(eq(segments.projectId, projectId), eq(segments.id, segmentCustomers.segmentId), isNull(segments.deletedAt)))
    .where(and(eq(projectId, scope.projectId), eq(segmentCustomers.customerId, customerId)))
    .orderBy(desc(enteredAt), asc(segments.name))
    .limit(MOST);
}

type Standing = Pick<ShownProfile, "subscription" | "suppression" | "timeZone">;

/** Whether a customer's address may be written to, in the order in which sending asks, and the zone in which their page tells the time. */
export async function standingOf(scope: Scope, { emailHash }: KnownCustomer): Promise<Standing> {
  const { db, projectId } = scope;
  const hash = emailHash ?? Buffer.alloc(0);
  const { reason, createdAt: since, addressHash } = suppressions;
  const standing = db
    .select({ timeZone: projects.timeZone, suppression: { reason, since } })
    .from(projects)
    .leftJoin(suppressions, and(eq(suppressions.projectId, projects.id), eq(addressHash, hash)))
    .where(eq(projects.id, projectId));
  const [[row], left] = await Promise.all([standing, leftTopics(scope, hash)]);
  const { timeZone = "UTC", suppression = null } = row ?? {};
  const may = left.includes(ALL) ? "unsubscribed" : left.includes(BROADCASTS) ? "left_broadcasts" : "subscribed";
  return { subscription: emailHash ? (suppression ? "suppressed" : may) : "no_email", suppression, timeZone };
}
