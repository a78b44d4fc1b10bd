import "server-only";
import { asc, eq } from "drizzle-orm";
import { members, projects, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { hasRealSender } from "@/lib/mail/senders";
import { getProject } from "@/lib/projects/queries";
import { may, type Scope } from "@/lib/scope";
import type { ShownShell } from "@/lib/shell/schema";

/** A person who is in more projects than these finds the others on the page of all projects. */
const MOST = 200;

/** The frame around a project's pages, for the person who looks at them. It asks the database once. */
export async function shellOf(scope: Scope): Promise<ShownShell> {
  const { actor, projectId } = scope;
  if (actor.type !== "user") throw new AppError("FORBIDDEN", "Pages are for people. Programs use /api/v1.");
  const [own, sendsForReal] = await Promise.all([projectsOfPerson(scope, actor.userId), hasRealSender(scope)]);
  const { slug, name, sample, timeZone } = own.find(({ id }) => id === projectId) ?? (await getProject(scope));
  return {
    project: { slug, name },
    timeZone,
    sample: sample ? { mayRemove: may(actor, "project:delete") } : null,
    projects: own.map(({ slug, name }) => ({ slug, name })),
    person: { name: own[0]?.person ?? "", email: own[0]?.email ?? "" },
    mailStays: !sendsForReal,
    may: {
      edit: may(actor, "segments:write"),
      invite: may(actor, "members:write"),
      seeJobs: may(actor, "jobs:read"),
      seeMailbox: may(actor, "mailbox:read"),
    },
  };
}

const projectsOfPerson = ({ db }: Scope, userId: string) => {
  const { id, slug, name, sample, timeZone } = projects;
  return db
    .select({ id, slug, name, sample, timeZone, person: users.name, email: users.email })
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(eq(users.id, userId))
    .orderBy(asc(projects.id))
    .limit(MOST);
};
