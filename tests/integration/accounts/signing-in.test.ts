import { eq, inArray } from "drizzle-orm";
import { describe, expect } from "vitest";
import { audit, users } from "@/db/schema";
import { claimInstance } from "@/lib/accounts/claiming";
import { changePassword, resetPassword } from "@/lib/accounts/recovering";
import { endOtherSessions, endSession, findSession, listSessions } from "@/lib/accounts/sessions";
import { signInByLink, signInByPassword } from "@/lib/accounts/signing-in";
import { prepareInstance } from "@/lib/instance/prepare";
import { accountOf, aPerson, aToken, PASSWORD, tokenOf, visitorFrom } from "../../support/accounts";
import { test } from "../../support/test";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const refusal = (code: string) => expect.objectContaining({ code });

describe("a one-time link", () => {
  test("signs in once, even when two use it at the same moment", async ({ db, clock }) => {
    const { id } = await aPerson(db);
    const token = await aToken(db, clock, "sign_in", id);
    const tries = await Promise.allSettled([1, 2, 3].map(() => signInByLink(visitorFrom(db, clock), { token })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toMatchObject([{ value: { userId: id } }]);
  });

  test("works for an hour and no longer", async ({ db, clock }) => {
    const { id } = await aPerson(db);
    const token = await aToken(db, clock, "sign_in", id);
    clock.forward(61 * MINUTE);
    await expect(signInByLink(visitorFrom(db, clock), { token })).rejects.toEqual(refusal("NOT_FOUND"));
  });

  test("is good for what it was made for and nothing else", async ({ db, clock }) => {
    const { id } = await aPerson(db);
    const token = await aToken(db, clock, "sign_in", id);
    await expect(resetPassword(visitorFrom(db, clock), { token, password: "a new long password" })).rejects.toEqual(refusal("NOT_FOUND"));
  });
});

describe("a password", () => {
  test("opens a session", async ({ db, clock }) => {
    const { id, email } = await aPerson(db);
    const { sessionId } = await signInByPassword(visitorFrom(db, clock), { email, password: PASSWORD });
    expect(await findSession(db, sessionId, clock.now())).toEqual({ userId: id, sessionId });
  });

  test("that is wrong and an account that is unknown get the same answer", async ({ db, clock }) => {
    const { email } = await aPerson(db);
    const said = await Promise.all(
      [email, "nobody@example.com"].map((tried) =>
        signInByPassword(visitorFrom(db, clock), { email: tried, password: "wrong" }).catch((error) => error),
      ),
    );
    expect(said[0]).toEqual(said[1]);
    expect(said[0]).toEqual(refusal("UNAUTHENTICATED"));
  });

  test("is tried ten times in 15 minutes at most, be it a thousand at once, and the owner elsewhere is not locked out", async ({
    db,
    clock,
  }) => {
    const { email } = await aPerson(db);
    const guesser = visitorFrom(db, clock, "198.51.100.7");
    const guesses = await Promise.all(
      Array.from({ length: 50 }, () => signInByPassword(guesser, { email, password: "wrong" }).catch(({ code }) => code)),
    );
    expect(guesses.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(10);
    expect(guesses.filter((code) => code === "LIMIT_REACHED")).toHaveLength(40);
    await expect(signInByPassword(guesser, { email, password: PASSWORD })).rejects.toEqual(refusal("LIMIT_REACHED"));
    await expect(signInByPassword(visitorFrom(db, clock), { email, password: PASSWORD })).resolves.toBeTruthy();
    clock.forward(15 * MINUTE);
    await expect(signInByPassword(guesser, { email, password: PASSWORD })).resolves.toBeTruthy();
  });

  test("in no 15 minutes is tried more often, whenever they begin", async ({ db, clock }) => {
    const { email } = await aPerson(db);
    const evaluated: number[] = [];
    for (let minute = 0; minute < 40; minute++) {
      for (let i = 0; i < 3; i++) {
        const code = await signInByPassword(visitorFrom(db, clock, "192.0.2.1"), { email, password: "wrong" }).catch((error) => error.code);
        if (code === "UNAUTHENTICATED") evaluated.push(minute);
      }
      clock.forward(MINUTE);
    }
    for (let from = 0; from < 40; from++) {
      expect(evaluated.filter((minute) => minute >= from && minute < from + 15).length).toBeLessThanOrEqual(10);
    }
    expect(evaluated.length).toBeGreaterThan(20);
  });
});

describe("a session", () => {
  test("that was ended is nobody", async ({ db, clock }) => {
    const { email } = await aPerson(db);
    const entered = await signInByPassword(visitorFrom(db, clock), { email, password: PASSWORD });
    await endSession(accountOf(db, clock, entered), entered.sessionId);
    expect(await findSession(db, entered.sessionId, clock.now())).toBeNull();
  });

  test("of somebody else cannot be ended or seen", async ({ db, clock }) => {
    const [ada, eve] = [await aPerson(db), await aPerson(db, "Eve")];
    const hers = await signInByPassword(visitorFrom(db, clock), { email: ada.email, password: PASSWORD });
    const account = accountOf(db, clock, await signInByPassword(visitorFrom(db, clock), { email: eve.email, password: PASSWORD }));
    await expect(endSession(account, hers.sessionId)).rejects.toEqual(refusal("NOT_FOUND"));
    expect(await listSessions(account)).toMatchObject([{ id: account.sessionId, isThisOne: true }]);
  });

  test("ends when it is not used for 30 days, and goes on when it is", async ({ db, clock }) => {
    const { email } = await aPerson(db);
    const [used, left] = await Promise.all([1, 2].map(() => signInByPassword(visitorFrom(db, clock), { email, password: PASSWORD })));
    clock.forward(20 * DAY);
    expect(await findSession(db, used!.sessionId, clock.now())).not.toBeNull();
    clock.forward(20 * DAY);
    expect(await findSession(db, used!.sessionId, clock.now())).not.toBeNull();
    expect(await findSession(db, left!.sessionId, clock.now())).toBeNull();
  });

  test("survives a change of password only where it was changed", async ({ db, clock }) => {
    const { email } = await aPerson(db);
    const [here, there] = await Promise.all([1, 2].map(() => signInByPassword(visitorFrom(db, clock), { email, password: PASSWORD })));
    const account = accountOf(db, clock, here!);
    await expect(changePassword(account, { current: "wrong", next: "another long one" })).rejects.toEqual(refusal("INVALID_INPUT"));
    await changePassword(account, { current: PASSWORD, next: "another long one" });
    expect(await findSession(db, here!.sessionId, clock.now())).not.toBeNull();
    expect(await findSession(db, there!.sessionId, clock.now())).toBeNull();
    await expect(signInByPassword(visitorFrom(db, clock), { email, password: PASSWORD })).rejects.toEqual(refusal("UNAUTHENTICATED"));
  });

  test("can be the only one left", async ({ db, clock }) => {
    const { email } = await aPerson(db);
    const [here] = await Promise.all([1, 2, 3].map(() => signInByPassword(visitorFrom(db, clock), { email, password: PASSWORD })));
    await endOtherSessions(accountOf(db, clock, here!));
    expect(await listSessions(accountOf(db, clock, here!))).toMatchObject([{ id: here!.sessionId }]);
  });
});

test("a forgotten password is set anew by link: all sessions end, and so do all other links", async ({ db, clock }) => {
  const { id, email } = await aPerson(db);
  const before = await signInByPassword(visitorFrom(db, clock), { email, password: PASSWORD });
  const other = await aToken(db, clock, "sign_in", id);
  const token = await aToken(db, clock, "reset_password", id);
  await resetPassword(visitorFrom(db, clock), { token, password: "quite another one" });
  expect(await findSession(db, before.sessionId, clock.now())).toBeNull();
  await expect(signInByLink(visitorFrom(db, clock), { token: other })).rejects.toEqual(refusal("NOT_FOUND"));
  await expect(signInByPassword(visitorFrom(db, clock), { email, password: "quite another one" })).resolves.toMatchObject({ userId: id });
});

test("the first owner gets the first project, and there is no second first owner", async ({ db, clock }) => {
  await db.delete(users);
  const options = { appUrl: "http://app.test", freshLink: true };
  const { signInUrl } = await prepareInstance(db, options, clock);
  const claim = (email: string) =>
    claimInstance(visitorFrom(db, clock), { token: tokenOf(signInUrl), name: "Ada", email, password: PASSWORD, timeZone: "Europe/Berlin" });
  const tries = await Promise.allSettled([claim("ada@example.com"), claim("eve@example.com")]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [owner] = await db.select().from(users);
  const { id: userId, email, name } = owner!;
  const written = await db
    .select()
    .from(audit)
    .where(inArray(audit.verb, ["member.joined", "project.updated"]))
    .orderBy(audit.id);
  const actor = { type: "user", userId, role: "owner" };
  expect(written).toMatchObject([
    { verb: "member.joined", actor, subjectId: userId, after: { role: "owner", email, name } },
    { verb: "project.updated", actor, before: { timeZone: "UTC" }, after: { timeZone: "Europe/Berlin" } },
  ]);
  const again = await prepareInstance(db, options, clock);
  expect(again.claimed).toBe(true);
  expect(await signInByLink(visitorFrom(db, clock), { token: tokenOf(again.signInUrl) })).toMatchObject({ userId: owner!.id });
  expect((await prepareInstance(db, { ...options, freshLink: false }, clock)).signInUrl).toBeNull();
  expect(await db.select().from(users).where(eq(users.email, owner!.email))).toHaveLength(1);
});
