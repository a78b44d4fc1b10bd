import { afterEach, beforeEach, describe, expect } from "vitest";
import { unsubscribes } from "@/db/schema";
import { heldUpBy } from "@/lib/broadcasts/report";
import { sendBatch } from "@/lib/broadcasts/send";
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from "@/lib/broadcasts/sending";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { eraseCustomer } from "@/lib/customers/erasing";
import { addressHasher } from "@/lib/keys/data-keys";
import { offerDue } from "@/lib/messages/due";
import type { Scope } from "@/lib/scope";
import { batchesIn, begun, job, ledgerOf, sendAll } from "../../support/broadcasts";
import { fakeSmtp } from "../../support/smtp";
import { aCustomer, test } from "../../support/test";

const MINUTE = 60_000;

let smtp: Awaited<ReturnType<typeof fakeSmtp>>;
beforeEach(async () => {
  smtp = await fakeSmtp();
  Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: "Acme <hello@acme.test>" });
});
afterEach(async () => {
  for (const name of ["SMTP_URL", "MAIL_FROM"]) delete process.env[name];
  await smtp.stop();
});

async function people(scope: Scope, n: number) {
  const all: { publicId: string; address: string }[] = [];
  for (let i = 0; i < n; i++) {
    const { publicId, email } = await aCustomer(scope);
    all.push({ publicId, address: email! });
  }
  return all as [(typeof all)[number], ...typeof all];
}

async function leave({ db, projectId, clock }: Scope, those: { address: string }[]) {
  const hash = await addressHasher(db);
  const left = { projectId, topic: "broadcasts", source: "test", createdAt: clock.now() };
  await db.insert(unsubscribes).values(those.map(({ address }) => ({ ...left, addressHash: hash(address) })));
}

/** Somebody whose domain is not found, as Postfix says it, until `found` answers true. */
const waitsAlone = (address: string, found: () => boolean) => {
  smtp.says.recipients = (to) => (to === address && !found() ? "450 4.1.2 Domain not found" : undefined);
};

const statesOf = async (scope: Scope, id: string) => (await ledgerOf(scope, id)).map(({ state, reason }) => [state, reason]);

test("each gets one email, by one connection each", async ({ scope, clock }) => {
  const all = await people(scope, 3);
  const { broadcastId: id } = await begun(scope);
  await sendAll(scope, clock);
  expect([...smtp.mailed]).toEqual(all.map(({ address }) => [address, 1]));
  expect(await batchesIn(scope, id)).toMatchObject([{ sent: 3, dueAt: null, lastError: null }]);
});

test("who is asked to wait holds up nobody, in their batch or in the next: all others get it first, and they when their server says yes", async ({
  scope,
  clock,
}) => {
  const all = await people(scope, 103);
  const [first, ...others] = [all[0], ...all.slice(98)];
  waitsAlone(first.address, () => smtp.mailed.size === others.length);
  const began = clock.now().getTime();
  const { broadcastId: id } = await begun(scope);
  await leave(scope, all.slice(1, 98));
  await sendAll(scope, clock);
  expect([...smtp.mailed]).toEqual([...others, first].map(({ address }) => [address, 1]));
  expect(smtp.named.filter((address) => address === first.address)).toHaveLength(2);
  expect(clock.now().getTime() - began).toBeLessThan(10 * MINUTE);
  expect((await getBroadcast(scope, id)).status).toBe("sent");
  expect(await batchesIn(scope, id)).toMatchObject([
    { sent: 3, skipped: 97 },
    { sent: 3, skipped: 0 },
  ]);
});

