import "server-only";
import type { Scope } from "@/lib/scope";

/** Counting so many takes no longer than a person waits. */
export const COUNTABLE = 100_000;
/** Once it is older than this, it is found out anew behind whoever asks; once it is older than that, they wait for it. */
const FRESH_MILLIS = 30_000;
const OLDEST_MILLIS = 5 * 60_000;
const MOST = 500;

/** An answer, and when it was asked for. */
export type Found<T> = { value: T; at: Date };
const known = new Map<string, Found<unknown>>();
const sought = new Map<string, Promise<Found<unknown>>>();

type Search<T> = { find: () => Promise<T>; isMuch: (value: T) => boolean };

/** What was much to count is given at once to who asks again, with its time. Of this process alone: another one may know it newer. */
export async function remembered<T>(scope: Scope, key: string, search: Search<T>): Promise<Found<T>> {
  const place = `${scope.projectId} ${key}`;
  const found = known.get(place) as Found<T> | undefined;
  const age = found ? scope.clock.now().getTime() - found.at.getTime() : OLDEST_MILLIS;
  if (found && age >= FRESH_MILLIS && age < OLDEST_MILLIS) seek(scope, place, search).catch(() => undefined); // who waits for it is told
  return found && age < OLDEST_MILLIS ? found : seek(scope, place, search);
}

function seek<T>({ clock }: Scope, place: string, { find, isMuch }: Search<T>): Promise<Found<T>> {
  const running = sought.get(place) as Promise<Found<T>> | undefined;
  if (running) return running;
  const at = clock.now();
  const keep = (value: T) => {
    known.delete(place);
    if (isMuch(value)) known.set(place, { value, at });
    if (known.size > MOST) known.delete(known.keys().next().value!);
    return { value, at };
  };
  const finding = find()
    .then(keep)
    .finally(() => sought.delete(place));
  sought.set(place, finding);
  return finding;
}
