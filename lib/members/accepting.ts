import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { invitations, members, projects, users } from "@/db/schema";
import type { Account, Visitor } from "@/lib/accounts/account";
import { countAttempt } from "@/lib/accounts/attempts";
import { hashPassword } from "@/lib/accounts/passwords";
import { type Entered, openSession } from "@/lib/accounts/sessions";
import { signInByPassword } from "@/lib/accounts/signing-in";
import { record } from "@/lib/audit/record";
import type { Clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { hashOfInvitation, works } from "@/lib/members/invitations";
import type { AcceptAsNew, AcceptSigningIn } from "@/lib/members/schema";
import type { Role } from "@/lib/projects/schema";
import { mintScope } from "@/lib/scope";

/** Tries to join in 15 minutes from one address, each of which costs a hash. */
const MOST_TRIES = 20;

type Invited = { projectId: number; id: string; email: string | null; role: Role; slug: string };
type Person = { db: Db; clock: Clock; userId: string };

/** Accepts as who is signed in. An invitation for another address is refused, and stays open. */
export async function acceptInvitation({ db, clock, userId }: Account, token: string): Promise<{ slug: string }> {
  return db.transaction(async (tx) => ({ slug: await join({ db: tx, clock, userId }, await findOpen(tx, token, clock)) }));
}

/** Accepts as somebody with an account, who proves by their password that it is theirs. */
export async function acceptSigningIn(visitor: Visitor, { token, email, password }: AcceptSigningIn): Promise<Entered> {
  const invited = await findOpen(visitor.db, token, visitor.clock);
  const entered = await signInByPassword(visitor, { email: addressFor(invited, email), password });
  const { slug } = await visitor.db.transaction(async (tx) => {
    const person = { db: tx, clock: visitor.clock, userId: entered.userId };
    return { slug: await join(person, await findOpen(tx, token, visitor.clock)) };
  });
  return { ...entered, to: `/${slug}` };
}

/** Accepts as somebody new: makes their account, and signs them in. An address that has an account signs in instead. */
export async function acceptAsNew(visitor: Visitor, { token, email, name, password }: AcceptAsNew): Promise<Entered> {
  const { db, clock } = visitor;
  await countAttempt(db, ["join", visitor.address], MOST_TRIES, clock.now());
  const address = addressFor(await findOpen(db, token, clock), email);
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const invited = await findOpen(tx, token, clock);
    const [user] = await tx
      .insert(users)
      .values({ name, email: address, passwordHash, createdAt: clock.now() })
      .onConflictDoNothing({ target: users.email })
      .returning();
    if (!user)
      throw new AppError("CONFLICT", "This address has an account.", { email: ["This address has an account. Sign in with it instead."] });
    const slug = await join({ db: tx, clock, userId: user.id }, invited);
    return { ...(await openSession({ ...visitor, db: tx }, user.id, user.sessionVersion)), to: `/${slug}` };
  });
}

/** Uses the invitation up and makes the person a member. Of two who try at once, one succeeds. Who is a member already stays what they are. */
async function join({ db, clock, userId }: Person, { projectId, id, email, role, slug }: Invited): Promise<string> {
  const [user] = await db.select({ email: users.email, name: users.name }).from(users).where(eq(users.id, userId));
  if (!user || (email && email !== user.email))
    throw new AppError("FORBIDDEN", `This invitation is for ${email}. Sign in by that address.`);
  const now = clock.now();
  const joined = await db
    .insert(members)
    .values({ projectId, userId, role, createdAt: now, lastActiveAt: now })
    .onConflictDoNothing()
    .returning({ role: members.role });
  if (joined.length === 0) return slug;
  const used = await db
    .update(invitations)
    .set({ acceptedAt: now })
    .where(and(works(clock), eq(invitations.projectId, projectId), eq(invitations.id, id)))
    .returning({ id: invitations.id });
  if (used.length === 0) throw refused();
  const scope = mintScope({ projectId, actor: { type: "user", userId, role }, db, clock }); // the first thing that a new member does
  await record(scope, "member.joined", userId, { after: { role, email: user.email, name: user.name, invitation: id } });
  return slug;
}

async function findOpen(db: Db, token: string, clock: Clock): Promise<Invited> {
  const { projectId, id, email, role } = invitations;
  const [row] = await db
    .select({ projectId, id, email, role, slug: projects.slug })
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.projectId))
    .where(and(works(clock), eq(invitations.hash, hashOfInvitation(token))));
  if (!row) throw refused();
  return row;
}

function addressFor({ email }: Invited, said: string | undefined): string {
  const address = email ?? said;
  if (!address) throw new AppError("INVALID_INPUT", "Enter your email address.", { email: ["Enter your email address."] });
  return address;
}

const refused = () => new AppError("NOT_FOUND", "This invitation was used or revoked, or it has expired. Ask for a new one.");
