import "server-only";
import { asc, eq } from "drizzle-orm";
import { members, type Project, projects } from "@/db/schema";
import type { Account } from "@/lib/accounts/account";
import { notFound } from "@/lib/errors";
import type { Role } from "@/lib/projects/schema";
import { requireGrant, type Scope } from "@/lib/scope";

/** A person who is in more projects than these finds the others by their address. */
const MOST = 200;

export type OwnProject = { slug: string; name: string; role: Role; sample: boolean };

/** The projects a person is a member of, the oldest first. */
export const projectsOf = ({ db, userId }: Pick<Account, "db" | "userId">): Promise<OwnProject[]> =>
  db
    .select({ slug: projects.slug, name: projects.name, role: members.role, sample: projects.sample })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(eq(members.userId, userId))
    .orderBy(asc(projects.id))
    .limit(MOST);

/** The project at hand. */
export async function getProject(scope: Scope): Promise<Project> {
  requireGrant(scope, "project:read");
  return projectOf(scope);
}

/** The same for what is done in its name, whoever asks for that. */
export async function projectOf({ db, projectId }: Scope): Promise<Project> {
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  if (!project) throw notFound("project");
  return project;
}
