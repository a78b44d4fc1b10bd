import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { events, projects, rejections, sightings } from "@/db/schema";
import { record } from "@/lib/audit/record";
import type { Clock } from "@/lib/clock";
import { isListenedTo } from "@/lib/listeners/commands";
import { getProject } from "@/lib/projects/queries";
import { distinctTexts } from "@/lib/rows";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { refreshCustomers } from "@/lib/segments/refresh";

const DAY = 24 * 60 * 60_000;
/** Rejected calls are kept for this long, in every project. */
const REJECTION_DAYS = 7;
/** Rows to a transaction: short enough that nobody who writes beside it waits long. */
export const BATCH = 2_000;

/** How many rows of each kind a purge removed, and from before when. */
type Removed = { events: number; sightings: number; rejections: number; before: string | null };

/** The projects in which something may be too old to be kept. */
export async function projectsToPurge(db: Db, clock: Clock): Promise<number[]> {
  const before = new Date(clock.now().getTime() - REJECTION_DAYS * DAY).toISOString();
  const { rows } = await db.execute<{ id: number }>(sql`
    select id from ${projects} p where retention_days is not null
      or exists (select 1 from ${rejections} r where r.project_id = p.id and r.received_at < ${before}::timestamptz) order by id`);
  return rows.map(({ id }) => id);
}

/** The moment before which events of this project are not kept, or null where they are kept for ever. */
export async function oldestKept(scope: Scope): Promise<string | null> {
  const { retentionDays } = await getProject(scope);
  return retentionDays === null ? null : new Date(scope.clock.now().getTime() - retentionDays * DAY).toISOString();
}

/** The names under which events are there. */
export const namesOfEvents = (scope: Scope): Promise<string[]> => distinctTexts(scope, events.name);

/**
 * Deletes one batch of the events of a name that happened before `before`, and asks segments anew about whose they were; that starts no
 * automation. Answers how many: fewer than a batch means that there are no more.
 */
export async function purgeEvents(scope: Scope, name: string, before: string): Promise<number> {
  requireGrant(scope, "events:write");
  return inTransaction(scope, async (tx) => {
    const { rows } = await tx.db.execute<{ customer: number }>(sql`
      with old as materialized (
        select ctid from ${events} where project_id = ${tx.projectId} and name = ${name} and occurred_at < ${before}::timestamptz
        order by occurred_at limit ${BATCH} for update skip locked)
      delete from ${events} where project_id = ${tx.projectId} and ctid = any(array(select ctid from old)) returning customer_id as customer`);
    const customers = [...new Set(rows.map(({ customer }) => customer))];
    if (customers.length > 0 && (await isListenedTo(tx, "refresh_on_event", name))) await refreshCustomers(tx, customers, { live: false });
    return rows.length;
  });
}

/** Deletes one batch of the refused calls that are older than a week. */
export async function purgeRejections(scope: Scope): Promise<number> {
  requireGrant(scope, "events:write");
  const before = new Date(scope.clock.now().getTime() - REJECTION_DAYS * DAY).toISOString();
  const { rows } = await scope.db.execute(sql`
    delete from ${rejections} where project_id = ${scope.projectId} and ctid = any(array(
      select ctid from ${rejections} where project_id = ${scope.projectId} and received_at < ${before}::timestamptz limit ${BATCH})) returning id`);
  return rows.length;
}

/** Deletes one batch of the days on which somebody was seen, those that ended before `before`. */
export async function purgeSightings(scope: Scope, before: string): Promise<number> {
  requireGrant(scope, "events:write");
  const { rows } = await scope.db.execute(sql`
    delete from ${sightings} where project_id = ${scope.projectId} and ctid = any(array(
      select ctid from ${sightings} where project_id = ${scope.projectId} and day < (${before}::timestamptz at time zone 'UTC')::date
      limit ${BATCH} for update skip locked)) returning day`);
  return rows.length;
}

/** Writes down what a purge removed. Nothing removed is nothing to tell. */
export async function recordPurge(scope: Scope, purged: Removed): Promise<void> {
  if (purged.events + purged.sightings + purged.rejections === 0) return;
  const { publicId } = await getProject(scope);
  await record(scope, "project.purged", publicId, { after: purged });
}
