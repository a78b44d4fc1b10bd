import { sql } from "drizzle-orm";
import { untilInWords, type UntilStep } from "@/lib/automations/steps/until/schema";
import type { StepKind } from "@/lib/automations/steps/kind";
import { zoneOf } from "@/lib/customers/zone";
import type { Scope } from "@/lib/scope";

export const until: StepKind<UntilStep> = {
  sentence: (step) => `Wait until ${untilInWords(step)}`,
  async take(scope, { run, step, at, began }) {
    const words = untilInWords(step);
    if (began) return { next: "go_on", outcome: `Waited until ${words}` };
    const zone = await zoneOf(scope, run.customerId);
    const until = await nextTime(scope, zone, step, at);
    return { next: "stay", outcome: `Began to wait until ${words}, ${zone} time`, until, detail: { until: until.toISOString() } };
  },
};

/** The next such time in a zone. An hour that the clocks skip is the one after it; one that comes twice is the first. */
async function nextTime({ db }: Scope, zone: string, { time, days }: UntilStep, at: Date): Promise<Date> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const wanted = days.length > 0 ? days : [1, 2, 3, 4, 5, 6, 7];
  const { rows } = await db.execute<{ at: string }>(sql`
    select extract(epoch from min(at)) * 1000 as at from (
      select (day + ${time}::time) at time zone ${zone} as at, extract(isodow from day)::int as weekday
      from (select (${now} at time zone ${zone})::date + n as day from generate_series(0, 8) as n) as days
    ) as times
    where at > ${now} and weekday = any(${`{${wanted.join()}}`}::int[])`);
  return new Date(Number(rows[0]!.at));
}
