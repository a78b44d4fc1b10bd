import fc from "fast-check";
import { expect } from "vitest";
import { beacon } from "@/lib/ingest/beacon/door";
import type { Admit, Door } from "@/lib/ingest/door";
import { segment } from "@/lib/ingest/segment/door";
import { test } from "../../support/test";
import { byPublicKey } from "./asked";

/** Some seconds' worth here; `FAST_CHECK_RUNS=100000` for a night. */
const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 1_500);

const knock = (door: Door, admit: Admit, path: string, bytes: Uint8Array) =>
  door.answer({ method: "POST", path, header: () => null, query: new URLSearchParams(), bytes, address: () => undefined }, admit);

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const NASTY: [what: string, properties: string][] = [
  ["200 levels", nested(200)],
  ["5,000 levels", nested(5_000)],
  ["__proto__", '{"__proto__":{"isAdmin":true},"constructor":{"prototype":1}}'],
  ["NUL", '{"a\\u0000b":"c\\u0000d"}'],
  ["half characters", '{"\\ud800":"\\udfff x \\ud83d"}'],
  ["1e400", '{"n":1e400}'],
  ["a number of 400 digits", `{"n":${"9".repeat(400)}}`],
  ["a small number of many digits", `{"n":1e-400,"m":${"0.".padEnd(300, "1")}}`],
  ["a key of 5,000 letters", `{"${"k".repeat(5_000)}":1}`],
  ["raw bytes that are no UTF-8", '{"a":"\xff\xfe"}'],
];

test.for(NASTY)("%s: refused with a reason, or stored safely", async ([, properties], { scope }) => {
  for (const [type, field] of [
    ["track", "properties"],
    ["identify", "traits"],
    ["page", "properties"],
    ["group", "traits"],
    ["track", "context"],
  ] as const) {
    const text = `{"userId":"u","event":"e","groupId":"g","${field}":${properties}}`;
    const { status } = await knock(segment, async () => byPublicKey(scope), type, Buffer.from(text, "latin1"));
    expect([200, 400]).toContain(status);
  }
});

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(1e308, -0, "\0", "\ud800", "", null, "2024-13-45", "__proto__"),
);
const field = fc.oneof(
  fc.constantFrom(
    "userId",
    "anonymousId",
    "user_id",
    "email",
    "event",
    "action",
    "type",
    "messageId",
    "timestamp",
    "sentAt",
    "traits",
    "properties",
    "context",
    "integrations",
  ),
  fc.constantFrom(
    "previousId",
    "groupId",
    "created_at",
    "custom_attributes",
    "batch",
    "events",
    "customers",
    "update_session",
    "__proto__",
    "name",
    "signed_up_at",
  ),
);
const call = fc.oneof(
  fc.dictionary(field, value, { maxKeys: 8 }),
  fc
    .dictionary(field, value, { maxKeys: 6 })
    .map((said) => ({ userId: "u", email: "u@example.com", event: "e", action: "e", type: "track", ...said })),
);
const body = fc.oneof(
  { weight: 6, arbitrary: call.map((said) => JSON.stringify(said)) },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof(call, value), { maxLength: 5 })
      .map((items) => JSON.stringify({ batch: items, events: items, customers: items, user_id: "u" })),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const doors = fc.oneof(
  fc.constantFrom("identify", "track", "page", "screen", "group", "alias", "batch", "b", "i").map((path) => ({ door: segment, path })),
  fc.constantFrom("customers", "customers/bulk", "events", "events/bulk").map((path) => ({ door: beacon, path })),
);

test("whatever is sent, the answer is never a fault of ours", { timeout: 120_000 }, async ({ scope }) => {
  await fc.assert(
    fc.asyncProperty(doors, body, async ({ door, path }, text) => {
      const { status, body } = await knock(door, async () => byPublicKey(scope), path, Buffer.from(text));
      expect([200, 400, 413]).toContain(status);
      if (status !== 200) expect(JSON.parse(body).error.message).not.toBe("");
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 90_000 },
  );
});
