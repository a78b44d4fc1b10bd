import "server-only";
import { eq } from "drizzle-orm";
import { events, projects } from "@/db/schema";
import type { Account } from "@/lib/accounts/account";
import { projectsOf } from "@/lib/projects/queries";

/** Where somebody who comes in belongs: their project, its first steps while nothing has happened in it, or the choice of several. */
export async function homeOf(account: Pick<Account, "db" | "userId">): Promise<string> {
  const own = await projectsOf(account);
  const [only] = own;
  if (!only) return "/projects/new";
  if (own.length > 1) return "/projects";
  const happened = await account.db
    .select({ id: events.id })
    .from(events)
    .innerJoin(projects, eq(projects.id, events.projectId))
    .where(eq(projects.slug, only.slug))
    .limit(1);
  return happened.length > 0 ? `/${only.slug}` : `/${only.slug}/start`;
}
