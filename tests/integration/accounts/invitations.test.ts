import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { audit, invitations, members, users } from "@/db/schema";
import type { Visitor } from "@/lib/accounts/account";
import { findSession } from "@/lib/accounts/sessions";
import { signInByPassword } from "@/lib/accounts/signing-in";
import { acceptAsNew, acceptInvitation, acceptSigningIn } from "@/lib/members/accepting";
import { invite, renewInvitation, revokeInvitation } from "@/lib/members/invitations";
import { lookAtInvitation } from "@/lib/members/looking";
import { openInvitations } from "@/lib/members/queries";
import { Invite, type Invited } from "@/lib/members/schema";
import type { Scope } from "@/lib/scope";
import { accountOf, aPerson, PASSWORD, tokenOf, visitorFrom } from "../../support/accounts";
import { aTeam } from "../../support/team";
import { test } from "../../support/test";

const DAY = 24 * 60 * 60_000;
const refusal = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field && { fields: { [field]: [expect.any(String)] } }) });

const tokenIn = (invited: Invited) => tokenOf("url" in invited ? invited.url : null);
const tokenFor = async (scope: Scope, email: string | null, role: Invite["role"] = "editor") =>
  tokenIn(await invite(scope, { email, role }));

/** Somebody with an account, signed in. */
async function signedIn(visitor: Visitor, email: string) {
  return accountOf(visitor.db, visitor.clock, await signInByPassword(visitor, { email, password: PASSWORD }));
}

let n = 0;
const fresh = () => `new-${process.pid}-${++n}@example.com`;

