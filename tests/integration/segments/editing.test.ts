import { newId } from "@/db/ids";
import fc from "fast-check";
import { expect, test } from "vitest";
import { asGroup, asked, begun, kindOf, moved, ofField, operatorsOf, readAs, timesUnder } from "@/components/segments/edit-rule";
import { FIELD_NAMES, VALUE_OPERATOR_NAMES, type ValueOperator } from "@/lib/segments/operators/schema";
import { type Condition, SegmentRule, type TraitCondition } from "@/lib/segments/schema";

const plan = { type: "trait", trait: "plan" } as const;
const nothing = { traits: [], events: [], tags: [], currency: "EUR" };
const names = (condition: Condition) => Object.keys(condition).sort();
const refused = (rule: SegmentRule) => SegmentRule.safeParse(rule).error?.issues.map(({ path }) => path.join(".")) ?? [];

test("whatever the operator, only its own operands are missing, and all of them are there to be filled in", () => {
  for (const operator of VALUE_OPERATOR_NAMES) {
    const operands = names(asked(plan, operator)).filter((name) => !["type", "trait", "operator"].includes(name));
    for (const path of refused(asked(plan, operator))) expect(operands, operator).toContain(path);
  }
});

test("another operator keeps what it can take as well, and drops the rest", () => {
  const is = asked(plan, "is", { value: "pro" });
  expect(asked(plan, "contains", is)).toEqual({ ...plan, operator: "contains", value: "pro" });
  expect(asked(plan, "at_least", is)).toEqual({ ...plan, operator: "at_least", value: Number.NaN });
  expect(asked(plan, "exists", is)).toEqual({ ...plan, operator: "exists" });
  expect(asked(plan, "within_next", { days: 30 })).toEqual({ ...plan, operator: "within_next", days: 30 });
});

test("a chain of operators never leaves an operand of another behind", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...VALUE_OPERATOR_NAMES), { minLength: 1 }), (operators: ValueOperator[]) => {
      const last = operators.reduce<Condition>((said, operator) => asked(plan, operator, said), asked(plan, "is", { value: "pro" }));
      expect(names(last)).toEqual(names(asked(plan, operators.at(-1)!)));
    }),
  );
});

test("a field is only asked what suits it", () => {
  for (const field of FIELD_NAMES) {
    for (const operator of VALUE_OPERATOR_NAMES)
      expect(operatorsOf(field)).toContain((ofField(field, operator, {}) as TraitCondition).operator);
  }
});

test("a condition is begun with what is known, and nothing unfinished can be saved", () => {
  expect(begun("trait", { ...nothing, traits: [{ key: "plan", type: "string" }] })).toEqual({ ...plan, operator: "is", value: "" });
  expect(begun("event", { ...nothing, events: ["Paid"] })).toMatchObject({ name: "Paid", operator: "at_least", times: 1 });
  expect(refused(begun("trait", nothing))).toContain("trait");
  expect(refused(begun("event", nothing))).toContain("name");
  expect(refused(begun("page", nothing))).toContain("address");
  expect(refused(begun("charge", nothing))).toContain("amount");
  expect(refused(begun("customer", nothing))).toEqual([]);
  const vip = { id: newId("tag"), name: "VIP" };
  expect(begun("tag", { ...nothing, tags: [vip] })).toEqual({ type: "tag", tag: vip.id, operator: "has" });
  expect(refused(begun("tag", nothing))).toContain("tag");
  expect(timesUnder("at_least", 0)).toBe(1);
});

test("what is typed becomes the kind that is meant", () => {
  expect([readAs("text", "5"), readAs("number", "5"), readAs("yes or no", "true")]).toEqual(["5", 5, true]);
  expect(readAs("number", "")).toBeNaN();
  expect([kindOf("5"), kindOf(5), kindOf(false)]).toEqual(["text", "number", "yes or no"]);
});

test("moving keeps every condition", () => {
  const group = asGroup({ type: "any", rules: [asked(plan, "exists"), asked(plan, "missing"), begun("customer", nothing)] });
  expect(moved(moved(group, 0, 1), 1, -1)).toEqual(group);
  expect(moved(group, 2, -1).rules).toEqual([group.rules[0], group.rules[2], group.rules[1]]);
});
