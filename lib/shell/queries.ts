import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { hasRealSender } from "@/lib/mail/senders";
import { getProject, projectsOf } from "@/lib/projects/queries";
import { may, type Scope } from "@/lib/scope";
import type { ShownShell } from "@/lib/shell/schema";

/** The frame around a project's pages, for the person who looks at them. */
export async function shellOf(scope: Scope): Promise<ShownShell> {
  const { actor, db } = scope;
  if (actor.type !== "user") throw new AppError("FORBIDDEN", "Pages are for people. Programs use /api/v1.");
  const [project, projects, [person], sendsForReal] = await Promise.all([
    getProject(scope),
    projectsOf({ db, userId: actor.userId }),
    db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, actor.userId)),
    hasRealSender(scope),
  ]);
  return {
    project: { slug: project.slug, name: project.name },
    projects: projects.map(({ slug, name }) => ({ slug, name })),
    person: person ?? { name: "Nobody", email: "" },
    mailStays: !sendsForReal,
    seesMailbox: may(actor, "mailbox:read"),
  };
}
