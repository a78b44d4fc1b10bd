import "server-only";
import { and, desc, eq, getTableColumns, lt, not, or } from "drizzle-orm";
import { customers, events, rejections } from "@/db/schema";
import { getCustomer } from "@/lib/customers/queries";
import { calledName } from "@/lib/customers/schema";
import { notFound } from "@/lib/errors";
import { latestEvents } from "@/lib/events/latest";
import { EVENT_KINDS, type ListEvents, ShownEvent, SOURCES } from "@/lib/events/schema";
import { decodeMoment, type Page, pageOf } from "@/lib/paging/cursor";
import { rowOf } from "@/lib/rows";
import { requireGrant, type Scope } from "@/lib/scope";
import { told } from "@/lib/told";

const COLUMNS = { ...getTableColumns(events), customer: customers.publicId };
const theirs = and(eq(customers.projectId, events.projectId), eq(customers.id, events.customerId), not(customers.isErased));
type Row = typeof events.$inferSelect & { customer: string };

/** Events by when they were received, the newest first; those of one customer, of a name or of names that begin with `q` by when they happened. */
export async function listEvents(scope: Scope, { customer, name, q, limit, cursor }: ListEvents): Promise<Page<ShownEvent>> {
  requireGrant(scope, "events:read");
  const place = cursor ? decodeMoment(cursor) : undefined;
  const beginning = q?.trim() || undefined;
  if (customer === undefined && name === undefined && beginning === undefined) return newestEvents(scope, limit, place);
  const customerId = customer === undefined ? undefined : (await getCustomer(scope, customer)).id;
  const before = place && { at: place.at.getTime(), id: place.id };
  const rows = await latestEvents(scope, { customerId, name, beginning, before, limit: limit + 1 });
  const page = pageOf(rows, limit, (row) => [row.occurredAt.getTime(), row.id]);
  return { ...page, items: page.items.map(shownEvent) };
}

async function newestEvents({ db, projectId }: Scope, limit: number, before?: { at: Date; id: string }): Promise<Page<ShownEvent>> {
  const { receivedAt, id } = events;
  const older = before && or(lt(receivedAt, before.at), and(eq(receivedAt, before.at), lt(id, before.id)));
  const rows = await db
    .select(COLUMNS)
    .from(events)
    .innerJoin(customers, theirs)
    .where(and(eq(events.projectId, projectId), older))
    .orderBy(desc(receivedAt), desc(id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.receivedAt.getTime(), row.id]);
  return { ...page, items: page.items.map(shownEvent) };
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
