import fc from "fast-check";
import { expect, test } from "vitest";
import type { Call } from "@/lib/events/schema";
import { revenueIn, settle } from "@/lib/ingest/money";

const DIGITS = { JPY: 0, EUR: 2, KWD: 3 } as const;
const currencies = fc.constantFrom(...(Object.keys(DIGITS) as (keyof typeof DIGITS)[]));

function settled(amount: number, currency: string): number {
  const charge: Extract<Call, { type: "charge" }> = { type: "charge", userId: "u", amount, unit: "major", currency };
  settle(charge, "USD");
  return charge.amount;
}

/** Whole units up to what is taken, and as many digits behind the point as somebody may write. */
const text = fc.tuple(
  fc.boolean(),
  fc.oneof(fc.constant(0n), fc.bigInt(0n, 10n ** 11n - 1n)),
  fc.string({ unit: fc.constantFrom(..."0000001589"), maxLength: 25 }),
);

test("revenue in whole units becomes the smallest ones digit by digit, however many are written behind the point", () => {
  fc.assert(
    fc.property(text, currencies, ([isRefund, whole, fraction], currency) => {
      const digits = DIGITS[currency];
      const said = revenueIn({ revenue: `${isRefund ? "-" : ""}${whole}${fraction && `.${fraction}`}` });
      const amount = settled(said!.amount, currency);
      const cut = Number(`${whole}${fraction.padEnd(digits, "0").slice(0, digits)}`);
      expect(Number.isSafeInteger(amount)).toBe(true);
      if (fraction.length <= digits) expect(Math.abs(amount)).toBe(cut);
      else expect([cut, cut + 1]).toContain(Math.abs(amount));
      expect(isRefund ? amount <= 0 : amount >= 0).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("any number that is taken becomes a whole number, also one that is written with an exponent", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e11, max: 1e11, noNaN: true }), currencies, (amount, currency) => {
      const moved = settled(amount, currency);
      expect(Number.isSafeInteger(moved)).toBe(true);
      expect(Math.abs(moved - amount * 10 ** DIGITS[currency])).toBeLessThan(1);
    }),
  );
  expect([1e-7, -1e-7, 5e-324, 1.5e-6].map((amount) => Math.abs(settled(amount, "EUR")))).toEqual([0, 0, 0, 0]);
});
