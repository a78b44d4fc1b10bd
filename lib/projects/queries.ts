import "server-only";
import { asc, eq } from "drizzle-orm";
import { events, members, type Project, projects } from "@/db/schema";
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
