import { keyOf } from "@/lib/customers/claims";
import type { Introduction, Placement } from "@/lib/customers/placing";

/** By customer, when the newest of the facts happened that changed them (ms). */
export type Newest = Map<number, number>;

/** When the newest fact of each customer happened. Who loses a name does so by the facts of whom it goes to. */
export function newestFacts(introductions: readonly Introduction[], { customerOf, moved }: Placement): Newest {
  const newest: Newest = new Map();
  const note = (id: number, at: number) => newest.set(id, Math.max(at, newest.get(id) ?? 0));
  for (const { names, at } of introductions) for (const name of names) note(customerOf.get(keyOf(name))!, at);
  for (const { from, to } of moved) note(from, newest.get(to) ?? 0);
  return newest;
}
