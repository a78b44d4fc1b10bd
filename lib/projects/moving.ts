import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { formerSlugs, projects } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { lockSlug } from "@/lib/projects/slugs";
import type { Scope } from "@/lib/scope";

/** Takes a new address for the project and keeps the old one for it. Refused where another project has it, or had it. */
export async function moveTo({ db, projectId, clock }: Scope, slug: string, from: string): Promise<void> {
  await lockSlug(db, slug);
  const taken = await db.$count(projects, and(eq(projects.slug, slug), ne(projects.id, projectId)));
  const wasTaken = await db.$count(formerSlugs, and(eq(formerSlugs.slug, slug), ne(formerSlugs.projectId, projectId)));
  if (taken + wasTaken > 0)
    throw new AppError("CONFLICT", "That address is taken.", { slug: ["Another project has or had this address."] });
  await db.delete(formerSlugs).where(eq(formerSlugs.slug, slug));
  await db.insert(formerSlugs).values({ slug: from, projectId, createdAt: clock.now() }).onConflictDoNothing();
}