test("who is asked to wait for 20 hours has failed then, and the broadcast is sent", async ({ scope, clock }) => {
  const [first] = await people(scope, 2);
  waitsAlone(first.address, () => false);
  const sending = await begun(scope);
  const { broadcastId: id } = sending;
  expect(await sendBatch(job(scope), sending, 0)).toEqual({
    state: "waits",
    until: new Date(clock.now().getTime() + 5 * MINUTE),
    alone: true,
  });
  expect(await heldUpBy(scope, id)).toContain("Domain not found");
  clock.forward(20 * 60 * MINUTE);
  await sendAll(scope, clock);
  expect(await statesOf(scope, id)).toEqual([
    ["failed", expect.stringMatching(/would not take it for 20 hours.*Domain not found/)],
    ["sent", null],
  ]);
  expect(await getBroadcast(scope, id)).toMatchObject({ status: "sent", openSlices: [] });
});

test("a login that is not accepted loses nobody: nobody else is tried, what waits is said, and all get it when it is put right", async ({
  scope,
  clock,
}) => {
  await people(scope, 3);
  const sending = await begun(scope);
  smtp.says.login = () => "535 5.7.8 Authentication failed";
  for (let minute = 1; minute <= 2; minute++) {
    const now = await sendBatch(job(scope), sending, 0);
    expect(now).toEqual({ state: "waits", until: new Date(clock.now().getTime() + MINUTE), alone: false });
    expect(smtp.logins()).toBe(minute);
    clock.forward(MINUTE);
  }
  expect(await heldUpBy(scope, sending.broadcastId)).toContain("Authentication failed");
  smtp.says.login = () => undefined;
  await sendAll(scope, clock);
  expect([...smtp.mailed.values()]).toEqual([1, 1, 1]);
});

describe("what waits", () => {
  test("is offered by nothing while its broadcast is paused, and goes on with it", async ({ scope, clock }) => {
    const [first] = await people(scope, 2);
    let isFound = false;
    waitsAlone(first.address, () => isFound);
    const sending = await begun(scope);
    expect(await sendBatch(job(scope), sending, 0)).toMatchObject({ state: "waits", alone: true });
    await pauseBroadcast(scope, sending.broadcastId);
    isFound = true;
    clock.forward(10 * MINUTE);
    expect(await offerDue(job(scope))).toBe(0);
    expect(smtp.mailed.has(first.address)).toBe(false);
    await resumeBroadcast(scope, sending.broadcastId);
    await sendAll(scope, clock);
    expect([...smtp.mailed.values()]).toEqual([1, 1]);
    expect((await getBroadcast(scope, sending.broadcastId)).status).toBe("sent");
  });

  test("ends with a broadcast that is cancelled", async ({ scope, clock }) => {
    const [first] = await people(scope, 2);
    waitsAlone(first.address, () => smtp.mailed.size > 0);
    const sending = await begun(scope);
    await sendBatch(job(scope), sending, 0);
    await cancelBroadcast(scope, sending.broadcastId);
    clock.forward(10 * MINUTE);
    expect(await offerDue(job(scope))).toBe(0);
    await sendAll(scope, clock);
    expect(await statesOf(scope, sending.broadcastId)).toEqual([
      ["skipped", "cancelled"],
      ["sent", null],
    ]);
    expect(smtp.mailed.size).toBe(1);
  });

  test("to somebody who is erased meanwhile is skipped, also where it was never offered", async ({ scope, clock }) => {
    const all = await people(scope, 3);
    const sending = await begun(scope);
    smtp.says.login = () => "535 5.7.8 Authentication failed";
    await sendBatch(job(scope), sending, 0);
    for (const { publicId } of all.slice(0, 2)) await eraseCustomer(scope, publicId);
    clock.forward(2 * MINUTE);
    expect(await offerDue(job(scope))).toBe(2);
    smtp.says.login = () => undefined;
    await sendAll(scope, clock);
    expect((await statesOf(scope, sending.broadcastId)).toSorted()).toEqual([
      ["sent", null],
      ["skipped", "erased"],
      ["skipped", "erased"],
    ]);
    expect([...smtp.mailed]).toEqual([[all[2]!.address, 1]]);
  });
});
