import "server-only";
import { and, asc, desc, eq, gt, isNull, or } from "drizzle-orm";
import { invitations, members, users } from "@/db/schema";
import { type Member, type OpenInvitation, ShownMember } from "@/lib/members/schema";
import { decodeMoment, type Page, pageOf } from "@/lib/paging/cursor";
import { requireGrant, type Scope } from "@/lib/scope";
import { told } from "@/lib/told";

/** Who works in the project, by when they joined. */
export async function listMembers(scope: Scope, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<Member>> {
  requireGrant(scope, "members:read");
  const { db, projectId, actor } = scope;
  const { userId, role, createdAt: joinedAt, lastActiveAt } = members;
  const { name, email } = users;
  const rows = await db
    .select({ userId, name, email, role, joinedAt, lastActiveAt })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.projectId, projectId), cursor ? after(cursor) : undefined))
    .orderBy(asc(members.createdAt), asc(members.userId))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ joinedAt, userId }) => [joinedAt.getTime(), userId]);
  return { ...page, items: page.items.map((row) => ({ ...row, isYou: actor.type === "user" && actor.userId === row.userId })) };
}

/** A member as the API shows them. */
export const shownMember = (member: Member) => told(ShownMember, { ...member, id: member.userId });

function after(cursor: string) {
  const { at, id } = decodeMoment(cursor);
  return or(gt(members.createdAt, at), and(eq(members.createdAt, at), gt(members.userId, id)));
}

/** Invitations that nobody has accepted, the newest first. One that is too old stays until it is sent anew or revoked. */
export async function openInvitations(scope: Scope): Promise<OpenInvitation[]> {
  requireGrant(scope, "members:read");
  const { db, projectId, clock } = scope;
  const { id, email, role, createdAt, expiresAt } = invitations;
  const rows = await db
    .select({ id, email, role, invitedBy: users.name, createdAt, expiresAt })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(eq(invitations.projectId, projectId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(200);
  return rows.map((row) => ({ ...row, expired: row.expiresAt <= clock.now() }));
}
