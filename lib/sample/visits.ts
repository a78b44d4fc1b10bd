import type { Call } from "@/lib/events/schema";
import { cartOf, centsOf, type Good, type Line, SHOP, someGood } from "@/lib/sample/goods";
import type { Person } from "@/lib/sample/people";
import { chance, pick, type Random, waiting } from "@/lib/sample/random";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CAMPAIGNS = [
  { source: "newsletter", medium: "email", name: "autumn" },
  { source: "google", medium: "cpc", name: "coffee-beans" },
  { source: "instagram", medium: "social", name: "brew-guide" },
];

/** Writes down what one person does, one thing after the other, each under an id of its own. */
export class Diary {
  readonly calls: (Call & { at: number })[] = [];
  readonly #context: Record<string, unknown>;
  constructor(
    readonly person: Person,
    readonly random: Random,
    /** How much of theirs another diary holds, so that no id comes twice. */
    readonly before = 0,
  ) {
    const { locale, timeZone, country } = person.place;
    this.#context = { userAgent: person.userAgent, locale, timezone: timeZone, country };
  }

  /** The number of what comes next. */
  get next() {
    return this.before + this.calls.length + 1;
  }
  page(at: number, path: string, title: string, more: object = {}) {
    const campaign = chance(this.random, 0.12) ? { campaign: pick(this.random, CAMPAIGNS) } : {};
    this.#add(at, {
      type: "page",
      properties: { url: `${SHOP}${path}`, path, title, ...more },
      context: { ...this.#context, ...campaign },
    });
  }
  track(at: number, name: string, properties: object, told: { passive?: boolean } = {}) {
    this.#add(at, { type: "track", name, properties: { ...properties }, context: this.#context, ...told });
  }
  charge(at: number, amount: number, properties: object) {
    this.#add(at, { type: "charge", amount, unit: "minor", currency: "EUR", properties: { ...properties } });
  }
  traits(at: number) {
    const { firstName, lastName, email, place, plan, roast, signedUpAt } = this.person;
    const { city, country, timeZone, locale } = place;
    const traits = { name: `${firstName} ${lastName}`, first_name: firstName, last_name: lastName, email, city, country, locale };
    const more = { time_zone: timeZone, plan, favourite_roast: roast, signed_up_at: new Date(signedUpAt).toISOString() };
    this.#add(at, { type: "identify", email, traits: { ...traits, ...more } });
  }
  tag(at: number, tag: string) {
    this.#add(at, { type: "tag", tag, on: true, passive: true });
  }
  #add(at: number, call: object) {
    const { userId } = this.person;
    this.calls.push({ ...(call as Call), userId, at: Math.floor(at), callId: `${userId}/${this.next}` });
  }
}

/** Comes by and looks around; some fill a cart, and most of those buy, unless their mind is made up. Answers whether they bought. */
export function visit(diary: Diary, at: number, mind: "open" | "buys" | "leaves" = "open"): boolean {
  const { random, person } = diary;
  let now = at;
  const later = (minutes: number) => {
    now += 20_000 + waiting(random, minutes * MINUTE);
    return now;
  };
  if (chance(random, 0.7)) diary.page(now, "/", "Good coffee, roasted on Tuesdays");
  const looked = look(diary, later(0.6));
  if (chance(random, 0.35)) look(diary, later(1.2));
  if (mind === "open" && !chance(random, 0.3 + 0.3 * person.zeal)) return false;
  const lines = cartOf(random, looked, person.plan === "wholesale");
  diary.track(later(1), "Product Added", { ...lines[0]!, currency: "EUR" });
  if (mind === "open" && !chance(random, 0.8)) return false;
  diary.track(later(1), "Checkout Started", { value: centsOf(lines) / 100, currency: "EUR", items: lines, cart_url: `${SHOP}/cart` });
  if (mind === "leaves" || (mind === "open" && !chance(random, 0.66))) return false;
  buy(diary, later(3), lines);
  return true;
}

function look(diary: Diary, at: number): Good {
  const found = someGood(diary.random);
  const { product_id, name, category, price, path } = found;
  diary.page(at, path, name);
  diary.track(at + 2_000, "Product Viewed", { product_id, name, category, price, currency: "EUR" });
  return found;
}

function buy(diary: Diary, at: number, lines: Line[]) {
  const order_id = `${diary.person.userId.replace("shop_", "R")}-${diary.next}`;
  const cents = centsOf(lines);
  diary.track(at, "Order Completed", { order_id, total: cents / 100, currency: "EUR", items: lines });
  diary.charge(at + 1_000, cents, { order_id });
  if (!chance(diary.random, 0.2)) return;
  const rating = pick(diary.random, [5, 5, 5, 4, 4, 3]);
  diary.track(at + 4 * DAY + waiting(diary.random, 4 * DAY), "Product Reviewed", { ...lines[0]!, rating });
}
