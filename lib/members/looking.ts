import "server-only";
import { and, eq } from "drizzle-orm";
import { invitations, members, projects, users } from "@/db/schema";
import type { Visitor } from "@/lib/accounts/account";
import { hashOfInvitation, works } from "@/lib/members/invitations";
import type { ShownInvitation } from "@/lib/members/schema";

/** Who looks: nobody known, the right person, somebody else than it is for, or a member already. */
export type Looked = ShownInvitation & { slug: string; you: { email: string; isRight: boolean; isMember: boolean } | null };

/** What an invitation says to who holds its link, or null when it works no more. Looking does not use it: mail scanners look. */
export async function lookAtInvitation({ db, clock }: Visitor, token: string, userId: string | null): Promise<Looked | null> {
  const { projectId: of, role, email } = invitations;
  const [row] = await db
    .select({ projectId: of, project: projects.name, slug: projects.slug, inviter: users.name, role, email })
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.projectId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(works(clock), eq(invitations.hash, hashOfInvitation(token))));
  if (!row) return null;
  const { projectId, ...shown } = row;
  const [you] = userId
    ? await db
        .select({ email: users.email, isMember: members.userId })
        .from(users)
        .leftJoin(members, and(eq(members.userId, users.id), eq(members.projectId, projectId)))
        .where(eq(users.id, userId))
    : [];
  const hasAccount = shown.email !== null && (await db.$count(users, eq(users.email, shown.email))) > 0;
  return {
    ...shown,
    hasAccount,
    you: you ? { email: you.email, isMember: you.isMember !== null, isRight: shown.email === null || shown.email === you.email } : null,
  };
}
