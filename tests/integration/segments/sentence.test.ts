import { expect, test } from "vitest";
import { newId } from "@/db/ids";
import type { SegmentRule } from "@/lib/segments/schema";
import { ruleSentence, storedSentence } from "@/lib/segments/sentence/schema";

const DAY = 1440;
const VIP = newId("tag");
const cases: [SegmentRule, string][] = [
  [{ type: "customer", field: "first_seen", operator: "within_last", days: 7 }, "Customers who were first seen in the last 7 days"],
  [{ type: "customer", field: "last_seen", operator: "not_within_last", days: 30 }, "Customers who were not seen in the last 30 days"],
  [{ type: "trait", trait: "plan", operator: "is_one_of", values: ["pro", "team"] }, "Customers whose plan is one of “pro”, “team”"],
  [{ type: "trait", trait: "seats", operator: "between", from: 5, to: 10 }, "Customers whose seats is between 5 and 10"],
  [{ type: "trait", trait: "plan", operator: "missing" }, "Customers whose plan is missing"],
  [{ type: "event", name: "Paid", operator: "at_least", times: 1 }, "Customers who did “Paid”"],
  [
    { type: "event", name: "Paid", operator: "at_most", times: 0, withinMinutes: 30 * DAY },
    "Customers who did not do “Paid” in the last 30 days",
  ],
  [{ type: "event", name: "Paid", operator: "exactly", times: 0 }, "Customers who never did “Paid”"],
  [
    { type: "event", name: "Paid", operator: "at_least", times: 3, withinMinutes: 60 },
    "Customers who did “Paid” at least 3 times in the last hour",
  ],
  [
    { type: "page", match: "contains", address: "/pricing", operator: "at_least", times: 2, withinMinutes: 7 * DAY },
    "Customers who visited a page whose address contains “/pricing” at least twice in the last 7 days",
  ],
  [{ type: "page", match: "is", address: "/", operator: "at_most", times: 0 }, "Customers who never visited a page whose address is “/”"],
  [{ type: "charge", currency: "EUR", operator: "at_least", amount: 5_000 }, "Customers who paid at least €50.00"],
  [
    { type: "charge", currency: "JPY", operator: "at_most", amount: 500, withinMinutes: 30 * DAY },
    "Customers who paid at most ¥500 in the last 30 days",
  ],
  [
    {
      type: "all",
      rules: [
        { type: "trait", trait: "plan", operator: "is", value: "pro" },
        {
          type: "any",
          rules: [
            { type: "event", name: "A", operator: "exactly", times: 2 },
            { type: "trait", trait: "vip", operator: "is", value: true },
          ],
        },
        { type: "none", rules: [{ type: "trait", trait: "city", operator: "exists" }] },
      ],
    },
    "Customers whose plan is “pro” and (who did “A” exactly twice or whose vip is true) and who are not those whose city is known",
  ],
];

cases.push(
  [{ type: "tag", tag: VIP, operator: "has" }, "Customers who have the tag “VIP”"],
  [{ type: "tag", tag: newId("tag"), operator: "has_not" }, "Customers who do not have a deleted tag"],
);

test.for(cases)("a rule reads as a sentence: %s", ([rule, sentence]) => {
  expect(ruleSentence(rule, new Map([[VIP, "VIP"]]))).toBe(sentence);
});

test("a stored rule that cannot be read says so", () => {
  expect(storedSentence({ type: "horoscope" }, new Map())).toContain("cannot be read");
});
