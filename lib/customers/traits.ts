import type { TraitTimes, TraitValue, Traits } from "@/lib/customers/schema";

/** Traits with the time of each key's last write. A key with a time and no value was removed. */
export type Told = { traits: Traits; traitTimes: TraitTimes };

/**
 * Writes `values`, told at `at`, into `into`; answers the keys that changed. The latest write of each key wins, a tie the greater
 * text, so any order of writes, repeated or not, ends the same.
 */
export function tell(into: Told, values: Traits, at: number): string[] {
  return Object.entries(values)
    .filter(([key, value]) => write(into, key, value, at))
    .map(([key]) => key);
}

/** All of `told` into `into`, each key by its own time; answers the keys that changed. */
export function add(into: Told, told: Told): string[] {
  return Object.entries(told.traitTimes)
    .filter(([key, at]) => write(into, key, valueIn(told, key), at))
    .map(([key]) => key);
}

const valueIn = ({ traits }: Told, key: string): TraitValue => (Object.hasOwn(traits, key) ? traits[key]! : null);

function wins(known: Told, key: string, value: TraitValue, at: number): boolean {
  const before = Object.hasOwn(known.traitTimes, key) ? known.traitTimes[key]! : Number.NEGATIVE_INFINITY;
  if (at !== before) return at > before;
  return canonical(value) > canonical(valueIn(known, key));
}

function write(into: Told, key: string, value: TraitValue, at: number): boolean {
  if (!wins(into, key, value, at)) return false;
  const changed = canonical(value) !== canonical(valueIn(into, key));
  into.traitTimes[key] = at;
  if (value === null) delete into.traits[key];
  else into.traits[key] = value;
  return changed;
}

/** JSON with sorted keys: the same text for equal values, however Postgres or a sender ordered them. */
function canonical(value: TraitValue): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`).join()}}`;
}
