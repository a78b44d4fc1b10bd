import { expect } from "vitest";
import { newId } from "@/db/ids";
import { messages, segmentChanges, segments, unsubscribes } from "@/db/schema";
import { getCustomer } from "@/lib/customers/queries";
import { timelineOf } from "@/lib/customers/timeline";
import type { Call } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";
import { test } from "../../support/test";

/** A person with events, visits, moves, messages and what they unsubscribed from, several of them at the very same millisecond. */
async function busyPerson(scope: Scope): Promise<number> {
  const { db, projectId, clock } = scope;
  const start = clock.now().getTime() - 3_600_000;
  const calls = Array.from({ length: 30 }, (_, i): Call => {
    const told = { userId: "busy", email: "busy@example.com", at: start + Math.floor(i / 3) * 1_000 };
    return i % 5 === 4 ? { type: "page", properties: { title: `Page ${i}` }, ...told } : { type: "track", name: `Deed ${i % 4}`, ...told };
  });
  await recordCalls(scope, calls, { source: "segment" });
  const { id: customerId, emailHash } = await getCustomer(scope, "user_id:busy");
  const left = { projectId, addressHash: emailHash!, source: "page", createdAt: new Date(start + 2_000) };
  await db.insert(unsubscribes).values([
    { ...left, topic: "broadcasts" },
    { ...left, topic: "all" },
  ]);
  const [segment] = await db
    .insert(segments)
    .values({ projectId, name: "All", rule: { type: "all", rules: [] } })
    .returning();
  for (let i = 0; i < 9; i++) {
    const at = new Date(start + i * 1_000);
    await db.insert(segmentChanges).values({ projectId, segmentId: segment!.id, customerId, entered: i % 2 === 0, live: true, at });
    await db.insert(messages).values({
      projectId,
      channel: "email",
      source: "api",
      sourceId: "x",
      place: `${i}`,
      customerId,
      state: "sent",
      subject: `Mail ${i}`,
      createdAt: at,
      updatedAt: at,
    });
  }
  return customerId;
}

test("the line of time is the same read whole or page by page, whatever happened at the same moment", async ({ scope }) => {
  const customerId = await busyPerson(scope);
  const whole = await timelineOf(scope, customerId, { limit: 100 });
  expect(whole.items).toHaveLength(50);
  const times = whole.items.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  const isDeed = ({ kind }: { kind: string }) => kind === "event" || kind === "page";
  const before = whole.items.filter((item, i) => isDeed(item) && whole.items[i + 1]?.at.getTime() === item.at.getTime());
  expect(before.every((item) => isDeed(whole.items[whole.items.indexOf(item) + 1]!))).toBe(true); // what came of a deed stands above it
  for (const limit of [1, 7]) {
    const paged: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await timelineOf(scope, customerId, { limit, cursor });
      paged.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(whole.items);
  }
});

test("a kind shows only itself and what belongs to it", async ({ scope }) => {
  const customerId = await busyPerson(scope);
  for (const [kind, count] of [
    ["event", 24],
    ["page", 6],
    ["segment", 9],
    ["unsubscribe", 2],
    ["automation", 0],
  ] as const) {
    const { items } = await timelineOf(scope, customerId, { kind, limit: 100 });
    expect(items.map((item) => item.kind)).toEqual(Array(count).fill(kind));
  }
  const { items } = await timelineOf(scope, customerId, { kind: "message", limit: 100 });
  expect(Map.groupBy(items, (item) => item.kind)).toEqual(
    new Map([
      ["message", expect.objectContaining({ length: 9 })],
      ["unsubscribe", expect.objectContaining({ length: 2 })], // what came of messages is shown among them
    ]),
  );
});

test("nothing of it is seen from another project", async ({ scope, stranger }) => {
  const customerId = await busyPerson(scope);
  expect((await timelineOf(stranger, customerId, { limit: 10 })).items).toEqual([]);
  await expect(getCustomer(stranger, "user_id:busy")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getCustomer(scope, newId("customer"))).rejects.toMatchObject({ code: "NOT_FOUND" });
});
