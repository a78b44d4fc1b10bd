import "server-only";
import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { revokeInvitationsOf } from "@/lib/members/invitations";
import { lockMembers, mayGive, type Team } from "@/lib/members/team";
import type { SetRole } from "@/lib/members/schema";
import type { Role } from "@/lib/projects/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Makes a member something else. Only owners make owners, or of an owner something less; the last owner stays one. */
export async function setRole(scope: Scope, { userId, role }: SetRole): Promise<void> {
  requireGrant(scope, "members:write");
  await inTransaction(scope, async (tx) => {
    const team = await lockMembers(tx, "members:write");
    const before = team.roleOf(userId);
    refuseBeyond(team.actorRole, before, "change");
    refuseBeyond(team.actorRole, role, "make");
    if (before === role) return;
    if (before === "owner") refuseLastOwner(team);
    await write(tx, userId, before, role);
  });
}

/** Takes somebody out of the project. Their very next request is refused, and the invitations they made work no more. */
export async function removeMember(scope: Scope, userId: string): Promise<void> {
  requireGrant(scope, "members:write");
  await inTransaction(scope, async (tx) => {
    const team = await lockMembers(tx, "members:write");
    const role = team.roleOf(userId);
    refuseBeyond(team.actorRole, role, "remove");
    if (role === "owner") refuseLastOwner(team);
    await takeOut(tx, userId, role, "member.removed");
  });
}

/** Everybody may go, but the last owner only after somebody else is one. */
export async function leaveProject(scope: Scope): Promise<void> {
  const { actor } = scope;
  if (actor.type !== "user") throw new AppError("FORBIDDEN", "Only people leave projects.");
  await inTransaction(scope, async (tx) => {
    const team = await lockMembers(tx, "project:read");
    const role = team.roleOf(actor.userId);
    if (role === "owner") refuseLastOwner(team);
    await takeOut(tx, actor.userId, role, "member.left");
  });
}

/** Gives the project to another member. Who gives it stays as an admin. */
export async function transferProject(scope: Scope, to: string): Promise<void> {
  requireGrant(scope, "project:transfer");
  const { actor } = scope;
  if (actor.type !== "user") throw new AppError("FORBIDDEN", "Only an owner can transfer a project.");
  await inTransaction(scope, async (tx) => {
    const team = await lockMembers(tx, "project:transfer");
    const before = team.roleOf(to);
    if (to === actor.userId) throw new AppError("INVALID_INPUT", "You own this project already. Choose somebody else.");
    if (before !== "owner") await write(tx, to, before, "owner");
    await write(tx, actor.userId, "owner", "admin");
  });
}

async function write(tx: Scope, userId: string, before: Role, after: Role): Promise<void> {
  await tx.db.update(members).set({ role: after }).where(memberIs(tx, userId));
  if (!mayGive(after, "viewer")) await revokeInvitationsOf(tx, userId);
  await record(tx, "member.role_changed", userId, { before: { role: before }, after: { role: after } });
}

async function takeOut(tx: Scope, userId: string, role: Role, verb: "member.removed" | "member.left"): Promise<void> {
  await tx.db.delete(members).where(memberIs(tx, userId));
  await revokeInvitationsOf(tx, userId);
  await record(tx, verb, userId, { before: { role } });
}

const memberIs = ({ projectId }: Scope, userId: string) => and(eq(members.projectId, projectId), eq(members.userId, userId));

function refuseBeyond(actor: Role, role: Role, what: "change" | "make" | "remove") {
  if (!mayGive(actor, role)) throw new AppError("FORBIDDEN", `Only an owner may ${what} an owner.`);
}

function refuseLastOwner({ owners }: Team) {
  if (owners === 1) throw new AppError("CONFLICT", "This is the project's last owner. Make somebody else an owner first.");
}
