import { parseArgs } from "node:util";
import { type Figure, publish } from "../bench/harness.ts";
import { broadcastThroughKills, newCrowd } from "../support/broadcast-kills.ts";
import { fakeResend } from "../support/resend.ts";
import { RunningInstance } from "../support/running.ts";

// Kills the worker again and again while it sends a broadcast, through a provider that remembers keys, and counts who got it twice or not at all.
const { values: said } = parseArgs({
  options: {
    kills: { type: "string", default: "10" },
    people: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
  },
});
const [kills, people, seed] = [Number(said.kills), Number(said.people), Number(said.seed)];

/** Numbers from 0 to 1, the same for the same seed: mulberry32. */
function randoms(start: number) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randoms(seed);
const moments = Array.from({ length: kills }, () => 200 + random() * 3_000);
const resend = await fakeResend({ keepOffers: false });
const instance = await RunningInstance.start({
  RESEND_API_KEY: "re_test_key",
  RESEND_BASE_URL: resend.url,
  RESEND_CALLS_PER_SECOND: "10",
  MAIL_FROM: "Acme <hello@acme.test>",
});
try {
  const { doubled, lost, report, ledger, seconds } = await broadcastThroughKills({
    instance,
    resend,
    crowd: await newCrowd(instance, people),
    moments,
  });
  console.log(`Seed ${seed}, ${kills} kills, ${people} people, ${Math.round(seconds)} s. Report ${JSON.stringify(report)}`);
  const none = (name: string, value: number): Figure => ({
    name,
    value,
    unit: "people",
    yardstick: null,
    ratio: null,
    aim: 0,
    ok: value === 0,
  });
  const figures = [
    none("got it twice", doubled),
    none("did not get it", lost),
    none("differ from the ledger", Math.abs(report.sent - (ledger.sent ?? 0))),
  ];
  publish("broadcast", figures, "chaos");
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
} finally {
  await instance.remove();
  await resend.stop();
}
