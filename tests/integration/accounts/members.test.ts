import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { audit, members } from "@/db/schema";
import { findProjectFor } from "@/lib/auth/identity";
import { leaveProject, removeMember, setRole, transferProject } from "@/lib/members/commands";
import { invite } from "@/lib/members/invitations";
import { listMembers, openInvitations } from "@/lib/members/queries";
import { ROLES, type Role } from "@/lib/projects/schema";
import { aTeam } from "../../support/team";
import { test } from "../../support/test";

const refusal = (code: string) => expect.objectContaining({ code });

describe("a member", () => {
  test("is given another role, and it is written down with what was before", async ({ db, clock }) => {
    const { owner, join } = await aTeam(db, clock);
    const { userId } = await join("viewer");
    await setRole(owner.scope, { userId, role: "editor" });
    const { items } = await listMembers(owner.scope, { limit: 50 });
    expect(items.map(({ role, isYou }) => ({ role, isYou }))).toEqual([
      { role: "owner", isYou: true },
      { role: "editor", isYou: false },
    ]);
    expect(await db.select().from(audit).where(eq(audit.subjectId, userId))).toMatchObject([
      { verb: "member.role_changed", before: { role: "viewer" }, after: { role: "editor" }, actor: { userId: owner.userId } },
    ]);
  });

  test("who is removed is refused at their next request, and a change they began while it happened is too", async ({ db, clock }) => {
    const { project, owner, join } = await aTeam(db, clock);
    const [admin, other] = [await join("admin"), await join("viewer")];
    const asked = () => findProjectFor(db, admin.userId, project.slug, clock.now());
    expect(await asked()).toEqual({ projectId: project.id, role: "admin" });
    await removeMember(owner.scope, admin.userId);
    expect(await asked()).toBeUndefined();
    await expect(setRole(admin.scope, { userId: other.userId, role: "admin" })).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(invite(admin.scope, { email: null, role: "admin" })).rejects.toEqual(refusal("FORBIDDEN"));
  });

  test("takes their open invitations with them, also when they may merely invite no more", async ({ db, clock }) => {
    const { owner, join } = await aTeam(db, clock);
    const [gone, lowered] = [await join("admin"), await join("admin")];
    for (const { scope } of [gone, lowered, owner]) await invite(scope, { email: null, role: "admin" });
    await removeMember(owner.scope, gone.userId);
    await setRole(owner.scope, { userId: lowered.userId, role: "editor" });
    expect(await openInvitations(owner.scope)).toMatchObject([{ invitedBy: "Olive" }]);
  });

  test("of another project is not there", async ({ db, clock }) => {
    const [ours, theirs] = [await aTeam(db, clock), await aTeam(db, clock)];
    const { userId } = await theirs.join("viewer");
    await expect(setRole(ours.owner.scope, { userId, role: "viewer" })).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(removeMember(ours.owner.scope, userId)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(transferProject(ours.owner.scope, userId)).rejects.toEqual(refusal("NOT_FOUND"));
  });

  test("was active when they last looked, to five minutes", async ({ db, clock }) => {
    const { project, owner } = await aTeam(db, clock);
    const look = () => findProjectFor(db, owner.userId, project.slug, clock.now());
    const seen = async () => (await listMembers(owner.scope, { limit: 1 })).items[0]?.lastActiveAt;
    const first = clock.now();
    await look();
    clock.forward(4 * 60_000);
    await look();
    expect(await seen()).toEqual(first);
    clock.forward(2 * 60_000);
    await look();
    expect(await seen()).toEqual(clock.now());
  });
});

describe("who may", () => {
  test("editors and viewers change nobody", async ({ db, clock }) => {
    const { join } = await aTeam(db, clock);
    const victim = await join("viewer");
    for (const role of ["viewer", "editor"] as const) {
      const { scope } = await join(role);
      await expect(setRole(scope, { userId: victim.userId, role: "viewer" })).rejects.toEqual(refusal("FORBIDDEN"));
      await expect(removeMember(scope, victim.userId)).rejects.toEqual(refusal("FORBIDDEN"));
      await expect(invite(scope, { email: null, role: "viewer" })).rejects.toEqual(refusal("FORBIDDEN"));
    }
  });

  test("an admin makes no owner and touches none", async ({ db, clock }) => {
    const { owner, join } = await aTeam(db, clock);
    const [admin, other] = [await join("admin"), await join("viewer")];
    await expect(setRole(admin.scope, { userId: other.userId, role: "owner" })).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(setRole(admin.scope, { userId: admin.userId, role: "owner" })).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(setRole(admin.scope, { userId: owner.userId, role: "viewer" })).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(removeMember(admin.scope, owner.userId)).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(transferProject(admin.scope, admin.userId)).rejects.toEqual(refusal("FORBIDDEN"));
    await setRole(admin.scope, { userId: other.userId, role: "admin" });
  });

  test("an owner gives the project away and stays as an admin, who cannot take it back", async ({ db, clock }) => {
    const { owner, join, scopeOf } = await aTeam(db, clock);
    const { userId } = await join("editor");
    await transferProject(owner.scope, userId);
    expect((await listMembers(owner.scope, { limit: 9 })).items.map(({ role }) => role)).toEqual(["admin", "owner"]);
    await expect(transferProject(owner.scope, owner.userId)).rejects.toEqual(refusal("FORBIDDEN")); // with the role they had before
    await expect(removeMember(scopeOf(owner.userId, "admin"), userId)).rejects.toEqual(refusal("FORBIDDEN"));
  });
});

describe("the last owner", () => {
  test("is neither removed nor lowered, and does not leave", async ({ db, clock }) => {
    const { owner } = await aTeam(db, clock);
    const { userId, scope } = owner;
    await expect(setRole(scope, { userId, role: "admin" })).rejects.toEqual(refusal("CONFLICT"));
    await expect(removeMember(scope, userId)).rejects.toEqual(refusal("CONFLICT"));
    await expect(leaveProject(scope)).rejects.toEqual(refusal("CONFLICT"));
  });

  test("is always there, whatever owners do to each other at the same time", async ({ db, clock }) => {
    type Do = { who: number; whom: number; act: "lower" | "remove" | "leave" | "transfer" };
    const one = fc.record({
      who: fc.nat(2),
      whom: fc.nat(2),
      act: fc.constantFrom<Do["act"]>("lower", "remove", "leave", "transfer"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 3, maxLength: 8 }), async (things) => {
        const { project, owner, join } = await aTeam(db, clock);
        const people = [owner, await join("owner"), await join("owner")];
        const run = ({ who, whom, act }: Do): Promise<unknown> => {
          const [{ scope }, { userId }] = [people[who]!, people[whom]!];
          if (act === "lower") return setRole(scope, { userId, role: "viewer" });
          if (act === "remove") return removeMember(scope, userId);
          return act === "leave" ? leaveProject(scope) : transferProject(scope, userId);
        };
        await Promise.allSettled(things.map(run));
        const owners = and(eq(members.projectId, project.id), eq(members.role, "owner" satisfies Role));
        expect(await db.$count(members, owners)).toBeGreaterThan(0);
      }),
      { numRuns: 6 },
    );
  });
});

test("everybody sees the team, and it is read by cursor", async ({ db, clock }) => {
  const { owner, join } = await aTeam(db, clock);
  for (const role of ROLES) await join(role);
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listMembers(owner.scope, { limit: 2, cursor });
    names.push(...page.items.map(({ userId }) => userId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(names).size).toBe(5);
});
