import type { QueryResultRow } from "pg";
import { type Slots, SUSPECTS } from "@/inngest/engine/slots";
import type { Sql } from "@/inngest/engine/sql";

/** A call that could be begun. `claims` is how many workers have begun it. */
export type Candidate = { id: number; projectId: number; slots: string[]; claims: number };

/** A call that this worker holds, with its run. */
export type Claimed = Candidate & {
  runId: string;
  stepId: string;
  functionId: string;
  attempt: number;
  events: string;
  steps: [stepId: string, result: string][] | null;
};

/**
 * Takes up to `room` calls. One call of each project comes before the second of any, and the same holds for a project's lanes: its functions
 * and what their limits tell apart. So a project's million calls make nobody wait, and a lane whose limit is reached costs one look, however
 * long it is. Calls in whose middle workers ended again and again are taken one at a time, so that what ends a worker drags nothing along,
 * and by a worker that has led for a while (`led`, ms): one that is ended by something else is not their doing. Whoever has lost the epoch
 * gets none.
 */
export async function claim(db: Sql, epoch: number, functionIds: string[], slots: Slots, room: number, led: number): Promise<Claimed[]> {
  const limits = [slots.full(), slots.fullProjects(), room, Math.floor(led / REST)];
  const { rows } = await db.query<Candidate & QueryResultRow>(CANDIDATES, [epoch, functionIds, ...limits]);
  const chosen = suspectsApart(rows).filter((candidate) => slots.take(candidate));
  if (chosen.length === 0) return [];
  try {
    const { rows: claimed } = await db.query<Claimed & QueryResultRow>(CLAIM, [epoch, chosen.map(({ id }) => id)]);
    const mine = new Map(claimed.map((call) => [call.id, call]));
    for (const candidate of chosen) if (!mine.has(candidate.id)) slots.free(candidate);
    return chosen.flatMap(({ id, slots }) => (mine.has(id) ? { ...mine.get(id)!, slots } : []));
  } catch (error) {
    for (const candidate of chosen) slots.free(candidate);
    throw error;
  }
}

const SUSPECT = 2; // one end is nothing: it comes with every update
const REST = 250; // milliseconds that a worker leads, for each end, before it takes a suspect

/** One suspect, the one that saw the fewest ends, and then all that are none. */
function suspectsApart(rows: readonly Candidate[]): Candidate[] {
  const suspects = rows.filter(({ claims }) => claims >= SUSPECT).sort((a, b) => a.claims - b.claims);
  return [
    ...suspects.slice(0, 1).map((suspect) => ({ ...suspect, slots: [...suspect.slots, SUSPECTS] })),
    ...rows.filter(({ claims }) => claims < SUSPECT),
  ];
}

const CANDIDATES = `
  with recursive lanes as (
    (select project_id, function_id, slots from engine_calls order by project_id, function_id, slots limit 1)
    union all
    select next.* from lanes, lateral (
      select project_id, function_id, slots from engine_calls c
      where (c.project_id, c.function_id, c.slots) > (lanes.project_id, lanes.function_id, lanes.slots)
      order by project_id, function_id, slots limit 1) next
  ), heads as (
    select head.id, head.claims, lanes.*, row_number() over (partition by lanes.project_id, lanes.function_id, lanes.slots order by head.id) as place
    from lanes, lateral (
      select id, claims from engine_calls c
      where c.project_id = lanes.project_id and c.function_id = lanes.function_id and c.slots = lanes.slots and c.epoch < $1
        and (c.claims < ${SUSPECT} or '${SUSPECTS}' <> all($3::text[]) and c.claims <= $6)
      order by id limit $5) head
    where lanes.function_id = any($2::text[]) and not lanes.slots && $3::text[] and lanes.project_id <> all($4::int[])
      and not exists (select from engine_pauses p where p.project_id = lanes.project_id and p.function_id = lanes.function_id)
  )
  select id, project_id as "projectId", slots, claims from heads
  order by row_number() over (partition by project_id order by place, id), id limit 4 * $5::int`;

/** The claim itself need not survive a crash of Postgres, so its commit waits for no disk. */
const CLAIM = `
  update engine_calls c set epoch = $1, claims = c.claims + 1 from engine_runs r
  where c.run_id = r.id and c.id in (select id from engine_calls where id = any($2::bigint[]) and epoch < $1 for update skip locked)
    and exists (select from engine_leader l where l.epoch = $1 for share) and (select set_config('synchronous_commit', 'off', true)) is not null
  returning c.id, c.run_id as "runId", c.step_id as "stepId", c.function_id as "functionId", c.project_id as "projectId", c.slots, c.attempt,
    c.claims, r.events,
    (select json_agg(json_build_array(s.step_id, s.result) order by s.position) from engine_steps s where s.run_id = c.run_id) as steps`;
