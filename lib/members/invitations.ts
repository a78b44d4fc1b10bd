import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { invitations, members, users } from "@/db/schema";
import { countAttempt } from "@/lib/accounts/attempts";
import { record } from "@/lib/audit/record";
import type { Clock } from "@/lib/clock";
import { AppError, notFound } from "@/lib/errors";
import { mailInvitation } from "@/lib/members/mailing";
import type { Invite, Invited } from "@/lib/members/schema";
import { lockMembers } from "@/lib/members/team";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

const DAY = 24 * 60 * 60_000;
export const INVITATION_DAYS = 7;
/** Invitations sent in 15 minutes by one project: enough for a team, too few to bother strangers with. */
const MOST_AT_ONCE = 30;

const SHOWN = { id: invitations.id, email: invitations.email, role: invitations.role, expiresAt: invitations.expiresAt };

/** Invites an address, or whoever is given the link. Mail goes out after the invitation is kept; where none leaves, the answer is the link. */
export async function invite(scope: Scope, { email, role }: Invite): Promise<Invited> {
  requireGrant(scope, "members:write");
  await countAttempt(scope.db, ["invite", String(scope.projectId)], MOST_AT_ONCE, scope.clock.now());
  const token = newToken();
  const kept = await inTransaction(scope, async (tx) => {
    await lockMembers(tx, "members:write");
    if (email) await refuseMember(tx, email);
    const [row] = await tx.db
      .insert(invitations)
      .values({ projectId: tx.projectId, email, role, invitedBy: inviterOf(tx), createdAt: tx.clock.now(), ...made(tx, token) })
      .onConflictDoNothing()
      .returning(SHOWN);
    if (!row) throw invitedAlready(email ?? "");
    await record(tx, "member.invited", row.id, { after: row });
    return row;
  });
  return mailInvitation(scope, kept, token);
}

/** Makes an invitation good for another week under a new link; the one before works no more. */
export async function renewInvitation(scope: Scope, id: string): Promise<Invited> {
  requireGrant(scope, "members:write");
  await countAttempt(scope.db, ["invite", String(scope.projectId)], MOST_AT_ONCE, scope.clock.now());
  const token = newToken();
  const kept = await inTransaction(scope, async (tx) => {
    await lockMembers(tx, "members:write");
    const [row] = await tx.db
      .update(invitations)
      .set({ invitedBy: inviterOf(tx), ...made(tx, token) })
      .where(and(isOpen(tx), eq(invitations.id, id)))
      .returning(SHOWN);
    if (!row) throw notFound("invitation");
    await record(tx, "invitation.renewed", id, { after: row });
    return row;
  });
  return mailInvitation(scope, kept, token);
}

/** Ends an invitation that nobody has accepted. */
export async function revokeInvitation(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "members:write");
  await inTransaction(scope, async (tx) => {
    const revoked = await end(tx, eq(invitations.id, id));
    if (revoked === 0) throw notFound("invitation");
  });
}

/** Whoever may invite no more has invited nobody: part of the transaction that takes it from them. */
export const revokeInvitationsOf = (tx: Scope, userId: string) => end(tx, eq(invitations.invitedBy, userId));

async function end(tx: Scope, which: ReturnType<typeof eq>): Promise<number> {
  const rows = await tx.db
    .update(invitations)
    .set({ revokedAt: tx.clock.now() })
    .where(and(isOpen(tx), which))
    .returning(SHOWN);
  for (const row of rows) await record(tx, "invitation.revoked", row.id, { before: row });
  return rows.length;
}

async function refuseMember({ db, projectId }: Scope, email: string): Promise<void> {
  const [member] = await db
    .select({ name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.projectId, projectId), eq(users.email, email)));
  if (member) throw new AppError("CONFLICT", `${email} is a member already.`, { email: [`${member.name} is a member already.`] });
}

const invitedAlready = (email: string) =>
  new AppError("CONFLICT", `${email} is invited already.`, {
    email: ["There is an open invitation for this address. Resend it below."],
  });

const made = ({ clock }: Scope, token: string) => ({
  hash: hashOfInvitation(token),
  expiresAt: new Date(clock.now().getTime() + INVITATION_DAYS * DAY),
});

const inviterOf = ({ actor }: Scope) => (actor.type === "user" ? actor.userId : null);
const newToken = () => randomBytes(32).toString("base64url");
/** An invitation that can be accepted still. */
export const works = (clock: Clock) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, clock.now()));

export const hashOfInvitation = (token: string) => createHash("sha256").update(token).digest();
const isOpen = ({ projectId }: Scope) =>
  and(eq(invitations.projectId, projectId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt));
