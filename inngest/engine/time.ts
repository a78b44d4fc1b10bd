const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const UNITS: Record<string, number> = { w: 168 * HOUR, d: 24 * HOUR, h: HOUR, m: MINUTE, s: SECOND };

/** The longest that a run may sleep or wait. */
export const LONGEST_WAIT = 366 * 24 * HOUR;

/** Milliseconds of a duration such as `1d2h`; undefined for anything else. */
export function millisOf(duration: string): number | undefined {
  if (!/^(\d+[wdhms])+$/.test(duration)) return undefined;
  return [...duration.matchAll(/(\d+)([wdhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0), 0);
}

/** When something ends that was asked for as a duration or as an instant. Never later than the longest wait. */
export function instantOf(asked: string, now: Date): Date {
  const at = asked === "" ? now.getTime() : now.getTime() + (millisOf(asked) ?? Date.parse(asked) - now.getTime());
  if (Number.isNaN(at)) throw new Error(`"${asked}" is neither a duration such as 1d2h nor an instant.`);
  return new Date(Math.min(at, now.getTime() + LONGEST_WAIT));
}

const BACKOFF = [15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE, HOUR, 2 * HOUR];
const JITTER = 30 * SECOND;

/** How long to wait after a failed attempt (the first is 0). A function's own wish, in seconds or as an instant, is met between 1 s and 24 h. */
export function pauseAfter(attempt: number, wish: string | null, now: Date): number {
  if (wish === null) return BACKOFF[Math.min(attempt, BACKOFF.length - 1)]! + Math.random() * JITTER;
  const asked = /^\d+$/.test(wish) ? Number(wish) * SECOND : Date.parse(wish) - now.getTime();
  return Number.isNaN(asked) ? BACKOFF[0]! : Math.min(Math.max(asked, SECOND), 24 * HOUR);
}
