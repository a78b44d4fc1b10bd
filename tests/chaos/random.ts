/** Numbers from 0 to 1 that are the same for the same seed (mulberry32), so that a run can be run again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed that is asked for, or a new one; it is printed, so that what it finds can be found again. */
export function seedOf(said: string | undefined): number {
  const seed = said === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(said);
  console.log(`Seed ${seed}. The same again: --seed ${seed}`);
  return seed;
}
