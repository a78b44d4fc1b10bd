import "server-only";
import { sql } from "drizzle-orm";
import type { TraitValue } from "@/lib/customers/schema";
import { eventName } from "@/lib/ingest/facts";
import type { Item } from "@/lib/ingest/item";
import type { Scope } from "@/lib/scope";

type Entry = { key: string; type?: string | undefined; first: number; last: number };
type Entries = Map<string, Entry>;

const MINUTE = 60_000;
const REMEMBERED = 10_000;
/** What this process has written already, so that a name seen every second costs a row once a minute. */
const written = new Map<string, Entry>();

/** Keeps the lists of event names and trait keys that the project has seen, once per flush, to the minute. Call `remember` after the commit. What was remembered in another `epoch` counts no more. */
export async function keepCatalogue(tx: Scope, items: readonly Item[], epoch: number): Promise<{ remember(): void }> {
  const [names, keys] = [new Map(), new Map()] as [Entries, Entries];
  for (const { call, at } of items) {
    const name = eventName(call);
    if (name !== null) note(names, name, at);
    if (call.type === "identify")
      for (const [key, value] of Object.entries(call.traits)) if (value !== null) note(keys, key, at, typeOf(value));
  }
  const of = `${tx.projectId} ${epoch}`;
  const news = [...unwritten(of, "event", names), ...unwritten(of, "trait", keys)];
  const newOf = (wanted: Kind) => news.flatMap(([kind, entry]) => (kind === wanted ? entry : []));
  await write(tx, EVENT_NAMES, newOf("event"));
  await write(tx, TRAIT_KEYS, newOf("trait"));
  return { remember: () => rememberAll(of, news) };
}

function note(entries: Entries, key: string, at: number, type?: string) {
  const minute = at - (at % MINUTE);
  const entry = entries.get(key);
  if (!entry) entries.set(key, { key, type, first: minute, last: minute });
  else
    Object.assign(entry, {
      first: Math.min(entry.first, minute),
      last: Math.max(entry.last, minute),
      type: entry.type === type ? type : "mixed",
    });
}

const typeOf = (value: NonNullable<TraitValue>): string => (Array.isArray(value) ? "array" : typeof value);
type Kind = "event" | "trait";
const memoryKey = (of: string, kind: Kind, key: string) => `${of} ${kind} ${key}`;

function unwritten(of: string, kind: Kind, entries: Entries): [Kind, Entry][] {
  return [...entries.values()]
    .filter((entry) => {
      const before = written.get(memoryKey(of, kind, entry.key));
      return !before || before.first > entry.first || before.last < entry.last || (before.type !== entry.type && before.type !== "mixed");
    })
    .map((entry) => [kind, entry]);
}

function rememberAll(of: string, news: [Kind, Entry][]) {
  if (written.size > REMEMBERED) written.clear();
  for (const [kind, entry] of news) {
    const key = memoryKey(of, kind, entry.key);
    const before = written.get(key) ?? entry;
    const type = before.type === entry.type ? entry.type : "mixed";
    written.set(key, { key: entry.key, type, first: Math.min(before.first, entry.first), last: Math.max(before.last, entry.last) });
  }
}

const EVENT_NAMES = sql.raw(`insert into event_names as known (project_id, name, first_seen_at, last_seen_at)
  select project, key, first, last from entries on conflict (project_id, name) do update set
    first_seen_at = least(known.first_seen_at, excluded.first_seen_at), last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)`);

const TRAIT_KEYS = sql.raw(`insert into trait_keys as known (project_id, key, type, first_seen_at, last_seen_at)
  select project, key, type, first, last from entries on conflict (project_id, key) do update set
    type = case when known.type = excluded.type or known.first_seen_at is null then excluded.type else 'mixed' end,
    first_seen_at = least(known.first_seen_at, excluded.first_seen_at), last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)`);

async function write({ db, projectId }: Scope, statement: typeof EVENT_NAMES, entries: Entry[]) {
  if (entries.length === 0) return;
  await db.execute(sql`
    with entries as (
      select ${projectId}::int as project, key, type, to_timestamp(first / 1000) as first, to_timestamp(last / 1000) as last
      from json_to_recordset(${JSON.stringify(entries)}::json) as r (key text, type text, first float8, last float8) order by key
    ) ${statement}`);
}
