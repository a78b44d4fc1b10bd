import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { customers, events } from "@/db/schema";

/** Whose people are asked about, as of when, and if not everyone's, only these. */
export type Asked = { projectId: number; now: Date; among?: readonly number[] };

type Fact = { name: string; withinMinutes: number | undefined; leaving: Set<number> };

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

  /** How often a customer did it within the window, or ever. Null is never. */
  count(name: string, withinMinutes: number | undefined): SQL {
    return this.#column(this.#place(name, withinMinutes), "n");
  }

  /** When the n-th latest of them leaves the window. Null when there are fewer, or when there is no window. */
  leaves(name: string, withinMinutes: number | undefined, nth: number): SQL | null {
    if (withinMinutes === undefined) return null;
    const place = this.#place(name, withinMinutes);
    this.#facts[place]?.leaving.add(nth);
    return sql`${this.#column(place, `t${nth}`)} + ${withinMinutes}::int * interval '1 minute'`;
  }

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

  #place(name: string, withinMinutes: number | undefined): number {
    const known = this.#facts.findIndex((fact) => fact.name === name && fact.withinMinutes === withinMinutes);
    return known >= 0 ? known : this.#facts.push({ name, withinMinutes, leaving: new Set() }) - 1;
  }

  #column = (place: number, column: string) =>
    this.#asked.among ? sql.raw(`facts.${column}_${place}`) : sql.raw(`facts_${place}.${column}`);

  #ofEveryone(fact: Fact, place: number): SQL {
    const facts = sql.raw(`facts_${place}`);
    const columns = [sql`count(*) as n`, ...[...fact.leaving].map((nth) => sql`${latest(nth)} as ${sql.raw(`t${nth}`)}`)];
    return sql`left join (select ${events.customerId}, ${sql.join(columns, sql`, `)} from ${events}
      where ${events.projectId} = ${this.#asked.projectId} and ${this.#isFact(fact)} group by ${events.customerId}) ${facts}
      on ${facts}.customer_id = ${customers.id}`;
  }

  #ofFew(among: readonly number[]): SQL {
    const columns = this.#facts.flatMap((fact, place) => {
      const only = sql`filter (where ${this.#isFact(fact)})`;
      const times = [...fact.leaving].map((nth) => sql`${latest(nth, only)} as ${sql.raw(`t${nth}_${place}`)}`);
      return [sql`nullif(count(*) ${only}, 0) as ${sql.raw(`n_${place}`)}`, ...times];
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

  #isFact({ name, withinMinutes }: Fact): SQL {
    const named = sql`${events.name} = ${name}`;
    return withinMinutes === undefined ? named : sql`${named} and ${this.#isSince(withinMinutes)}`;
  }

  #isSince(minutes: number): SQL {
    return sql`${events.occurredAt} > ${new Date(this.#asked.now.getTime() - minutes * 60_000).toISOString()}::timestamptz`;
  }
}

const latest = (nth: number, only = sql``): SQL =>
  nth === 1
    ? sql`max(${events.occurredAt}) ${only}`
    : sql`(array_agg(${events.occurredAt} order by ${events.occurredAt} desc) ${only})[${sql.raw(String(nth))}]`;

/** Narrow ids as one parameter, however many. */
export const bigints = (ids: readonly number[]): SQL => sql`${`{${ids.join(",")}}`}::bigint[]`;
