import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";

/** How many requests a project may still make at a moment (ms). */
type Bucket = { left: number; at: number };
const buckets = new Map<number, Bucket>();

/**
 * Takes a project's turn or refuses it: so many requests a second, and after a pause that many at once. What it protects is this process,
 * so it is counted in its memory.
 */
export function takeTurn({ projectId, clock }: Scope, perSecond: number): void {
  const now = clock.now().getTime();
  const bucket = bucketOf(projectId, perSecond, now);
  bucket.left = Math.min(perSecond, bucket.left + (Math.max(0, now - bucket.at) * perSecond) / 1000);
  bucket.at = now;
  if (bucket.left < 1)
    throw new AppError("LIMIT_REACHED", `That is more than ${perSecond} requests a second. Wait one, or send many calls in one request.`);
  bucket.left -= 1;
}

function bucketOf(projectId: number, left: number, at: number): Bucket {
  const bucket = buckets.get(projectId) ?? { left, at };
  buckets.set(projectId, bucket);
  return bucket;
}
