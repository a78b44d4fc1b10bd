import "server-only";
import { prepared } from "@/db/prepared";
import { keyOf, type NameKey } from "@/lib/customers/claims";
import { erasedAmong } from "@/lib/customers/erased";
import { IDENTITIES_LOCK } from "@/lib/customers/lock";
import { keepCatalogue } from "@/lib/ingest/catalogue";
import { eventName, writeEvents } from "@/lib/ingest/facts";
import { promiseFollowUps } from "@/lib/ingest/follow-ups";
import type { Fault } from "@/lib/ingest/check";
import { type Arrival, type Item, mentioned, type Refusal } from "@/lib/ingest/item";
import { findPeople, NeedsIdentities, type People } from "@/lib/ingest/people";
import { settle } from "@/lib/ingest/money";
import { keepRejections } from "@/lib/ingest/rejections";
import { keepSightings } from "@/lib/ingest/sightings";
import { writeTags } from "@/lib/ingest/tags";
import { LISTENERS_LOCK } from "@/lib/listeners/commands";
import { inTransaction, type Scope } from "@/lib/scope";

const DAY = 24 * 60 * 60_000;

/** Postgres channel that tells, with the project's id, that something arrived. */
export const LIVE_CHANNEL = "crowdpower_live";

export type Rejected = Arrival & { refusal: Refusal };
export type Written = { remember(): void };

/**
 * Writes calls in one transaction, all of them or none, and gives each its outcome. When it returns they are committed, unless the
 * caller's transaction is still open around it; whoever knows that they are calls `remember`. Writers share the project's identities
 * while everybody is known, and take turns when somebody is new or joined.
 */
export async function flush(scope: Scope, items: readonly Item[], rejected: readonly Rejected[]): Promise<Written> {
  const attempt = (isAlone: boolean) => inTransaction(scope, (tx) => write(tx, items, rejected, isAlone));
  return attempt(false).catch((error) => {
    if (error instanceof NeedsIdentities) return attempt(true);
    throw error;
  });
}

async function write(tx: Scope, items: readonly Item[], rejected: readonly Rejected[], isAlone: boolean): Promise<Written> {
  const { oldest, storeIps, currency, epoch } = await begin(tx, isAlone);
  const erased = isAlone ? await erasedAmong(tx, items.flatMap(mentioned)) : NOBODY; // whose names are all known was not erased
  const faults = new Map(items.map((item) => [item, item.at < oldest ? TOO_OLD : erasedIn(item, erased)]));
  const welcome = items.filter((item) => !faults.get(item));
  const refused = items.flatMap((item) => refusalOf(item, faults.get(item) ?? null));
  for (const { call } of welcome) if (call.type === "charge") settle(call, currency);
  if (storeIps) welcome.forEach(keepAddress);
  else for (const { call } of welcome) if (call.context && "ip" in call.context) delete call.context.ip;
  const people = await findPeople(tx, welcome, isAlone);
  await keepSightings(tx, welcome, people.known);
  const written = await writeEvents(tx, welcome, people.customerOf);
  const tagged = await writeTags(tx, welcome, people.customerOf);
  const catalogue = await keepCatalogue(tx, welcome, epoch);
  await keepRejections(tx, [...rejected, ...refused]);
  await promiseFollowUps(tx, { people, events: newOnes(welcome, written), tagged }, !isAlone);
  for (const item of items) item.outcome = refusedOutcome(item, faults.get(item) ?? null) ?? outcomeOf(item, people, written);
  return catalogue;
}

/** The address that a call came from, unless it says one itself. */
function keepAddress({ call, address }: Item) {
  if (address) call.context = { ip: address, ...call.context };
}

const TOO_OLD = {
  field: "timestamp",
  reason: "is older than this project keeps events. Raise the retention in Settings, or leave it out.",
};

const NOBODY: ReadonlySet<NameKey> = new Set();
const FIELDS = { user_id: "userId", anonymous_id: "anonymousId", email: "email" } as const;

function erasedIn(item: Item, erased: ReadonlySet<NameKey>): Fault | null {
  const name = mentioned(item).find((each) => erased.has(keyOf(each)));
  return name ? { field: FIELDS[name.kind], reason: ERASED } : null;
}
const ERASED = "is a name of somebody who was erased here. Nothing that comes with it is kept.";

/** Of who was erased nothing is kept, not even that they were told of. */
const refusalOf = (item: Item, fault: Fault | null): Rejected[] =>
  fault ? [{ ...item, refusal: { ...fault, payload: fault.reason === ERASED ? null : item.call } }] : [];

/** Whoever reads a website's key does not learn from the answer who was erased. */
function refusedOutcome({ trusted }: Item, fault: Fault | null): Item["outcome"] {
  if (!fault) return undefined;
  return fault.reason === ERASED && !trusted ? { state: "recorded", event: null, customerId: null } : { state: "rejected", ...fault };
}

const beginning = (name: string, held: string) =>
  prepared<{ days: number | null; ips: boolean; currency: string; epoch: number }>(
    name,
    `select ${held}, pg_notify('${LIVE_CHANNEL}', $1::int::text), retention_days as days, store_ips as ips, currency, catalogue_epoch as epoch
      from projects where id = $1::int`,
  );

const BEGIN_ALONE = beginning("begin_calls_alone", `pg_advisory_xact_lock(${IDENTITIES_LOCK}, $1::int)`);
const BEGIN_BESIDE = beginning(
  "begin_calls_beside",
  `pg_advisory_xact_lock_shared(${IDENTITIES_LOCK}, $1::int), pg_advisory_xact_lock_shared(${LISTENERS_LOCK}, $1::int)`,
);

type Beginning = { oldest: number; storeIps: boolean; currency: string; epoch: number };

/**
 * Takes the project's identities, reads what the project wants of its calls, and tells those who watch (at the commit). Beside others it
 * holds the listeners too; alone it may still wait for segments, whose writers wait for the listeners, so it holds them only at the end.
 */
async function begin(tx: Scope, isAlone: boolean): Promise<Beginning> {
  const { db, projectId, clock } = tx;
  const [settings] = await (isAlone ? BEGIN_ALONE : BEGIN_BESIDE)(db, projectId);
  if (!settings) throw new Error("The project is gone.");
  const { days, ips: storeIps, currency, epoch } = settings;
  return { oldest: days === null ? 0 : clock.now().getTime() - days * DAY, storeIps, currency, epoch };
}

/** The calls that made a row. Of two with one id in the same flush it is the first. */
function newOnes(items: readonly Item[], written: ReadonlySet<string>): Item[] {
  const left = new Set(written);
  return items.filter(({ call, event }) => eventName(call) !== null && left.delete(event));
}

function outcomeOf({ call, event, subject }: Item, { customerOf }: People, written: ReadonlySet<string>): NonNullable<Item["outcome"]> {
  const customerId = customerOf.get(keyOf(subject)) ?? null;
  if (eventName(call) === null) return { state: "recorded", event: null, customerId };
  return { state: written.has(event) ? "recorded" : "duplicate", event, customerId };
}
