import "server-only";
import { concernsOf } from "@/lib/projects/concerns";
import { overviewOf } from "@/lib/projects/overview";
import { getProject } from "@/lib/projects/queries";
import type { Concern, Overview, Period } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";

export type Home = { name: string; overview: Overview; concerns: Concern[] };

/** How a project fares, and what in it needs somebody. */
export async function homePageOf(scope: Scope, period: Period): Promise<Home> {
  const [{ name }, overview, concerns] = await Promise.all([getProject(scope), overviewOf(scope, period), concernsOf(scope)]);
  return { name, overview, concerns };
}
