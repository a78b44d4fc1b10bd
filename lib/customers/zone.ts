import "server-only";
import { sql } from "drizzle-orm";
import type { Scope } from "@/lib/scope";

/** What senders call the trait that says where somebody is. */
const TRAITS = ["time_zone", "timezone", "timeZone"];

type Known = { said: (string | null)[]; seen: string | null; project: string };

/** Where a customer is, as an IANA time zone: what a trait of theirs says, else what their browser said last, else the project's. */
export async function zoneOf({ db, projectId }: Scope, customerId: number): Promise<string> {
  const { rows } = await db.execute<Known>(sql`
    select array[${sql.join(
      TRAITS.map((trait) => sql`c.traits ->> ${trait}::text`),
      sql`, `,
    )}] as said,
      (select e.context ->> 'timezone' from events e
        where e.project_id = c.project_id and e.customer_id = c.id and e.context ->> 'timezone' is not null
        order by e.occurred_at desc limit 1) as seen,
      p.time_zone as project
    from customers c join projects p on p.id = c.project_id
    where c.project_id = ${projectId} and c.id = ${customerId}`);
  const { said, seen, project } = rows[0]!;
  return [...said, seen].map(canonical).find((zone) => zone !== null) ?? project;
}

/** A zone by the name that everybody knows it by; null for what is none. */
function canonical(zone: string | null): string | null {
  if (!zone || !/^[A-Za-z]/.test(zone)) return null; // not an offset: it knows no summer
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
