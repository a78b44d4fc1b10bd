import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { customers, projects } from "@/db/schema";
import { COUNT_OPERATORS, type CountOperator, SUM_OPERATORS } from "@/lib/segments/counting/schema";
import { type Asked, bigints, EventFacts, type Happened } from "@/lib/segments/facts";
import { happenedIn } from "@/lib/segments/happened";
import { type Moment, valueOperator } from "@/lib/segments/operators/schema";
import { type ChargeCondition, type FieldCondition, SegmentRule, type TraitCondition } from "@/lib/segments/schema";
import { CustomerTags } from "@/lib/segments/tagged";
import { CustomerValues } from "@/lib/segments/values";

/** One rule as SQL over `customers`: whether it holds (never null), and when that could change without anything happening (null: never). */
export type Compiled = { matches: SQL; dueAt: SQL };

/**
 * Turns rules into SQL conditions on `customers`, with the joins they share and the people they are asked of.
 *
 * Guarantee: never matches more people than the rule says, and none of another project. A rule it cannot read throws,
 * because an empty condition here is an email to everyone.
 */
export function compileRules(rules: readonly SegmentRule[], asked: Asked): { compiled: Compiled[]; joins: SQL; people: SQL } {
  const facts = new EventFacts(asked);
  const moment = momentOf(asked);
  const values = new CustomerValues(moment);
  const tags = new CustomerTags(asked.projectId);
  const compiled = rules.map((rule) => {
    const flips: SQL[] = [];
    const matches = new Compilation(values, facts, tags, moment, flips).condition(readRule(rule));
    // Not among `people`: as a condition there it makes the planner think of fewer, and join events one person at a time.
    return { matches: sql`(not ${customers.isErased} and ${matches})`, dueAt: earliest(flips, moment) };
  });
  const few = asked.among ? sql` and ${customers.id} = any(${bigints(asked.among)})` : sql``;
  return {
    compiled,
    joins: sql`${facts.joins()} ${tags.joins()} ${values.joins()}`,
    people: sql`${customers.projectId} = ${asked.projectId}${few}`,
  };
}

export function compileRule(rule: SegmentRule, asked: Asked): Compiled & { joins: SQL; people: SQL } {
  const { compiled, ...rest } = compileRules([rule], asked);
  return { ...compiled[0]!, ...rest };
}

/** A rule as it was stored or sent, read strictly. */
export function readRule(rule: unknown): SegmentRule {
  const { success, data, error } = SegmentRule.safeParse(rule);
  return success ? data : unreadable(z.prettifyError(error));
}

class Compilation {
  constructor(
    private readonly values: CustomerValues,
    private readonly facts: EventFacts,
    private readonly tags: CustomerTags,
    private readonly moment: Moment,
    private readonly flips: SQL[],
  ) {}

  condition(rule: SegmentRule): SQL {
    switch (rule.type) {
      case "trait":
        return this.#asking(rule, this.values.trait(valueOperator(rule.operator).of, rule.trait));
      case "customer":
        return this.#asking(rule, this.values.field(valueOperator(rule.operator).of, rule.field));
      case "event":
      case "page":
        return this.#counting(rule, happenedIn(rule));
      case "charge":
        return this.#spending(rule);
      case "tag":
        return this.tags.condition(rule);
      case "all":
        return this.#group(rule.rules, sql` and `);
      case "any":
        return this.#group(rule.rules, sql` or `);
      case "none":
        return sql`(not ${this.#group(rule.rules, sql` or `)})`;
      default:
        return unreadable(JSON.stringify(rule satisfies never));
    }
  }

  #asking(condition: TraitCondition | FieldCondition, x: SQL): SQL {
    const operator = valueOperator(condition.operator);
    this.flips.push(...(operator.flips?.(sql, x, condition) ?? []));
    return sql`coalesce(${operator.holds(sql, x, condition, this.moment)}, false)`;
  }

  #counting({ operator, times }: { operator: CountOperator; times: number }, of: Happened): SQL {
    const { holds, leaves } = COUNT_OPERATORS[operator];
    this.flips.push(...leaves(times).flatMap((nth) => this.facts.leaves(of, nth) ?? []));
    return holds(sql, this.facts.count(of), times);
  }

  /** Each charge that leaves the window changes the sum: the first that does so is the next moment to ask. */
  #spending(condition: ChargeCondition): SQL {
    const of = happenedIn(condition);
    this.flips.push(...[this.facts.firstLeaves(of) ?? []].flat());
    return sql`(${SUM_OPERATORS[condition.operator].holds(sql, this.facts.spent(of), condition.amount)})`;
  }

  #group(rules: SegmentRule[], by: SQL): SQL {
    if (rules.length === 0) return unreadable("a group of no rules has no meaning");
    return sql`(${sql.join(
      rules.map((rule) => this.condition(rule)),
      by,
    )})`;
  }
}

/** The moment of asking, as conditions speak of it. */
export const momentOf = ({ now, projectId }: Pick<Asked, "now" | "projectId">): Moment => ({
  now: sql`${now.toISOString()}::timestamptz`,
  zone: sql`(select ${projects.timeZone} from ${projects} where ${projects.id} = ${projectId})`,
});

const earliest = (flips: SQL[], { now }: Moment): SQL => {
  if (flips.length === 0) return sql`null::timestamptz`;
  return sql`least(${sql.join(
    flips.map((flip) => sql`case when ${flip} > ${now} then ${flip} end`),
    sql`, `,
  )})`;
};

function unreadable(why: string): never {
  throw new Error(`Unreadable segment rule: ${why}`);
}
