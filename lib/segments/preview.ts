import "server-only";
import { sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
import { customers } from "@/db/schema";
import { calledName } from "@/lib/customers/schema";
import { patiently } from "@/lib/patience";
import { requireGrant, type Scope } from "@/lib/scope";
import { compileRule } from "@/lib/segments/compile";
import { tagsIn } from "@/lib/segments/interests";
import type { RulePreview, SegmentRule } from "@/lib/segments/schema";
import { ruleSentence } from "@/lib/segments/sentence/schema";
import { namesOfTags, requireTags } from "@/lib/tags/names";

const SAMPLE = 10;

/** How many customers a rule selects now, and of how many. Null when counting them took too long. */
export async function countMatching(
  scope: Scope,
  rule: SegmentRule,
  gone?: AbortSignal,
): Promise<{ matching: number | null; total: number | null }> {
  requireGrant(scope, "segments:read");
  const { projectId, clock } = scope;
  const { matches, joins, people } = compileRule(rule, { projectId, now: clock.now() });
  const rows = await patiently<{ matching: number; total: number }>(
    scope,
    sql`select (select count(*) from ${customers} ${joins} where ${people} and ${matches}) as matching,
      (select count(*) from ${customers} where ${customers.projectId} = ${projectId}) as total`,
    gone,
  );
  return rows?.[0] ? { matching: Number(rows[0].matching), total: Number(rows[0].total) } : { matching: null, total: null };
}

/** What the builder shows while a rule is typed: how many, who for example, and the rule in words. */
export async function previewRule(scope: Scope, rule: SegmentRule, gone?: AbortSignal): Promise<RulePreview> {
  requireGrant(scope, "customers:read");
  await requireTags(scope, tagsIn(rule));
  const [counts, sample, tags] = await Promise.all([
    countMatching(scope, rule, gone),
    sampleMatching(scope, rule, gone),
    namesOfTags(scope, tagsIn(rule)),
  ]);
  return { ...counts, sample, sentence: ruleSentence(rule, tags) };
}

async function sampleMatching(scope: Scope, rule: SegmentRule, gone?: AbortSignal): Promise<{ id: string; name: string }[]> {
  const { projectId, clock } = scope;
  const { matches, joins, people } = compileRule(rule, { projectId, now: clock.now() });
  const rows = await patiently<{ id: string; name: string | null; email: string | null }>(
    scope,
    sql`select ${customers.publicId} as id, ${customers.name} as name, ${customers.email} as email
      from ${customers} ${joins} where ${people} and ${matches} order by ${customers.id} desc limit ${SAMPLE}`,
    gone,
  );
  return (rows ?? []).map(({ id, name, email }) => ({ id: publicId("customer", id), name: calledName({ name, email, userId: null }) }));
}
