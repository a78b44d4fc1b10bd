import "server-only";
import { concernsOf } from "@/lib/projects/concerns";
import { overviewOf } from "@/lib/projects/overview";
import { getProject } from "@/lib/projects/queries";
import { coursesOf } from "@/lib/projects/series";
import type { Concern, Courses, Overview, Period } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";

export type Home = { name: string; timeZone: string; overview: Overview; courses: Courses; concerns: Concern[] };

/** How a project fares, and what in it needs somebody. */
export async function homePageOf(scope: Scope, period: Period): Promise<Home> {
  const [{ name, timeZone }, overview, courses, concerns] = await Promise.all([
    getProject(scope),
    overviewOf(scope, period),
    coursesOf(scope, period),
    concernsOf(scope),
  ]);
  return { name, timeZone, overview, courses, concerns };
}
