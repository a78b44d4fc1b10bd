import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers, events } from "@/db/schema";
import type { Because, Why } from "@/lib/customers/crowd/schema";
import { getCustomer, type KnownCustomer } from "@/lib/customers/queries";
import { calledName } from "@/lib/customers/schema";
import { getProject } from "@/lib/projects/queries";
import { requireGrant, type Scope } from "@/lib/scope";
import { compileRules } from "@/lib/segments/compile";
import { happenedIn } from "@/lib/segments/happened";
import { conditionsOf, tagsIn } from "@/lib/segments/interests";
import { getSegment } from "@/lib/segments/queries";
import type { Field } from "@/lib/segments/operators/schema";
import type { AskWhy, AskWhyInSegment, Condition, SegmentRule } from "@/lib/segments/schema";
import { conditionWords, sumInWords, type TagNames } from "@/lib/segments/sentence/schema";
import { namesOfTags } from "@/lib/tags/names";

/** Why a customer is or is not selected: the rule part by part, each asked of them by the compiler, with what we know that says so. */
export async function whyOf(scope: Scope, { rule, customer: ref }: AskWhy): Promise<Why> {
  requireGrant(scope, "segments:read");
  const customer = await getCustomer(scope, ref);
  const [answers, tags, { timeZone }] = await Promise.all([
    answersOf(scope, rule, customer.id),
    namesOfTags(scope, tagsIn(rule)),
    getProject(scope),
  ]);
  const because = told(rule, { answers, tags, customer, timeZone });
  return {
    person: { id: customer.publicId, name: calledName(customer), email: customer.email },
    says: because.holds ? "They match the rule." : "They do not match the rule.",
    because: [because],
  };
}

/** The same of the rule of a segment. */
export async function whyInSegment(scope: Scope, { id, customer }: AskWhyInSegment): Promise<Why> {
  const { name, rule } = await getSegment(scope, id);
  const why = await whyOf(scope, { rule, customer });
  return { ...why, says: `They ${why.because[0]?.holds ? "match" : "do not match"} the rule of “${name}”.` };
}

/** Besides whether it holds: how often they did what it is about, or how much they paid. */
type Answer = { holds: boolean; times: number | null };
type Known = { answers: Map<Condition, Answer>; tags: TagNames; customer: KnownCustomer; timeZone: string };

const GROUPS = { all: "All of these", any: "Any of these", none: "None of these" };

function told(rule: SegmentRule, known: Known): Because {
  if (!("rules" in rule)) {
    const answer = known.answers.get(rule);
    return { says: conditionWords(rule, known.tags), holds: answer?.holds ?? false, fact: factOf(rule, answer, known) };
  }
  const parts = rule.rules.map((part) => told(part, known));
  if (parts.length === 1 && rule.type !== "none") return parts[0]!;
  const holding = parts.filter(({ holds }) => holds).length;
  const holds = { all: holding === parts.length, any: holding > 0, none: holding === 0 }[rule.type];
  return { says: GROUPS[rule.type], holds, parts };
}

/** What each condition says of one customer, all asked at once. */
async function answersOf({ db, projectId, clock }: Scope, rule: SegmentRule, id: number): Promise<Map<Condition, Answer>> {
  const conditions = conditionsOf(rule);
  const now = clock.now();
  const { compiled, joins, people } = compileRules(conditions, { projectId, now, among: [id] });
  const columns = conditions.flatMap((condition, i) => [
    sql`${compiled[i]!.matches} as ${sql.raw(`holds_${i}`)}`,
    sql`${timesOf(condition, projectId, now)} as ${sql.raw(`times_${i}`)}`,
  ]);
  const { rows } = await db.execute<Record<string, unknown>>(
    sql`select ${sql.join(columns, sql`, `)} from ${customers} ${joins} where ${people}`,
  );
  const row = rows[0] ?? {};
  return new Map(
    conditions.map((condition, i) => {
      const times = row[`times_${i}`];
      return [condition, { holds: row[`holds_${i}`] === true, times: times === null || times === undefined ? null : Number(times) }];
    }),
  );
}

function timesOf(condition: Condition, projectId: number, now: Date): SQL {
  if (condition.type !== "event" && condition.type !== "page" && condition.type !== "charge") return sql`null::bigint`;
  const { name, withinMinutes, only } = happenedIn(condition);
  const since = withinMinutes === undefined ? null : new Date(now.getTime() - withinMinutes * 60_000);
  const recent = since === null ? sql`` : sql`and ${events.occurredAt} > ${since.toISOString()}::timestamptz`;
  const asked = condition.type === "charge" ? sql`coalesce(sum((${events.properties} ->> 'amount')::numeric), 0)` : sql`count(*)`;
  return sql`(select ${asked} from ${events} where ${events.projectId} = ${projectId} and ${events.customerId} = ${customers.id}
    and ${events.name} = ${name} and ${only?.is ?? sql`true`} ${recent})`;
}

/** What we know that a condition was asked of; null where the condition says it all. */
function factOf(condition: Condition, answer: Answer | undefined, { customer, timeZone }: Known): string | null {
  switch (condition.type) {
    case "event":
    case "page":
      return answer?.times === 1 ? "Once" : `${(answer?.times ?? 0).toLocaleString("en")} times`;
    case "charge":
      return sumInWords(answer?.times ?? 0, condition.currency);
    case "trait":
      return valueInWords(customer.traits[condition.trait]);
    case "customer":
      return fieldInWords(condition.field, customer, timeZone);
    case "tag":
      return null;
  }
}

const MOST = 120;

function valueInWords(value: unknown): string {
  if (value === undefined || value === null) return "Not known";
  const text = typeof value === "string" ? `“${value}”` : JSON.stringify(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

function fieldInWords(field: Field, customer: KnownCustomer, timeZone: string): string {
  const value = { email: customer.email, first_seen: customer.firstSeenAt, last_seen: customer.lastSeenAt, created: customer.createdAt }[
    field
  ];
  if (!(value instanceof Date)) return valueInWords(value);
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone }).format(value);
}
