import { and, asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { automationRuns, automationRunSteps } from "@/db/schema";
import { advance } from "@/lib/automations/advancing";
import { allSteps, Flow, type Step } from "@/lib/automations/schema";
import type { SegmentRule } from "@/lib/segments/schema";
import { aLiveAutomation, happens, onSignUp, settle } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

const KEYS = ["plan", "role", "city"] as const;
const asks = (trait: string): SegmentRule => ({ type: "trait", trait, operator: "is", value: "yes" });

/** Flows of waits and branches, nested at random, with ids in the order in which they are read. */
const flows = fc
  .letrec<{ steps: unknown[] }>((tie) => ({
    steps: fc.array(
      fc.oneof(
        { depthSize: "small", maxDepth: 3 },
        fc.record({ type: fc.constant("wait"), minutes: fc.integer({ min: 1, max: 10_000 }) }),
        fc.record({ type: fc.constant("branch"), rule: fc.constantFrom(...KEYS).map(asks), yes: tie("steps"), no: tie("steps") }),
      ),
      { maxLength: 3 },
    ),
  }))
  .steps.filter((steps) => steps.length > 0)
  .map((steps) => {
    let n = 0;
    const named = (list: unknown[]): unknown[] =>
      list.map((step) => {
        const id = `s${n++}`;
        const { yes, no } = step as { yes?: unknown[]; no?: unknown[] };
        return { ...(step as object), id, ...(yes && no && { yes: named(yes), no: named(no) }) };
      });
    return onSignUp(named(steps) as Step[]);
  })
  .filter((flow) => allSteps(flow.steps).length <= 40)
  .map((flow) => Flow.parse(flow));

/** The way somebody takes, told by walking the tree and not the graph: a wait is visited twice, when it begins and when it is over. */
function way(steps: Step[], traits: Record<string, string>): string[] {
  return steps.flatMap((step) => {
    if (step.type === "wait") return [step.id, step.id];
    if (step.type !== "branch" || !step.rule || !("trait" in step.rule)) throw new Error("not made here");
    return [step.id, ...way(traits[step.rule.trait] === "yes" ? step.yes : step.no, traits)];
  });
}

test("whatever the flow, everybody goes their way through it in order, each visit once, and comes to the end", {
  timeout: 120_000,
}, async ({ scope, clock }) => {
  let n = 0;
  const people = fc.record({ plan: fc.constantFrom("yes", "no"), role: fc.constantFrom("yes", "no"), city: fc.constantFrom("yes", "no") });
  await fc.assert(
    fc.asyncProperty(flows, people, async (flow, traits) => {
      const name = `Signed Up ${++n}`;
      const { id } = await aLiveAutomation(scope, { ...flow, trigger: { type: "event", name } });
      const customer = await aCustomer(scope, { traits });
      await happens(scope, customer.id, name);
      await settle(scope);
      const ofRun = and(eq(automationRuns.projectId, scope.projectId), eq(automationRuns.automationId, id));
      for (let i = 0; ; i++) {
        const [run] = await scope.db.select().from(automationRuns).where(ofRun);
        if (run!.status === "done") break;
        expect(i).toBeLessThanOrEqual(allSteps(flow.steps).length);
        clock.set(run!.dueAt!);
        await Promise.all([settle(scope), advance(scope, run!.id)]);
      }
      const [run] = await scope.db.select().from(automationRuns).where(ofRun);
      const steps = await scope.db
        .select()
        .from(automationRunSteps)
        .where(and(eq(automationRunSteps.projectId, scope.projectId), eq(automationRunSteps.runId, run!.id)))
        .orderBy(asc(automationRunSteps.visit));
      expect(steps.map(({ nodeId }) => nodeId)).toEqual(way(flow.steps, traits));
      expect(steps.map(({ visit }) => visit)).toEqual(steps.map((_, i) => i));
    }),
    { numRuns: 60 },
  );
});
