import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { uuidOf } from "@/db/ids";
import { automationRuns, automationRunSteps, customers } from "@/db/schema";
import { aCustomer, test } from "../support/test";
import { type Change, ChangedCopy } from "../support/changed-copy";
import { leaksOf, ownedTables } from "../support/tenancy";
import { DIALECT, LEAKING_TABLE, OPERATOR, STEP, TABLE } from "./additions";

/**
 * What it costs to add a thing of each kind. Each is really added, to a copy of the sources: all that is written is in `additions.ts`,
 * and the copy is type-checked, bundled and run.
 */
const ALL = [OPERATOR, STEP, DIALECT, TABLE];

type Product = Pick<typeof import("@/lib/segments/compile"), "compileRule"> &
  Pick<typeof import("@/lib/segments/sentence/schema"), "ruleSentence"> &
  Pick<typeof import("@/lib/automations/problems"), "problemsOf"> &
  Pick<typeof import("../support/automations"), "aLiveAutomation" | "happens" | "settle" | "onSignUp"> &
  Pick<typeof import("@/lib/events/queries"), "listEvents"> &
  Pick<typeof import("@/lib/segments/commands"), "createSegment"> & {
    Rule: typeof import("@/lib/segments/schema")["SegmentRule"];
    Step: typeof import("@/lib/automations/schema")["Step"];
    lines: import("@/lib/ingest/door").Door;
    schema: object;
    ruleBuilder(rule: unknown): string;
    stepsOffered: string[];
    stepCard(step: unknown): string;
    fresh(type: string): never;
  };

const OPENED = `
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { BuilderContext } from "./components/automations/builder-context";
import { shownAs, STEP_TYPES } from "./components/automations/step-kinds";
import { StepList } from "./components/automations/steps";
import { RuleBuilder } from "./components/segments/rule-builder";
import { freshStep } from "./lib/automations/schema";

export { compileRule } from "./lib/segments/compile";
export { ruleSentence } from "./lib/segments/sentence/schema";
export { SegmentRule as Rule } from "./lib/segments/schema";
export { createSegment } from "./lib/segments/commands";
export { Step } from "./lib/automations/schema";
export { problemsOf } from "./lib/automations/problems";
export { aLiveAutomation, happens, settle, onSignUp } from "./tests/support/automations";
export { listEvents } from "./lib/events/queries";
export { lines } from "./lib/ingest/lines/door";
export * as schema from "./db/schema";
export const fresh = (type) => freshStep(type, "a");
export const stepsOffered = STEP_TYPES.map((type) => shownAs(type).label);
export const ruleBuilder = (value) =>
  renderToStaticMarkup(createElement(RuleBuilder, { value, onChange() {}, traits: [], events: [], tags: [] }));
export const stepCard = (step) =>
  renderToStaticMarkup(
    createElement(BuilderContext, { value: { people: {}, problems: [], readOnly: true, unfolded: ["a"], unfinished: [] } }, createElement(StepList, { steps: [step], label: "flow" })),
  );
`;

const merged = (changes: Change[]): Change => ({
  files: Object.assign({}, ...changes.map(({ files }) => files)),
  rows: changes.flatMap(({ rows = [] }) => rows),
});

let copy: ChangedCopy;
let product: Product;
beforeAll(async () => {
  copy = new ChangedCopy(merged(ALL));
  product = await copy.open<Product>(OPENED);
}, 300_000);
afterAll(() => copy.remove());

test("nothing else had to be written: the whole type-checks", { timeout: 300_000 }, () => {
  const roots = ["components/automations/steps.tsx", "components/segments/rule-builder.tsx", "lib/automations/advancing.ts"];
  expect(copy.typeErrors([...roots, "lib/segments/compile.ts", "app/lines/[...call]/route.ts"])).toBe("");
});

describe("a rule operator is one row", () => {
  test("of one file", () => expect([OPERATOR.files, OPERATOR.rows?.length]).toEqual([undefined, 1]));

  test("which rules are read with, compiled to SQL by, said by and built from", async ({ scope }) => {
    const asking = (value: number) => product.Rule.parse({ type: "trait", trait: "seats", operator: "is_multiple_of", value });
    const seats = [0, 1, 2, 3, 4, 6, 9, -4, 2.5, "4", null, true];
    for (const value of seats) await aCustomer(scope, { traits: { seats: value } });
    await aCustomer(scope);
    const means = (seat: unknown, value: number) => typeof seat === "number" && value !== 0 && seat % value === 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -4, max: 4 }), async (value) => {
        const { matches, joins, people } = product.compileRule(asking(value), { projectId: scope.projectId, now: scope.clock.now() });
        const { rows } = await scope.db.execute<{ seat: unknown }>(
          sql`select ${customers.traits} -> 'seats' as seat from ${customers} ${joins} where ${people} and ${matches} order by ${customers.id}`,
        );
        expect(rows.map(({ seat }) => seat)).toEqual(seats.filter((seat) => means(seat, value)));
      }),
      { numRuns: 9 },
    );
    expect(() => asking("2" as never)).toThrow("Give a number.");
    expect(product.ruleSentence(asking(2), new Map())).toBe("Customers whose seats is a multiple of 2");
    expect(product.ruleBuilder(asking(2))).toMatch(/<option value="is_multiple_of" selected="">is a multiple of<\/option>/);
  });
});