describe("an invitation", () => {
  test("brings somebody new in: their account, their session, their role, and a record of it", async ({ db, clock }) => {
    const { project, owner } = await aTeam(db, clock);
    const email = fresh();
    const token = await tokenFor(owner.scope, email);
    const visitor = visitorFrom(db, clock);
    expect(await lookAtInvitation(visitor, token, null)).toMatchObject({
      project: "Engines",
      inviter: "Olive",
      role: "editor",
      email,
      hasAccount: false,
      you: null,
    });
    const entered = await acceptAsNew(visitor, { token, name: "Grace", password: "a long password" });
    expect(entered.to).toBe(`/${project.slug}`);
    expect(await findSession(db, entered.sessionId, clock.now())).toMatchObject({ userId: entered.userId });
    expect(await db.select().from(members).where(eq(members.userId, entered.userId))).toMatchObject([
      { projectId: project.id, role: "editor" },
    ]);
    expect(await db.select().from(audit).where(eq(audit.subjectId, entered.userId))).toMatchObject([
      { verb: "member.joined", after: { role: "editor", email } },
    ]);
    await expect(signInByPassword(visitor, { email, password: "a long password" })).resolves.toBeTruthy();
  });

  test("is accepted by who is signed in, or by signing in, if the address is theirs", async ({ db, clock }) => {
    const { project, owner } = await aTeam(db, clock);
    const [ada, bob, eve] = [await aPerson(db, "Ada"), await aPerson(db, "Bob"), await aPerson(db, "Eve")];
    const visitor = visitorFrom(db, clock);
    const token = await tokenFor(owner.scope, ada.email, "viewer");
    await expect(acceptInvitation(await signedIn(visitor, eve.email), token)).rejects.toEqual(refusal("FORBIDDEN"));
    expect(await lookAtInvitation(visitor, token, eve.id)).toMatchObject({ you: { email: eve.email, isRight: false, isMember: false } });
    expect(await acceptInvitation(await signedIn(visitor, ada.email), token)).toEqual({ slug: project.slug });
    const second = await tokenFor(owner.scope, bob.email, "viewer");
    await expect(acceptSigningIn(visitor, { token: second, password: "wrong" })).rejects.toEqual(refusal("UNAUTHENTICATED"));
    expect(await acceptSigningIn(visitor, { token: second, password: PASSWORD })).toMatchObject({ userId: bob.id, to: `/${project.slug}` });
  });

  test("without an address is for whoever has the link, once, be they three at the same moment", async ({ db, clock }) => {
    const { project, owner } = await aTeam(db, clock);
    const token = await tokenFor(owner.scope, null, "viewer");
    const before = await db.$count(users);
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => acceptAsNew(visitorFrom(db, clock), { token, email: fresh(), name: "Grace", password: "a long password" })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.$count(members, eq(members.projectId, project.id))).toBe(2);
    expect(await db.$count(users)).toBe(before + 1);
  });

  test("makes no second account for an address that has one", async ({ db, clock }) => {
    const { owner } = await aTeam(db, clock);
    const ada = await aPerson(db, "Ada");
    const token = await tokenFor(owner.scope, null);
    const asNew = acceptAsNew(visitorFrom(db, clock), { token, email: ada.email, name: "Mallory", password: "a long password" });
    await expect(asNew).rejects.toEqual(refusal("CONFLICT", "email"));
    expect(await lookAtInvitation(visitorFrom(db, clock), token, null)).not.toBeNull();
  });

  test("to an address of a member, or one that is invited, is refused and says so", async ({ db, clock }) => {
    const { owner, join } = await aTeam(db, clock);
    const { email } = await join("viewer");
    await expect(invite(owner.scope, { email, role: "admin" })).rejects.toEqual(refusal("CONFLICT", "email"));
    const other = fresh();
    await invite(owner.scope, { email: other, role: "admin" });
    await expect(invite(owner.scope, { email: other, role: "viewer" })).rejects.toEqual(refusal("CONFLICT", "email"));
  });

  test("for a member changes nothing about them", async ({ db, clock }) => {
    const { project, owner, join } = await aTeam(db, clock);
    const { userId, email } = await join("viewer");
    const token = await tokenFor(owner.scope, null, "admin");
    expect(await lookAtInvitation(visitorFrom(db, clock), token, userId)).toMatchObject({ you: { isMember: true } });
    await acceptInvitation(await signedIn(visitorFrom(db, clock), email), token);
    expect(await db.select().from(members).where(eq(members.userId, userId))).toMatchObject([{ projectId: project.id, role: "viewer" }]);
    expect(await openInvitations(owner.scope)).toHaveLength(1);
  });

  test("works for a week, and for another when it is sent anew: by the new link alone", async ({ db, clock }) => {
    const { owner } = await aTeam(db, clock);
    const first = await invite(owner.scope, { email: null, role: "viewer" });
    const look = (invited: Invited) => lookAtInvitation(visitorFrom(db, clock), tokenIn(invited), null);
    clock.forward(7 * DAY);
    expect(await look(first)).toBeNull();
    expect(await openInvitations(owner.scope)).toMatchObject([{ expired: true }]);
    const second = await renewInvitation(owner.scope, first.id);
    expect(await look(first)).toBeNull();
    expect(await look(second)).toMatchObject({ role: "viewer" });
  });

  test("that is revoked works no more, and another project cannot revoke or renew it", async ({ db, clock }) => {
    const [ours, theirs] = [await aTeam(db, clock), await aTeam(db, clock)];
    const invited = await invite(ours.owner.scope, { email: null, role: "viewer" });
    await expect(revokeInvitation(theirs.owner.scope, invited.id)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(renewInvitation(theirs.owner.scope, invited.id)).rejects.toEqual(refusal("NOT_FOUND"));
    await revokeInvitation(ours.owner.scope, invited.id);
    const join = { token: tokenIn(invited), email: fresh(), name: "Grace", password: "a long password" };
    await expect(acceptAsNew(visitorFrom(db, clock), join)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(revokeInvitation(ours.owner.scope, invited.id)).rejects.toEqual(refusal("NOT_FOUND"));
  });

  test("is kept as a hash, and its link is in no record", async ({ db, clock }) => {
    const { project, owner } = await aTeam(db, clock);
    const token = await tokenFor(owner.scope, null);
    const kept = [
      await db.select().from(invitations).where(eq(invitations.projectId, project.id)),
      await db.select().from(audit).where(eq(audit.projectId, project.id)),
    ];
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test("is not made for owners, nor for more strangers than a team has", async ({ db, clock }) => {
    const { owner } = await aTeam(db, clock);
    expect(Invite.safeParse({ email: "a@example.com", role: "owner" }).success).toBe(false);
    expect(Invite.parse({ email: "  ", role: "viewer" })).toEqual({ email: null, role: "viewer" });
    for (let i = 0; i < 30; i++) await invite(owner.scope, { email: null, role: "viewer" });
    await expect(invite(owner.scope, { email: null, role: "viewer" })).rejects.toEqual(refusal("LIMIT_REACHED"));
  });
});
