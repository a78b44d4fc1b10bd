import "server-only";
import { and, desc, eq, getTableColumns, lt, not, or } from "drizzle-orm";
import { customers, events, rejections } from "@/db/schema";
import { getCustomer } from "@/lib/customers/queries";
import { calledName } from "@/lib/customers/schema";
import { notFound } from "@/lib/errors";
import { eventsOfCustomer } from "@/lib/events/of-customer";
import { EVENT_KINDS, type ListEvents, ShownEvent, SOURCES } from "@/lib/events/schema";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { rowOf } from "@/lib/rows";
import { requireGrant, type Scope } from "@/lib/scope";
import { told } from "@/lib/told";

const COLUMNS = { ...getTableColumns(events), customer: customers.publicId };
const theirs = and(eq(customers.projectId, events.projectId), eq(customers.id, events.customerId), not(customers.isErased));
type Row = typeof events.$inferSelect & { customer: string };

/** Events by when they were received, the newest first; those of one customer or of one name by when they happened. */
export async function listEvents(scope: Scope, { customer, name, limit, cursor }: ListEvents): Promise<Page<ShownEvent>> {
  requireGrant(scope, "events:read");
  if (customer !== undefined) return eventsOfOne(scope, customer, { name, limit, cursor });
  const [at, id] = cursor ? decodeCursor(cursor) : [];
  const { projectId } = events;
  const time = name === undefined ? events.receivedAt : events.occurredAt; // each has its index
  const before = at === undefined ? undefined : new Date(Number(at));
  const rows = await scope.db
    .select(COLUMNS)
    .from(events)
    .innerJoin(customers, theirs)
    .where(
      and(
        eq(projectId, scope.projectId),
        name === undefined ? undefined : eq(events.name, name),
        before && or(lt(time, before), and(eq(time, before), lt(events.id, String(id)))),
      ),
    )
    .orderBy(desc(time), desc(events.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [(name === undefined ? row.receivedAt : row.occurredAt).getTime(), row.id]);
  return { ...page, items: page.items.map(shownEvent) };
}

async function eventsOfOne(scope: Scope, ref: string, { name, limit, cursor }: Omit<ListEvents, "customer">): Promise<Page<ShownEvent>> {
  const { id, publicId } = await getCustomer(scope, ref);
  const [at, last] = cursor ? decodeCursor(cursor) : [];
  const before = at === undefined ? undefined : { at: Number(at), id: String(last) };
  const rows = await eventsOfCustomer(scope, id, { name, before, limit: limit + 1 });
  const page = pageOf(rows, limit, (row) => [row.occurredAt.getTime(), row.id]);
  return { ...page, items: page.items.map((row) => shownEvent({ ...row, customer: publicId })) };
}

export const shownEvent = (row: Row): ShownEvent =>
  told(ShownEvent, { ...row, kind: EVENT_KINDS[row.kind] ?? "track", source: SOURCES[row.source] ?? "api", customerId: row.customer });

/** `customerId` is the narrow id of whom the event was counted for. */
export type FoundEvent = { event: ShownEvent; customer: { id: string; name: string }; customerId: number };

/** An event as it came, with whom it was counted for. */
export async function getEvent(scope: Scope, id: string): Promise<FoundEvent> {
  requireGrant(scope, "events:read");
  const [row] = await scope.db
    .select({ ...COLUMNS, person: customers.name, address: customers.email })
    .from(events)
    .innerJoin(customers, theirs)
    .where(and(eq(events.projectId, scope.projectId), eq(events.id, id)));
  if (!row) throw notFound("event");
  const { person, address, ...event } = row;
  const name = calledName({ name: person, email: address ?? event.email, userId: event.userId });
  return { event: shownEvent(event), customer: { id: row.customer, name }, customerId: row.customerId };
}

const theRejection = rowOf(rejections);

/** A call that was refused, with what was said. */
export async function getRejection(scope: Scope, id: string) {
  requireGrant(scope, "events:read");
  const [row] = await scope.db.select().from(rejections).where(theRejection(scope, id));
  if (!row) throw notFound("refused call");
  const { field, reason, payload, receivedAt } = row;
  return { id, source: SOURCES[row.source] ?? "api", field, reason, payload, receivedAt };
}
