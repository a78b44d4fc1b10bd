import { afterAll, beforeAll, expect, test } from "vitest";
import { broadcastThroughKills } from "../support/broadcast-kills";
import { fakeResend } from "../support/resend";
import { RunningInstance } from "../support/running";

const PEOPLE = 5_000;
/** When the worker is killed, in milliseconds since it began to send or was there again. */
const MOMENTS = [700, 1_900, 1_300];

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

test("a broadcast to 5,000 people reaches each of them once through three kills of the worker, and its report is the ledger", async () => {
  const told = await broadcastThroughKills({ instance, resend, people: PEOPLE, moments: MOMENTS });
  expect(told).toMatchObject({ mailed: PEOPLE, doubled: 0, lost: 0 });
  expect(told.ledger).toEqual({ sent: PEOPLE });
  expect(told.report).toMatchObject({ matched: PEOPLE, sent: PEOPLE, failed: 0, uncertain: 0, waiting: 0, skipped: {} });
}, 400_000);
