import "server-only";
import { sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
import { customers } from "@/db/schema";
import { crowdIds } from "@/lib/customers/crowd";
import { requireGrant, type Scope } from "@/lib/scope";
import { compileRule } from "@/lib/segments/compile";
import type { CrowdMatching, SegmentRule } from "@/lib/segments/schema";

/** Who of the Crowd a rule selects now. It is the rule itself, asked of few: an answer within one keystroke, however many customers there are. */
export async function crowdMatching(scope: Scope, rule: SegmentRule): Promise<CrowdMatching> {
  requireGrant(scope, "segments:read");
  const { projectId, clock, db } = scope;
  const { matches, joins, people } = compileRule(rule, { projectId, now: clock.now(), among: await crowdIds(scope) });
  const { rows } = await db.execute<{ id: string }>(
    sql`select ${customers.publicId} as id from ${customers} ${joins} where ${people} and ${matches}`,
  );
  return { matching: rows.map(({ id }) => publicId("customer", id)) };
}
