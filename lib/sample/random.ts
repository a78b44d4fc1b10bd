/** A number from 0 up to 1, and the next one each time. */
export type Random = () => number;

/** Chance that repeats itself: the same seed gives the same numbers, on every machine (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const chance = (random: Random, share: number): boolean => random() < share;

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

/** The first ones more often than the last. */
export const pickEarly = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() ** 2 * from.length)]!;

/** A time to wait for something that happens once in `mean` on average. */
export const waiting = (random: Random, mean: number): number => -Math.log(1 - random()) * mean;

/** One of the places of a list of weights. */
export function weighted(random: Random, weights: readonly number[]): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return found === -1 ? weights.length - 1 : found;
}
