import "server-only";
import { eq } from "drizzle-orm";
import { members, projects } from "@/db/schema";
import { AppError, notFound } from "@/lib/errors";
import { type Grant, roleHas } from "@/lib/grants";
import type { Role } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";

/** The members of a project while nobody else can change them: what the actor is at this moment, and how many owners there are. */
export type Team = { actorRole: Role; owners: number; roleOf: (userId: string) => Role };

/**
 * Holds the project until the transaction ends, so that two who act on members at once do so one after the other. What the actor may is
 * asked again: whoever was removed or lowered while they waited may it no more.
 */
export async function lockMembers({ db, projectId, actor }: Scope, grant: Grant): Promise<Team> {
  await db.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for("update");
  const rows = await db.select({ userId: members.userId, role: members.role }).from(members).where(eq(members.projectId, projectId));
  const roles = new Map(rows.map(({ userId, role }) => [userId, role]));
  const actorRole = actor.type === "user" ? roles.get(actor.userId) : undefined;
  if (!actorRole || !roleHas(actorRole, grant)) throw new AppError("FORBIDDEN", "You may not do this in this project any more.");
  const roleOf = (userId: string) => {
    const role = roles.get(userId);
    if (!role) throw notFound("member");
    return role;
  };
  return { actorRole, owners: rows.filter(({ role }) => role === "owner").length, roleOf };
}

/** Who changes members gives and takes every role but that of an owner, which owners alone do. */
export const mayGive = (actor: Role, role: Role): boolean => roleHas(actor, role === "owner" ? "project:transfer" : "members:write");
