import { afterAll, beforeAll, expect, test } from "vitest";
import { broadcastThroughKills } from "../support/broadcast-kills";
import { randomOf } from "../chaos/random";
import { fakeResend, makeUnreliable } from "../support/resend";
import { RunningInstance } from "../support/running";
import { seededCrowd } from "../support/seeded-crowd";

const PEOPLE = 5_000;
/**
 * When the worker is killed, in milliseconds since it began to send or sent again. What it had in hand each time is offered again half a
 * minute later, while the others have long been sent.
 */
const MOMENTS = [700, 1_900, 1_300];
/** With this seed, an offer whose answer was lost is told to come later when it is made again: what may have been taken must not be forgotten. */
const SEED = 1154;

let instance: RunningInstance;
let resend: Awaited<ReturnType<typeof fakeResend>>;

beforeAll(async () => {
  resend = await fakeResend({ keepOffers: false });
  instance = await RunningInstance.start({
    RESEND_API_KEY: "re_test_key",
    RESEND_BASE_URL: resend.url,
    RESEND_CALLS_PER_SECOND: "8",
    MAIL_FROM: "Acme <hello@acme.test>",
  });
}, 300_000);
afterAll(async () => {
  await instance?.remove();
  await resend.stop();
}, 60_000);

test("a broadcast to 5,000 seeded people reaches once each who may be written to, through three kills of the worker and a provider that loses answers and asks to wait, and its report is the ledger", async () => {
  const crowd = await seededCrowd(instance, PEOPLE);
  const reachable = crowd.addresses.length;
  expect(reachable).toBeGreaterThan(PEOPLE * 0.9);
  const faults = makeUnreliable(resend, randomOf(SEED));
  const told = await broadcastThroughKills({ instance, resend, crowd, moments: MOMENTS });
  expect(new Set(told.atKills).size).toBe(MOMENTS.length); // each kill was in the middle of sending
  expect(Math.max(...told.atKills)).toBeLessThan(reachable);
  expect(faults.unheard).toBeGreaterThan(0);
  expect(faults.later).toBeGreaterThan(1);
  expect(told).toMatchObject({ mailed: reachable, doubled: 0, lost: 0 });
  expect(told.report).toMatchObject({ matched: PEOPLE, sent: reachable, failed: 0, uncertain: 0, waiting: 0 });
  const { skipped } = told.report;
  expect(Object.keys(skipped).sort()).toEqual(["suppressed", "unsubscribed"]);
  expect(Object.values(skipped).reduce((sum, n) => sum + n, 0)).toBe(PEOPLE - reachable);
  expect(told.ledger).toEqual({ sent: reachable });
}, 900_000);
