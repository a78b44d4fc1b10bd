import type { Call } from "@/lib/events/schema";
import { awakeAt, isDayFor } from "@/lib/sample/hours";
import { PEOPLE, peopleOf } from "@/lib/sample/people";
import { chance, type Random, seeded, waiting } from "@/lib/sample/random";
import { Diary, visit } from "@/lib/sample/visits";

export const DAY = 24 * 60 * 60_000;
export const TOLD_DAYS = 90;
const SEED = 20_140;
/** Of those who left, how many the shop marks as slipping away, and over how many days it does. */
const SLIPPING = 16;
const SLIPPING_DAYS = 18;
const VIP_ORDERS = 3;

export type Told = Call & { at: number };
export const TAGS = { newsletter: "Newsletter", vip: "VIP", wholesale: "Wholesale", slipping: "Slipping away", back: "Won back" } as const;

/** What is told at once, as of before the days that follow: who was a customer already. */
export type Story = { before: Told[]; days: Told[]; random: Random };

/**
 * Ninety days of a coffee shop that ends at `now` (ms): the same each time, to the last cent, and nothing of it is later than `now`.
 * `count` is how many customers it has. Calls are in the order in which they happened.
 */
export function storyUntil(now: number, count = PEOPLE): Story {
  const random = seeded(SEED);
  const start = now - TOLD_DAYS * DAY;
  const people = peopleOf(random, count, start, now);
  const calls = people.map((person) => lifeOf(new Diary(person, random), start, now));
  const gone = people
    .map((person, n) => ({ person, n }))
    .filter(({ person }) => person.leavesAt < now - 35 * DAY && person.signedUpAt < start);
  for (const [place, { person, n }] of gone.slice(-SLIPPING).entries())
    calls[n]!.push(...slipping(new Diary(person, random, calls[n]!.length), place, now));
  const told = calls.flat().filter(({ at }) => at <= now);
  told.sort((a, b) => a.at - b.at);
  return { before: told.filter(({ at }) => at < start), days: told.filter(({ at }) => at >= start), random };
}

function lifeOf(diary: Diary, start: number, now: number): Told[] {
  const { person, random } = diary;
  signUp(diary, start, now);
  let orders = 0;
  const mean = 10 * DAY + (1 - person.zeal) * 110 * DAY;
  const first = person.signedUpAt < start ? start + waiting(random, mean) : person.signedUpAt + waiting(random, 12 * DAY);
  for (let at = first; at < Math.min(now, person.leavesAt); at += DAY / 2 + waiting(random, mean)) {
    if (!isDayFor(random, at)) continue;
    const time = Math.max(awakeAt(random, at, person.place.timeZone), person.signedUpAt + 60_000);
    if (visit(diary, time) && ++orders === VIP_ORDERS) diary.tag(time + DAY / 2, TAGS.vip);
  }
  return diary.calls;
}

/** How long signing up takes. */
const SIGNING_UP = 2 * 60_000;

/** Those of before are known already and come with no story; others look around first. All have signed up by `now`, whatever hour it is. */
function signUp(diary: Diary, start: number, now: number) {
  const { person, random } = diary;
  if (person.signedUpAt < start) {
    diary.traits(person.signedUpAt);
  } else {
    const awake = awakeAt(random, person.signedUpAt, person.place.timeZone);
    person.signedUpAt = awake + SIGNING_UP > now ? awake - DAY : awake;
    diary.page(person.signedUpAt, "/account/new", "Create an account");
    diary.traits(person.signedUpAt + 40_000);
    diary.track(person.signedUpAt + 41_000, "Signed Up", { newsletter: person.newsletter, plan: person.plan });
    const isNew = person.signedUpAt > now - DAY; // who came today has not made up their mind
    if (isNew || chance(random, 0.45)) visit(diary, person.signedUpAt + 120_000, isNew ? "leaves" : chance(random, 0.4) ? "buys" : "open");
  }
  if (person.newsletter) diary.tag(person.signedUpAt + 60_000, TAGS.newsletter);
  if (person.plan === "wholesale") diary.tag(person.signedUpAt + 60_000, TAGS.wholesale);
}

/** The shop marks them; every fifth comes back and buys. */
function slipping(diary: Diary, place: number, now: number): Told[] {
  const { random, person } = diary;
  const day = now - SLIPPING_DAYS * DAY + (place * (SLIPPING_DAYS * DAY)) / SLIPPING;
  diary.tag(day, TAGS.slipping);
  if (place % 5 === 0) visit(diary, awakeAt(random, day + 5 * DAY, person.place.timeZone), "buys");
  return diary.calls;
}

/** What is recorded together: consecutive calls of one day, at most `most`, and no more after one that `ends` it. */
export function parted(calls: readonly Told[], most: number, ends: (call: Told) => boolean): Told[][] {
  const parts: Told[][] = [];
  let part: Told[] = [];
  const close = () => {
    if (part.length > 0) parts.push(part);
    part = [];
  };
  for (const call of calls) {
    if (part[0] && (part.length === most || Math.floor(part[0].at / DAY) !== Math.floor(call.at / DAY))) close();
    part.push(call);
    if (ends(call)) close();
  }
  close();
  return parts;
}
