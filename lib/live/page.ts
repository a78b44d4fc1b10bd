import "server-only";
import { z } from "zod";
import { arrivalsSince, listRefused } from "@/lib/live/arrivals";
import { OUTCOMES } from "@/lib/live/schema";
import { ListInput } from "@/lib/paging/schema";
import { getProject } from "@/lib/projects/queries";
import type { Scope } from "@/lib/scope";

const FIRST_ROWS = 100;

/** What is asked of the live view. Only refused calls have more pages than the first. */
export const LiveQuery = z.object({
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  cursor: ListInput.shape.cursor.catch(undefined),
});
type LiveQuery = z.infer<typeof LiveQuery>;

/** What the live view begins with, and the moment from which its stream goes on. Refused calls alone are read as far back as they are kept. */
export async function livePage(scope: Scope, { outcome, cursor }: LiveQuery) {
  const newest = async () => ({ items: await arrivalsSince(scope, 0, FIRST_ROWS), nextCursor: null });
  const read = outcome === "refused" ? listRefused(scope, cursor, FIRST_ROWS) : newest();
  const [{ items: rows, nextCursor }, { timeZone }] = await Promise.all([read, getProject(scope)]);
  return { rows, nextCursor, since: scope.clock.now().getTime(), timeZone };
}
