import "server-only";
import { newUuid, publicId, uuidOf } from "@/db/ids";
import { prepared } from "@/db/prepared";
import type { AutomationRun } from "@/db/schema";
import { laneStart, type Place } from "@/lib/automations/places";
import type { Settled } from "@/lib/automations/steps/kind";
import { wakesOf } from "@/lib/automations/wakes";
import { OUTBOX_CHANNEL } from "@/lib/outbox/follow";
import type { Scope } from "@/lib/scope";

/** A visit that is over, and what came of it. */
export type Kept = { run: AutomationRun; place: Place; taken: Settled };

/**
 * Writes down visits and moves their runs, each unless somebody else has moved the run meanwhile; answers whose it moved. Staying is
 * promised its wake. All of it is one statement, so it is done or not, at the price of one commit.
 */
export async function keepVisits(scope: Scope, visits: readonly Kept[]): Promise<Set<string>> {
  if (visits.length === 0) return new Set();
  const { db, projectId, clock } = scope;
  const now = clock.now();
  const wakes = wakesOf(
    visits.flatMap(({ run, taken }) => (taken.next === "stay" ? { runId: run.id, visit: run.visit + 1, at: taken.until } : [])),
  );
  const promises = wakes.map(({ ids, startAt }) => ({
    ...{ id: newUuid(now.getTime()), ids, at: startAt },
    runs: ids.runIds.map((id) => uuidOf("run", id)),
  }));
  const rows = await KEEP(
    db,
    projectId,
    JSON.stringify(visits.map((kept) => rowOf(kept, now))),
    now,
    JSON.stringify(promises),
    OUTBOX_CHANNEL,
  );
  return new Set(rows.map(({ id }) => publicId("run", id)));
}

const rowOf = ({ run, place, taken }: Kept, now: Date) => ({
  ...{ run: uuidOf("run", run.id), visit: run.visit, automation: uuidOf("automation", run.automationId), step: place.step.id },
  ...{ became: taken.next === "stay" ? "begun" : (taken.became ?? "done"), outcome: taken.outcome, detail: taken.detail },
  ...destination(place, taken, now),
});

function destination(place: Place, taken: Settled, now: Date) {
  if (taken.next === "stay") return { status: "waiting", node: place.step.id, due: taken.until };
  const node = taken.lane === undefined ? place.next : laneStart(place, taken.lane);
  return node === null ? { status: "done", node, ended: now } : { status: "active", node, due: now };
}

/**
 * The automations are locked before the runs, and the runs in the order of their ids, as everybody does who changes several, so that nobody
 * waits in a circle. A wake is promised if one of those that it is for was moved; the others take no harm from it.
 */
const KEEP = prepared<{ id: string }>(
  "keep_visits",
  `with visits as (
    select * from json_to_recordset($2::json) as v (run uuid, visit int, automation uuid, step text, became visit_end, outcome text, detail jsonb,
      status run_status, node text, due timestamptz, ended timestamptz)
  ), doors as (
    select from automations where project_id = $1 and id in (select automation from visits) order by id for share
  ), held as (
    select v.* from automation_runs r join visits v on r.id = v.run and r.visit = v.visit
    where r.project_id = $1 and r.status in ('active', 'waiting') and (select count(*) from doors) > 0 order by r.id for update of r
  ), moved as (
    update automation_runs r set visit = r.visit + 1, attempts = 0, last_error = null, status = h.status, node_id = h.node, due_at = h.due,
      ended_at = h.ended
    from held h where r.project_id = $1 and r.id = h.run returning r.id
  ), told as (
    insert into automation_run_steps (project_id, run_id, visit, automation_id, node_id, became, outcome, detail, at)
    select $1, run, visit, automation, step, became, outcome, detail, $3::timestamptz from held
  ), promised as (
    insert into outbox (id, project_id, kind, ids, start_at)
    select p.id, $1, 'run/wake', p.ids, p.at from json_to_recordset($4::json) as p (id uuid, ids jsonb, at timestamptz, runs uuid[])
    where exists (select from held where held.run = any(p.runs)) returning id
  )
  select id, (select pg_notify($5, '') from promised limit 1) from moved`,
);
