import type { NewRun } from "@/inngest/engine/change";
import { keyAt } from "@/inngest/engine/event";
import type { Registry } from "@/inngest/engine/registry";
import type { Sql } from "@/inngest/engine/sql";

/**
 * Gives every run of a throttled function its time to begin: `limit` (and `burst` more) at once, then one per `period / limit`.
 * Kept as the theoretical arrival time of the next run, so that one row per key is all there is to remember.
 */
export async function throttle(tx: Sql, runs: readonly NewRun[], registry: Registry, now: Date): Promise<NewRun[]> {
  const keys = [...new Set(runs.flatMap((run) => keyOf(run, registry) ?? []))];
  if (keys.length === 0) return [...runs];
  const { rows } = await tx.query<{ key: string; arrival: Date }>(
    "select key, arrival from engine_throttles where key = any($1::text[]) for update",
    [keys],
  );
  const arrivals = new Map(rows.map(({ key, arrival }) => [key, arrival.getTime()]));
  const placed = runs.map((run) => {
    const key = keyOf(run, registry);
    const rule = registry.functions.get(run.functionId)?.throttle;
    if (key === undefined || !rule) return run;
    const gap = rule.period / rule.limit;
    const arrival = Math.max(arrivals.get(key) ?? 0, now.getTime());
    const at = Math.max(run.at.getTime(), arrival - (rule.limit + (rule.burst ?? 0) - 1) * gap);
    arrivals.set(key, Math.max(arrival, at) + gap);
    const later = at - run.at.getTime(); // what limits a run counts from its beginning
    const timers = run.timers.map((timer) => (timer.kind === "overdue" ? { ...timer, at: new Date(timer.at.getTime() + later) } : timer));
    return { ...run, at: new Date(at), timers };
  });
  await tx.query(KEEP, [[...arrivals.keys()], [...arrivals.values()].map((millis) => new Date(millis))]);
  return placed;
}

function keyOf({ functionId, events }: NewRun, registry: Registry): string | undefined {
  const rule = registry.functions.get(functionId)?.throttle;
  return rule && `${functionId}\n${keyAt((JSON.parse(events) as unknown[])[0], rule.key)}`;
}

const KEEP = `
  insert into engine_throttles (key, arrival) select * from unnest($1::text[], $2::timestamptz[])
  on conflict (key) do update set arrival = excluded.arrival`;
