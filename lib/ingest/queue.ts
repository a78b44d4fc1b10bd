import "server-only";
import type { Db } from "@/db/client";
import { AppError } from "@/lib/errors";
import { flush, type Rejected } from "@/lib/ingest/flush";
import type { Item } from "@/lib/ingest/item";
import type { Scope } from "@/lib/scope";

/** One request's calls, waiting to be written. */
type Waiting = { scope: Scope; items: Item[]; rejected: Rejected[]; done: () => void; failed: (error: unknown) => void };
type Lane = { waiting: Waiting[]; rows: number; inFlight: number; isScheduled: boolean; isBusy: boolean };

const ROWS = 500; // to a flush
const IN_FLIGHT = 2; // flushes of a project: while one waits for the disk, the next is being written
const WORTH_ANOTHER = 16; // rows that must wait for a second flush: fewer cost less together with the ones that come meanwhile
const BUSY = 3; // requests in a flush: then more are on their way, and a moment's wait lets them share the next one
const MOMENT_MS = 4;
const MOST_MOMENTS = 4;
const MOST_ROWS = 5_000; // waiting per project; beyond it senders are asked to come back
const ATTEMPTS = 6;

const lanes = new WeakMap<Db, Map<number, Lane>>();

/**
 * Group commit: calls of one project that arrive together are written together. Resolves when they are committed. A lone request is
 * written at once; many at a time wait a moment for each other, since a transaction costs as much as some hundred rows.
 */
export function written(scope: Scope, items: Item[], rejected: Rejected[]): Promise<void> {
  const lane = laneOf(scope);
  const rows = items.length + rejected.length;
  if (lane.rows + rows > MOST_ROWS && lane.rows > 0)
    throw new AppError("LIMIT_REACHED", "Too much is waiting to be written. Send it again in a second.");
  lane.rows += rows;
  return new Promise<void>((done, failed) => {
    lane.waiting.push({ scope, items, rejected, done, failed });
    schedule(lane);
  }).finally(() => {
    lane.rows -= rows;
  });
}

function laneOf({ db, projectId }: Scope): Lane {
  const ofDb = lanes.get(db) ?? new Map<number, Lane>();
  lanes.set(db, ofDb);
  const lane = ofDb.get(projectId) ?? { waiting: [], rows: 0, inFlight: 0, isScheduled: false, isBusy: false };
  ofDb.set(projectId, lane);
  return lane;
}

function schedule(lane: Lane) {
  if (lane.isScheduled || lane.waiting.length === 0 || !hasRoom(lane)) return;
  lane.isScheduled = true;
  if (lane.isBusy && waitingRows(lane) < WORTH_ANOTHER) linger(lane, lane.waiting.length, MOST_MOMENTS);
  else setImmediate(() => run(lane));
}

/** Goes on waiting while others keep coming, but not for long. */
function linger(lane: Lane, waitingBefore: number, moments: number) {
  setTimeout(() => {
    const { length } = lane.waiting;
    if (length > waitingBefore && moments > 1) linger(lane, length, moments - 1);
    else void run(lane);
  }, MOMENT_MS);
}

async function run(lane: Lane) {
  lane.isScheduled = false;
  const group = nextGroup(lane);
  lane.isBusy = group.length >= BUSY;
  lane.inFlight += 1;
  schedule(lane);
  await writeGroup(group);
  lane.inFlight -= 1;
  schedule(lane);
}

const waitingRows = ({ waiting }: Lane) => waiting.reduce((rows, { items }) => rows + items.length, 0);
const hasRoom = (lane: Lane) => lane.inFlight === 0 || (lane.inFlight < IN_FLIGHT && waitingRows(lane) >= WORTH_ANOTHER);

/** As many whole requests as fit a flush, and at least one. */
function nextGroup(lane: Lane): Waiting[] {
  let rows = 0;
  const fits = lane.waiting.findIndex(({ items, rejected }, i) => {
    rows += items.length + rejected.length;
    return i > 0 && rows > ROWS;
  });
  return lane.waiting.splice(0, fits < 0 ? lane.waiting.length : fits);
}

async function writeGroup(group: Waiting[]) {
  const items = group.flatMap(({ items }) => items);
  const rejected = group.flatMap(({ rejected }) => rejected);
  try {
    await writeRows(group[0]!.scope, items, rejected);
    for (const { done } of group) done();
  } catch (error) {
    for (const { failed } of group) failed(error);
  }
}

async function writeRows(scope: Scope, items: Item[], rejected: Rejected[]) {
  for (let i = 0; i === 0 || i < items.length; i += ROWS) await writeSome(scope, items.slice(i, i + ROWS), i === 0 ? rejected : []);
}

/** Writes calls together; where Postgres refuses one for what it says, halves them until that one is alone, so it never sinks the others. */
async function writeSome(scope: Scope, items: Item[], rejected: Rejected[]): Promise<void> {
  try {
    const { remember } = await insist(() => flush(scope, items, rejected));
    remember();
  } catch (error) {
    if (!isAboutData(error)) throw error;
    if (items.length <= 1 && rejected.length === 0) return refuse(items);
    const half = Math.ceil(items.length / 2);
    if (rejected.length > 0) return writeSome(scope, items, []);
    await writeSome(scope, items.slice(0, half), []);
    await writeSome(scope, items.slice(half), []);
  }
}

const refuse = ([item]: Item[]) => {
  if (item) item.outcome = { state: "rejected", field: null, reason: "holds a value that cannot be stored." };
};

/** Two writers may get in each other's way: the transaction is taken back whole, so it can be tried again. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !CLASHES.has(codeOf(error))) throw error;
    }
  }
}

/** Serialization failure, deadlock, and rows that another writer made or removed meanwhile. */
const CLASHES = new Set(["40001", "40P01", "23503", "23505"]);
/** Data exceptions, and values beyond a limit of Postgres. */
const isAboutData = (error: unknown) => /^(22|54)/.test(codeOf(error));

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? codeOf(error.cause) : "";
}
