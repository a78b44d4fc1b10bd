import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers, events } from "@/db/schema";

/** Whose people are asked about, as of when, and if not everyone's, only these. */
export type Asked = { projectId: number; now: Date; among?: readonly number[] };

/** Events of a name within the last minutes, or ever; `only` those for which something more is so, named by its `key`. */
export type Happened = { name: string; withinMinutes: number | undefined; only?: { key: string; is: SQL } };
/** What is asked of them besides how many there are, by the name of its column. `only` narrows an aggregate to them. */
type Fact = Happened & { asked: Map<string, (only: SQL) => SQL> };

/**
 * What rules need to know of events, gathered while they are compiled and read as sets: for everyone one pass over each event name,
 * for few people one pass over their events. Never one question per person and condition.
 */
export class EventFacts {
  readonly #facts: Fact[] = [];
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** How often a customer did it. Null is never. */
  count = (of: Happened): SQL => this.#column(this.#place(of), "n");

  /** What a customer paid by these charges, in the smallest unit. */
  spent(of: Happened): SQL {
    return sql`coalesce(${this.#ask(of, "s", (only) => sql`sum((${events.properties} ->> 'amount')::numeric) ${only}`)}, 0)`;
  }

  /** When the n-th latest of them leaves the window. Null when there are fewer, or when there is no window. */
  leaves = (of: Happened, nth: number): SQL | null => this.#left(of, `t${nth}`, (only) => latest(nth, only));

  /** When the first of them leaves the window. */
  firstLeaves = (of: Happened): SQL | null => this.#left(of, "o", (only) => sql`min(${events.occurredAt}) ${only}`);

  /** The joins that bring the facts to `customers`. None of them loses or repeats a customer. */
  joins(): SQL {
    if (this.#facts.length === 0) return sql``;
    return this.#asked.among
      ? this.#ofFew(this.#asked.among)
      : sql.join(
          this.#facts.map((fact, place) => this.#ofEveryone(fact, place)),
          sql` `,
        );
  }

  #left(of: Happened, column: string, when: (only: SQL) => SQL): SQL | null {
    if (of.withinMinutes === undefined) return null;
    return sql`${this.#ask(of, column, when)} + ${of.withinMinutes}::int * interval '1 minute'`;
  }

  #ask(of: Happened, column: string, aggregate: (only: SQL) => SQL): SQL {
    const place = this.#place(of);
    this.#facts[place]?.asked.set(column, aggregate);
    return this.#column(place, column);
  }

  #place(of: Happened): number {
    const isSame = (fact: Fact) => fact.name === of.name && fact.withinMinutes === of.withinMinutes && fact.only?.key === of.only?.key;
    const known = this.#facts.findIndex(isSame);
    return known >= 0 ? known : this.#facts.push({ ...of, asked: new Map() }) - 1;
  }

  #column = (place: number, column: string) =>
    this.#asked.among ? sql.raw(`facts.${column}_${place}`) : sql.raw(`facts_${place}.${column}`);

  #ofEveryone(fact: Fact, place: number): SQL {
    const facts = sql.raw(`facts_${place}`);
    const columns = [sql`count(*) as n`, ...[...fact.asked].map(([column, aggregate]) => sql`${aggregate(sql``)} as ${sql.raw(column)}`)];
    return sql`left join (select ${events.customerId}, ${sql.join(columns, sql`, `)} from ${events}
      where ${events.projectId} = ${this.#asked.projectId} and ${this.#isFact(fact)} group by ${events.customerId}) ${facts}
      on ${facts}.customer_id = ${customers.id}`;
  }

  #ofFew(among: readonly number[]): SQL {
    const columns = this.#facts.flatMap((fact, place) => {
      const only = sql`filter (where ${this.#isFact(fact)})`;
      const others = [...fact.asked].map(([column, aggregate]) => sql`${aggregate(only)} as ${sql.raw(`${column}_${place}`)}`);
      return [sql`nullif(count(*) ${only}, 0) as ${sql.raw(`n_${place}`)}`, ...others];
    });
    return sql`left join (select ${events.customerId}, ${sql.join(columns, sql`, `)} from ${events}
      where ${events.projectId} = ${this.#asked.projectId} and ${events.customerId} = any(${bigints(among)}) and ${this.#isAnyFact()}
      group by ${events.customerId}) facts on facts.customer_id = ${customers.id}`;
  }

  /** No event older than the longest window is read, if every fact has one. */
  #isAnyFact(): SQL {
    const named = sql`${events.name} in ${[...new Set(this.#facts.map(({ name }) => name))]}`;
    const windows = this.#facts.map(({ withinMinutes }) => withinMinutes ?? Number.POSITIVE_INFINITY);
    const longest = Math.max(...windows);
    return longest === Number.POSITIVE_INFINITY ? named : sql`${named} and ${this.#isSince(longest)}`;
  }

  #isFact({ name, withinMinutes, only }: Fact): SQL {
    const named = only ? sql`${events.name} = ${name} and ${only.is}` : sql`${events.name} = ${name}`;
    return withinMinutes === undefined ? named : sql`${named} and ${this.#isSince(withinMinutes)}`;
  }

  #isSince(minutes: number): SQL {
    return sql`${events.occurredAt} > ${new Date(this.#asked.now.getTime() - minutes * 60_000).toISOString()}::timestamptz`;
  }
}

const latest = (nth: number, only: SQL): SQL =>
  nth === 1
    ? sql`max(${events.occurredAt}) ${only}`
    : sql`(array_agg(${events.occurredAt} order by ${events.occurredAt} desc) ${only})[${sql.raw(String(nth))}]`;

/** Narrow ids as one parameter, however many. */
export const bigints = (ids: readonly number[]): SQL => sql`${`{${ids.join(",")}}`}::bigint[]`;
