import type { Change } from "../support/changed-copy";

/** A question of numbers that nobody can ask yet: one row. */
export const OPERATOR: Change = {
  rows: [
    [
      "lib/segments/operators/schema.ts",
      "export const VALUE_OPERATORS = {\n",
      `  is_multiple_of: row("number", "is a multiple of", number, (sql, x, { value }) => sql\`mod(\${x}, nullif(\${value}::numeric, 0)) = 0\`),\n`,
    ],
  ],
};

/** A step that gives each customer a voucher of their own: its folder, how it is filled in, and a row in each of three tables. */
export const STEP: Change = {
  files: {
    "lib/automations/steps/voucher/schema.ts": `import { z } from "zod";
import { StepId } from "@/lib/automations/steps/schema";

export const VoucherStep = z.strictObject({ id: StepId, type: z.literal("voucher"), prefix: z.string().max(20, "At most 20 characters.") });
export type VoucherStep = z.infer<typeof VoucherStep>;

export const freshVoucher = (id: string): VoucherStep => ({ id, type: "voucher", prefix: "" });
`,
    "lib/automations/steps/voucher/step.ts": `import type { StepKind } from "@/lib/automations/steps/kind";
import type { VoucherStep } from "@/lib/automations/steps/voucher/schema";
import { accepted, nameOf } from "@/lib/customers/telling";
import { recordCalls } from "@/lib/ingest/record";

export const voucher: StepKind<VoucherStep> = {
  sentence: ({ prefix }) => \`Give a voucher that begins with “\${prefix}”\`,
  problems: async (_, { prefix }) => (prefix ? [] : ["This voucher begins with nothing. Say with what."]),
  freeze: async (_, step) => step,
  async take(scope, { run, step }) {
    const traits = { voucher: \`\${step.prefix}-\${run.id.slice(-6)}\` };
    const call = { type: "identify", passive: true, ...(await nameOf(scope, run.customerId)), traits } as const;
    accepted((await recordCalls(scope, [call], { source: "product" }))[0]);
    return { next: "go_on", outcome: \`Gave the voucher \${traits.voucher}\` };
  },
};
`,
    "components/automations/steps/voucher.tsx": `"use client";

import { useBuilder } from "@/components/automations/builder-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { VoucherStep } from "@/lib/automations/steps/voucher/schema";

export function VoucherFields({ step }: { step: VoucherStep }) {
  const { readOnly, change } = useBuilder();
  return (
    <Field label="Begins with" disabled={readOnly}>
      <Input value={step.prefix} onChange={(event) => change({ ...step, prefix: event.target.value })} />
    </Field>
  );
}
`,
  },
  rows: [
    [
      "lib/automations/schema.ts",
      'import { freshTag, TagStep } from "@/lib/automations/steps/tag/schema";\n',
      'import { freshVoucher, VoucherStep } from "@/lib/automations/steps/voucher/schema";\n',
    ],
    [
      "lib/automations/schema.ts",
      "  tag: { shape: TagStep, fresh: freshTag },\n",
      "  voucher: { shape: VoucherStep, fresh: freshVoucher },\n",
    ],
    [
      "lib/automations/steps/kinds.ts",
      'import { tag } from "@/lib/automations/steps/tag/step";\n',
      'import { voucher } from "@/lib/automations/steps/voucher/step";\n',
    ],
    ["lib/automations/steps/kinds.ts", "StepKind<Extract<Step, { type: T }>> } = { ", "voucher, "],
    [
      "components/automations/step-kinds.tsx",
      'import { TagFields, tagWords } from "@/components/automations/steps/tag";\n',
      'import { VoucherFields } from "@/components/automations/steps/voucher";\n',
    ],
    [
      "components/automations/step-kinds.tsx",
      "Shown<Extract<Step, { type: T }>> } = {\n",
      `  voucher: {
    label: "Give a voucher",
    says: "A code of their own",
    icon: Tag,
    Fields: VoucherFields,
    words: ({ prefix }) => ({ says: prefix }),
  },
`,
    ],
  ],
};

/** A dialect of lines such as `user=42 event=Signed_Up`: its folder, the route that opens it, and the word its events are kept under. */
export const DIALECT: Change = {
  files: {
    "lib/ingest/lines/door.ts": `import type { Call } from "@/lib/events/schema";
import { json } from "@/lib/ingest/door";
import { doorOf, Unfit } from "@/lib/ingest/problems";
import { Telling } from "@/lib/ingest/telling";

export const lines = doorOf({ maxBytes: 64 * 1024, tooLarge: 400 }, async ({ bytes, header }, admit) => {
  const scope = await admit(header("x-key"));
  const telling = new Telling("lines", scope.clock.now());
  const said = Buffer.from(bytes).toString("utf8").trim().split("\\n");
  telling.readAll(said.map((line) => ({ line })), ({ line }) => read(String(line)));
  return json(200, { rejected: await telling.record(scope) });
});

function read(line: string): Call {
  const { user, event } = Object.fromEntries([...line.matchAll(/(\\w+)=(\\S+)/g)].map(([, key, value]) => [key, value]));
  if (!event) throw new Unfit("event", "is missing.");
  return { type: "track", userId: user, name: event.replaceAll("_", " ") };
}
`,
    "app/lines/[...call]/route.ts": `import { lines } from "@/lib/ingest/lines/door";
import { opened } from "@/lib/web/door";

const door = opened(lines, "/lines/");

export { door as GET, door as POST, door as OPTIONS };
`,
  },
  rows: [
    ["lib/events/schema.ts", 'export const SOURCES = ["segment", "beacon", "api", "product", "hand"', ', "lines"'],
    ["lib/projects/schema.ts", "export const RESERVED_SLUGS: readonly string[] = `", "lines "],
  ],
};

/** What members write down about a segment: one file, and its line in the list of tables. */
export const TABLE: Change = {
  files: {
    "db/schema/remarks.ts": `import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { idColumn } from "@/db/schema/columns";
import { segments } from "@/db/schema/segments";
import { ofProject, ownedRef } from "@/db/schema/tenant";

export const remarks = pgTable(
  "remarks",
  { projectId: ofProject(), id: bigint({ mode: "number" }).notNull(), segmentId: idColumn("segment").notNull(), text: text().notNull() },
  (t) => [primaryKey({ columns: [t.projectId, t.id] }), ownedRef("remarks_segment_fk", t, t.segmentId, () => segments)],
);
`,
  },
  rows: [["db/schema/index.ts", 'export * from "@/db/schema/segments";\n', 'export * from "@/db/schema/remarks";\n']],
};

/** The same, written by somebody who has forgotten whose rows they are. */
export const LEAKING_TABLE: Change = {
  files: {
    "db/schema/remarks.ts": `import { bigint, pgTable, text } from "drizzle-orm/pg-core";
import { customers } from "@/db/schema/customers";

export const remarks = pgTable("remarks", {
  id: bigint({ mode: "number" }).primaryKey(),
  customerId: bigint({ mode: "number" }).notNull().references(() => customers.id),
  text: text().notNull(),
});
`,
  },
  rows: [["db/schema/index.ts", 'export * from "@/db/schema/segments";\n', 'export * from "@/db/schema/remarks";\n']],
};
