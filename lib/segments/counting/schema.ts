import type { SQL } from "drizzle-orm";
import type { Tag } from "@/lib/segments/operators/schema";

type CountRow = {
  label: string;
  leastTimes: number;
  /** Whether the count `n`, null when there is none, is so. Never null itself. */
  holds: (sql: Tag, n: SQL, times: number) => SQL;
  /** The answer changes when the n-th latest event leaves the window, for these n. */
  leaves: (times: number) => number[];
};

/** Every question one can ask of how often an event happened. */
export const COUNT_OPERATORS = {
  at_least: {
    label: "at least",
    leastTimes: 1,
    holds: (sql, n, times) => sql`(${n} is not null and ${n} >= ${times}::int)`,
    leaves: (times) => [times],
  },
  at_most: {
    label: "at most",
    leastTimes: 0,
    holds: (sql, n, times) => sql`(${n} is null or ${n} <= ${times}::int)`,
    leaves: (times) => [times + 1],
  },
  exactly: {
    label: "exactly",
    leastTimes: 0,
    holds: (sql, n, times) => (times === 0 ? sql`(${n} is null)` : sql`(${n} is not null and ${n} = ${times}::int)`),
    leaves: (times) => (times === 0 ? [1] : [times, times + 1]),
  },
} as const satisfies Record<string, CountRow>;

/** Every question one can ask of what somebody paid in all, `s`, in a currency's smallest unit. Who never paid has paid nothing. */
export const SUM_OPERATORS = {
  at_least: { label: "at least", holds: (sql: Tag, s: SQL, amount: number) => sql`${s} >= ${amount}::numeric` },
  at_most: { label: "at most", holds: (sql: Tag, s: SQL, amount: number) => sql`${s} <= ${amount}::numeric` },
};
export type SumOperator = keyof typeof SUM_OPERATORS;
export const SUM_OPERATOR_NAMES = Object.keys(SUM_OPERATORS) as [SumOperator, ...SumOperator[]];

export type CountOperator = keyof typeof COUNT_OPERATORS;
export const COUNT_OPERATOR_NAMES = Object.keys(COUNT_OPERATORS) as CountOperator[];
