import "server-only";
import { sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import { crowdOf } from "@/lib/customers/crowd";
import type { Because, Why } from "@/lib/customers/crowd/schema";
import { getCustomer } from "@/lib/customers/queries";
import { calledName } from "@/lib/customers/schema";
import { projectOf } from "@/lib/projects/queries";
import { type ActiveCrowd, type AskWhyActive, PERIOD_WORDS, type Period, beganAt } from "@/lib/projects/schema";
import { requireGrant, type Scope } from "@/lib/scope";
import { bigints } from "@/lib/segments/facts";

/** Who of the Crowd did something in the last N × 24 hours, and who did not. */
export async function activeCrowdOf(scope: Scope, period: Period): Promise<ActiveCrowd> {
  requireGrant(scope, "customers:read");
  const { db, projectId, clock } = scope;
  const { people, narrow } = await crowdOf(scope);
  const { rows } = await db.execute<{ id: number }>(sql`select ${customers.id} as id from ${customers}
    where ${customers.projectId} = ${projectId} and ${customers.id} = any(${bigints(narrow)})
      and ${customers.lastSeenAt} >= ${beganAt(period, clock.now())}`);
  const active = new Set(rows.map(({ id }) => Number(id)));
  const isActive = people.map((_, i) => active.has(narrow[i]!));
  return { active: people.filter((_, i) => isActive[i]), others: people.filter((_, i) => !isActive[i]) };
}

/** Why somebody counts as active in a period or not, and whether they are new in it. */
export async function whyActive(scope: Scope, { period, customer: ref }: AskWhyActive): Promise<Why> {
  const [customer, { timeZone }] = await Promise.all([getCustomer(scope, ref), projectOf(scope)]);
  const from = beganAt(period, scope.clock.now());
  const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone });
  const within = (says: string, at: Date | null, word: string): Because => ({
    says: `${says} in the last ${PERIOD_WORDS[period]}`,
    holds: at !== null && at >= from,
    fact: at && `${word} ${when.format(at)}`,
  });
  const seen = within("Did something", customer.lastSeenAt, "Last seen");
  const isNew = within("First seen", customer.createdAt, "First seen");
  return {
    person: { id: customer.publicId, name: calledName(customer), email: customer.email },
    says: seen.holds ? "They were active." : "They were not active.",
    because: isNew.holds ? [seen, isNew] : [seen],
  };
}
