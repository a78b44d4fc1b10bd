import "server-only";
import { arrivalsSince } from "@/lib/live/arrivals";
import { getProject } from "@/lib/projects/queries";
import type { Scope } from "@/lib/scope";

const FIRST_ROWS = 100;

/** What the live view begins with, and the moment from which its stream goes on. */
export async function livePage(scope: Scope) {
  const [rows, { timeZone }] = await Promise.all([arrivalsSince(scope, 0, FIRST_ROWS), getProject(scope)]);
  return { rows, since: scope.clock.now().getTime(), timeZone };
}
