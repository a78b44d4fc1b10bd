import fc from "fast-check";
import { expect, test } from "vitest";
import { insertStep, moveStep, placeOf, putBack, removeStep, replaceStep } from "@/components/automations/edit-steps";
import { allSteps, type Step } from "@/lib/automations/schema";

const wait = (id: string, minutes = 60): Step => ({ id, type: "wait", minutes });
const fork = (id: string, yes: Step[], no: Step[]): Step => ({ id, type: "branch", rule: null, yes, no });
const STEPS = [wait("a"), fork("b", [wait("c"), fork("d", [], [wait("e"), wait("f")])], [wait("g")]), wait("h")];
const anyStep = fc.constantFrom(..."abcdefgh");
const ids = (steps: Step[]) => allSteps(steps).map(({ id }) => id);

test("a step goes into the gap it was put in, at any depth", () => {
  expect(ids(insertStep(STEPS, { parentId: null, lane: null, index: 1 }, wait("x")))).toEqual([..."axbcdefgh"]);
  expect(ids(insertStep(STEPS, { parentId: "d", lane: "yes", index: 0 }, wait("x")))).toEqual([..."abcdxefgh"]);
  expect(ids(insertStep(STEPS, { parentId: "b", lane: "no", index: 1 }, wait("x")))).toEqual([..."abcdefgxh"]);
});

test("removing a step removes it and what is inside it, and nothing else", () => {
  fc.assert(
    fc.property(anyStep, (id) => {
      const gone = new Set(ids(allSteps(STEPS).filter((step) => step.id === id)));
      expect(ids(removeStep(STEPS, id))).toEqual(ids(STEPS).filter((each) => !gone.has(each)));
    }),
  );
});

const anew = (steps: Step[], id: string) =>
  putBack(removeStep(steps, id), placeOf(steps, id)!, allSteps(steps).find((step) => step.id === id)!);

test("a removed step is put back where it stood with what is inside it, also when others came and went since", () => {
  fc.assert(fc.property(anyStep, (id) => void expect(anew(STEPS, id)).toEqual(STEPS)));
  const place = placeOf(STEPS, "f")!;
  const without = removeStep(STEPS, "f");
  const since = replaceStep(insertStep(without, { parentId: "d", lane: "no", index: 0 }, wait("x")), wait("a", 5));
  expect(ids(putBack(since, place, wait("f")))).toEqual([..."abcdxefgh"]);
  expect(ids(putBack(removeStep(without, "e"), place, wait("f")))).toEqual([..."abcdfgh"]);
  expect(ids(putBack(removeStep(without, "b"), place, wait("f")))).toEqual([..."ah"]);
});

test("moving a step down and up again leaves all as it was; at the end of its lane it stays", () => {
  expect(ids(moveStep(STEPS, "f", -1))).toEqual([..."abcdfegh"]);
  expect(moveStep(STEPS, "g", 1)).toEqual(STEPS);
  expect(moveStep(STEPS, "a", -1)).toEqual(STEPS);
  fc.assert(
    fc.property(anyStep, (id) => {
      const moved = moveStep(STEPS, id, 1);
      expect(ids(moved).sort()).toEqual(ids(STEPS).sort());
      if (ids(moved).join() !== ids(STEPS).join()) expect(moveStep(moved, id, -1)).toEqual(STEPS);
    }),
  );
});

test("changing a step changes that one, and the flow that was stays as it was", () => {
  const before = structuredClone(STEPS);
  expect(allSteps(replaceStep(STEPS, wait("e", 5))).find(({ id }) => id === "e")).toEqual(wait("e", 5));
  expect(STEPS).toEqual(before);
});
