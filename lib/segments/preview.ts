import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
import { customers } from "@/db/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { compileRule } from "@/lib/segments/compile";
import type { RulePreview, SegmentRule } from "@/lib/segments/schema";
import { ruleSentence } from "@/lib/segments/sentence";

/** Longer than a person waits for a number while typing. */
const PATIENCE_MS = 2000;
const TIMED_OUT = "57014";

/** How many customers a rule selects now, and of how many. Null when counting them took too long. */
export async function countMatching(scope: Scope, rule: SegmentRule): Promise<{ matching: number | null; total: number | null }> {
  requireGrant(scope, "segments:read");
  const { projectId, clock } = scope;
  const { matches, joins, people } = compileRule(rule, { projectId, now: clock.now() });
  const [matching, total] = await Promise.all([
    patiently(scope, sql`select count(*) as n from ${customers} ${joins} where ${people} and ${matches}`),
    patiently(scope, sql`select count(*) as n from ${customers} where ${customers.projectId} = ${projectId}`),
  ]);
  return { matching: matching && Number(matching[0]?.n), total: total && Number(total[0]?.n) };
}

/** What the builder shows while a rule is typed: how many, who for example, and the rule in words. */
export async function previewRule(scope: Scope, rule: SegmentRule): Promise<RulePreview> {
  requireGrant(scope, "customers:read");
  const [counts, sample] = await Promise.all([countMatching(scope, rule), sampleMatching(scope, rule)]);
  return { ...counts, sample, sentence: ruleSentence(rule) };
}

async function sampleMatching(scope: Scope, rule: SegmentRule): Promise<{ id: string; name: string }[]> {
  const { projectId, clock } = scope;
  const { matches, joins, people } = compileRule(rule, { projectId, now: clock.now() });
  const rows = await patiently(
    scope,
    sql`select ${customers.publicId} as id, coalesce(${customers.email}, ${customers.traits} ->> 'name', 'No name') as name
      from ${customers} ${joins} where ${people} and ${matches} order by ${customers.id} desc limit 10`,
  );
  return (rows ?? []).map(({ id, name }) => ({ id: publicId("customer", String(id)), name: String(name) }));
}

async function patiently(scope: Scope, query: SQL): Promise<Record<string, unknown>[] | null> {
  try {
    return await inTransaction(scope, async ({ db }) => {
      await db.execute(sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`);
      return (await db.execute(query)).rows;
    });
  } catch (error) {
    if (error instanceof Error && (error.cause as { code?: string } | undefined)?.code === TIMED_OUT) return null;
    throw error;
  }
}