describe("a step kind is one folder, its fields, and a row in each of three tables", () => {
  test("of which none can be forgotten", () => {
    const folder = /^(lib|components)\/automations\/steps\/voucher/;
    expect(Object.keys(STEP.files ?? {}).filter((file) => !folder.test(file))).toEqual([]);
    expect([...new Set(STEP.rows?.map(([file]) => file))]).toHaveLength(3);
  });

  test("which is offered, read, asked what it lacks, published and taken", async ({ scope }) => {
    const step = { ...(product.fresh("voucher") as object), prefix: "HELLO" } as never;
    expect(product.stepsOffered).toContain("Give a voucher");
    expect(product.stepCard(step)).toMatch(/Give a voucher[\s\S]*Begins with[\s\S]*value="HELLO"/);
    expect(product.Step.safeParse({ id: "a", type: "voucher" }).success).toBe(false);
    expect(await product.problemsOf(scope, product.onSignUp([product.fresh("voucher")]))).toEqual([
      { stepId: "a", message: "This voucher begins with nothing. Say with what." },
    ]);

    await product.aLiveAutomation(scope, product.onSignUp([product.Step.parse(step)]));
    const { id } = await aCustomer(scope);
    await product.happens(scope, id);
    await product.settle(scope);
    const [run] = await scope.db.select().from(automationRuns).where(eq(automationRuns.projectId, scope.projectId));
    const code = `HELLO-${run!.id.slice(-6)}`;
    const [taken] = await scope.db.select().from(automationRunSteps).where(eq(automationRunSteps.projectId, scope.projectId));
    expect([run!.status, taken!.outcome]).toEqual(["done", `Gave the voucher ${code}`]);
    const [customer] = await scope.db
      .select({ traits: customers.traits })
      .from(customers)
      .where(and(eq(customers.projectId, scope.projectId), eq(customers.id, id)));
    expect(customer?.traits).toMatchObject({ voucher: code });
  });
});

describe("a dialect is one folder, the route that opens it, and two words", () => {
  test("and nothing of the others", () => {
    expect(Object.keys(DIALECT.files ?? {})).toEqual(["lib/ingest/lines/door.ts", "app/lines/[...call]/route.ts"]);
    expect(DIALECT.rows).toHaveLength(2);
  });

  test("which takes calls in, refuses what it cannot read by its place, and is named as their source", async ({ scope }) => {
    const bytes = Buffer.from("user=42 event=Signed_Up\nuser=42\nuser=43 event=Paid\n");
    const knock = { method: "POST", path: "", header: () => "pk_any", query: new URLSearchParams(), bytes, address: () => undefined };
    const answer = await product.lines.answer(knock, async () => scope);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { rejected: [{ index: 1, field: "event", reason: "is missing." }] }]);
    const { items } = await product.listEvents(scope, { limit: 10 });
    expect(items.map(({ name, user_id, source }) => `${name} ${user_id} ${source}`).sort()).toEqual([
      "Paid 43 lines",
      "Signed Up 42 lines",
    ]);
  });
});

describe("a tenant table is one file", () => {
  const remarksOf = (schema: object) => ownedTables(schema).find(({ name }) => name === "remarks")!;

  test("and its line in the list of tables", () => {
    expect([Object.keys(TABLE.files ?? {}), TABLE.rows?.length]).toEqual([["db/schema/remarks.ts"], 1]);
  });

  test("whose rows stay in their project, in what it says and in Postgres", { timeout: 300_000 }, async ({ scope, stranger }) => {
    expect(leaksOf(remarksOf(product.schema))).toEqual([]);
    for (const statement of copy.migration().split("--> statement-breakpoint")) await scope.db.execute(sql.raw(statement));
    const rule = product.Rule.parse({ type: "trait", trait: "plan", operator: "exists" });
    const { id } = await product.createSegment(scope, { name: "Any plan", rule });
    const remark = (projectId: number) =>
      scope.db.execute(
        sql`insert into remarks (project_id, id, segment_id, text) values (${projectId}, 1, ${uuidOf("segment", id)}, 'Well.')`,
      );
    await remark(scope.projectId);
    await expect(remark(stranger.projectId)).rejects.toMatchObject({ cause: { constraint: "remarks_segment_fk" } });
  });

  test("and is refused when it says nothing of whose they are", async () => {
    const leaking = new ChangedCopy(LEAKING_TABLE);
    try {
      const { schema } = await leaking.open<{ schema: object }>('export * as schema from "./db/schema";');
      expect(leaksOf(remarksOf(schema))).toEqual([
        "remarks does not say whose its rows are.",
        "remarks can point at another project's customers.",
      ]);
    } finally {
      leaking.remove();
    }
  });
});
