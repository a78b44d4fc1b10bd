import { ask } from "./http.ts";
import type { Verdict } from "./verdict.ts";
import type { World } from "./world.ts";

/** A number that a screen or an answer shows, and the recount that it must equal. */
type Counted = { what: string; shown: number | null; recount: number };

/** The numbers that people and programs are shown, against a recount of the rows themselves (C3). */
export async function countsOf(world: World): Promise<Verdict> {
  const counted = [...(await ofSegments(world)), ...(await ofAutomations(world)), ...(await onHome(world)), ...(await ofMembers(world))];
  const wrong = counted.filter(({ shown, recount }) => shown !== recount);
  return {
    name: "counts that differ from a recount",
    of: counted.length,
    found: wrong.map(({ what, shown, recount }) => `${what}: shown ${shown}, counted ${recount}`),
  };
}

async function core<T>({ url, mine }: World, path: string): Promise<T[]> {
  const { text } = await ask(url, { path: `/api/v1${path}?limit=100`, headers: { authorization: `Bearer ${mine.secretKey}` } });
  return (JSON.parse(text) as { data: T[] }).data;
}

async function count({ db, mine }: World, sql: string, ...more: unknown[]): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from ${sql}`, [mine.id, ...more]);
  return rows[0]?.n ?? -1;
}

async function ofSegments(world: World): Promise<Counted[]> {
  const segments = await core<{ id: string; name: string; customers: number }>(world, "/segments");
  const counted: Counted[] = [];
  for (const { name, customers, id } of segments) {
    const sql =
      "segment_customers m join segments s on s.project_id = m.project_id and s.id = m.segment_id where m.project_id = $1 and s.name = $2 and s.deleted_at is null";
    const recount = await count(world, sql, name);
    counted.push({ what: `customers of the segment ${name}, by the API`, shown: customers, recount });
    const figures = await figuresOf(world, `/segments/${id}`);
    counted.push({ what: `customers of the segment ${name}, on its page`, shown: figures.get("Customers") ?? null, recount });
  }
  return counted;
}

async function ofAutomations(world: World): Promise<Counted[]> {
  type Shown = { name: string; in_progress: number; done: number; failed: number };
  const counted: Counted[] = [];
  for (const { name, ...shown } of await core<Shown>(world, "/automations")) {
    const runs = (status: string) =>
      count(
        world,
        `automation_runs r join automations a on a.project_id = r.project_id and a.id = r.automation_id where r.project_id = $1 and a.name = $2 and r.status::text = any($3)`,
        name,
        status.split(" "),
      );
    counted.push({ what: `runs in progress of ${name}`, shown: shown.in_progress, recount: await runs("active waiting") });
    counted.push({ what: `runs of ${name} that are done`, shown: shown.done, recount: await runs("done") });
    counted.push({ what: `runs of ${name} that failed`, shown: shown.failed, recount: await runs("failed") });
  }
  return counted;
}

async function onHome(world: World): Promise<Counted[]> {
  const figures = await figuresOf(world, "");
  const week = "> now() - interval '7 days'";
  const of = async (label: string, sql: string) => ({
    what: `${label}, on Home`,
    shown: figures.get(label) ?? null,
    recount: await count(world, sql),
  });
  return [
    await of("Customers", "customers where project_id = $1 and not is_erased"),
    await of("New customers", `customers where project_id = $1 and not is_erased and created_at ${week}`),
    await of("Active customers", `customers where project_id = $1 and not is_erased and last_seen_at ${week}`),
    await of("Events", `events where project_id = $1 and occurred_at ${week}`),
    await of("Emails sent", `messages where project_id = $1 and state in ('sent', 'delivered') and created_at ${week}`),
    await of("Emails skipped", `messages where project_id = $1 and state = 'skipped' and created_at ${week}`),
  ];
}

async function ofMembers(world: World): Promise<Counted[]> {
  const members = await core<object>(world, "/members");
  return [{ what: "members, by the API", shown: members.length, recount: await count(world, "members where project_id = $1") }];
}

/** The figures of a page by their label. */
async function figuresOf({ url, mine, owner }: World, path: string): Promise<Map<string, number>> {
  const { text } = await ask(url, { path: `/${mine.slug}${path}`, headers: { cookie: owner.cookie } });
  const stats = text.matchAll(/<dt[^>]*>([^<]+)<\/dt><dd[^>]*>([\d,]+)<\/dd>/g);
  return new Map([...stats].map(([, label = "", value = ""]) => [label, Number(value.replaceAll(",", ""))]));
}
