import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { DELETE as deleteRoute } from "@/app/api/v1/event-types/[name]/route";
import { events } from "@/db/schema";
import { createAutomation } from "@/lib/automations/commands";
import { deleteEventType, forgetEvents, updateEventType } from "@/lib/events/catalogue/commands";
import { propertiesOf, volumeOf } from "@/lib/events/catalogue/facts";
import { eventTypePage } from "@/lib/events/catalogue/page";
import { getEventType, listEventTypes } from "@/lib/events/catalogue/queries";
import type { Call } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { asking } from "../../support/asking";
import { as, test } from "../../support/test";
import { byPublicKey } from "../ingest/asked";

/** When a name was seen is kept to the minute. */
const minute = (millis: number) => new Date(Math.floor(millis / 60_000) * 60_000);
const HOUR = 3_600_000;
const viewer = { type: "user", userId: "usr_v", role: "viewer" } as const;

test("the catalogue fills itself: each name, when it was seen, how often in the last 24 hours, and ours before their first", async ({
  scope,
  stranger,
  clock,
}) => {
  const now = clock.now().getTime();
  const at = (name: string, hoursAgo: number): Call => ({ type: "track", userId: "1", name, at: now - hoursAgo * HOUR });
  await recordCalls(scope, [at("Signed Up", 1), at("Signed Up", 23), at("Signed Up", 30), at("Paid", 2)], { source: "segment" });
  await recordCalls(stranger, [at("Signed Up", 1), at("Theirs", 1)], { source: "segment" });
  const { items } = await listEventTypes(scope, { limit: 10 });
  const not = { isOurs: true, firstSeenAt: null, lastSeenAt: null, lastDay: 0 };
  expect(items).toMatchObject([
    { name: "Charged", ...not },
    { name: "Page Viewed", ...not },
    { name: "Paid", lastDay: 1, orMore: false, lastSeenAt: minute(now - 2 * HOUR) },
    { name: "Screen Viewed", ...not },
    { name: "Signed Up", lastDay: 2, firstSeenAt: minute(now - 30 * HOUR), lastSeenAt: minute(now - HOUR) },
  ]);
  expect((await listEventTypes(scope, { q: "SIGN", limit: 10 })).items).toMatchObject([{ name: "Signed Up" }]);
  const first = await listEventTypes(scope, { limit: 3 });
  const second = await listEventTypes(scope, { limit: 3, cursor: first.nextCursor! });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(items.map(({ name }) => name));

  await recordCalls(scope, [{ type: "page", userId: "1", properties: { path: "/" } }], { source: "segment" });
  expect(await getEventType(scope, "Page Viewed")).toMatchObject({ isOurs: true, lastDay: 1 });
  await expect(getEventType(scope, "Theirs")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("days are the project's, and what an event says is read from the latest", async ({ scope, clock }) => {
  clock.set(new Date("2026-06-15T12:00:00Z"));
  const at = (iso: string, properties: object): Call => ({
    type: "track",
    userId: "1",
    name: "Paid",
    at: Date.parse(iso),
    properties: { ...properties },
  });
  await recordCalls(
    scope,
    [
      at("2026-06-15T03:00:00Z", { plan: "pro", seats: 3 }),
      at("2026-06-15T05:00:00Z", { plan: "pro", seats: "3" }),
      at("2026-06-14T23:00:00Z", { plan: "free", tags: [1] }),
      at("2026-05-01T00:00:00Z", { plan: "old" }),
    ],
    { source: "segment" },
  );
  const utc = (await volumeOf(scope, "Paid", "UTC"))!;
  expect([utc.length, utc.at(-1), utc.at(-2)]).toEqual([30, { day: "2026-06-15", count: 2 }, { day: "2026-06-14", count: 1 }]);
  const newYork = (await volumeOf(scope, "Paid", "America/New_York"))!;
  expect(newYork.slice(-2)).toEqual([
    { day: "2026-06-14", count: 2 },
    { day: "2026-06-15", count: 1 },
  ]);
  expect(await propertiesOf(scope, "Paid")).toEqual({
    looked: 4,
    properties: [
      {
        key: "plan",
        events: 4,
        types: ["string"],
        distinct: 3,
        top: [
          { value: "pro", events: 2 },
          { value: "free", events: 1 },
          { value: "old", events: 1 },
        ],
      },
      { key: "seats", events: 2, types: ["number", "string"], distinct: 2, top: [expect.anything(), expect.anything()] },
      { key: "tags", events: 1, types: ["array"], distinct: 1, top: [{ value: [1], events: 1 }] },
    ],
  });
});

test("an event is described by an editor once it has happened, and its name goes on being seen", async ({ scope, stranger }) => {
  await recordCalls(scope, [{ type: "track", userId: "1", name: "Paid" }], { source: "segment" });
  await updateEventType(scope, { name: "Paid", description: "Money came in.", colour: "good" });
  await updateEventType(scope, { name: "Paid", colour: "note" });
  await recordCalls(scope, [{ type: "track", userId: "1", name: "Paid" }], { source: "segment" });
  expect(await getEventType(scope, "Paid")).toMatchObject({ description: "Money came in.", colour: "note", lastDay: 2 });
  await expect(updateEventType(as(scope, viewer), { name: "Paid", colour: "bad" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(updateEventType(byPublicKey(scope), { name: "Paid", colour: "bad" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(updateEventType(stranger, { name: "Paid", colour: "bad" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(updateEventType(scope, { name: "Charged", colour: "bad" })).rejects.toMatchObject({ code: "CONFLICT" });
});

const promisedIn = async ({ db, projectId }: Scope) =>
  (
    await db.execute<{ name: string; before: number }>(sql`
      select ids ->> 'eventTypeId' as name, (ids ->> 'before')::float8 as before from outbox
      where project_id = ${projectId} and kind = 'event-type/deleted'`)
  ).rows;
const many = ({ db, projectId }: Scope, name: string) => db.$count(events, and(eq(events.projectId, projectId), eq(events.name, name)));

test("a deleted event is off the catalogue at once and its history goes, while what happens afterwards is on a line of its own", async ({
  scope,
  stranger,
  clock,
}) => {
  const paid: Call = { type: "track", userId: "1", name: "Paid" };
  await recordCalls(scope, [paid, paid, { ...paid, name: "Kept" }], { source: "segment" });
  await recordCalls(stranger, [paid], { source: "segment" });
  await deleteEventType(scope, "Paid");
  await expect(getEventType(scope, "Paid")).rejects.toMatchObject({ code: "NOT_FOUND" });
  clock.forward(10);
  await recordCalls(scope, [paid], { source: "segment" });
  expect(await getEventType(scope, "Paid")).toMatchObject({ firstSeenAt: minute(clock.now().getTime()) });
  const [{ name, before } = { name: "", before: 0 }] = await promisedIn(scope);
  for (const _ of ["once", "and again"]) expect(await forgetEvents(scope, name, before)).toBe(false);
  expect([await many(scope, "Paid"), await many(scope, "Kept"), await many(stranger, "Paid")]).toEqual([1, 1, 1]);
  const ask = await asking(scope);
  const remove = (name: string) => ask(deleteRoute, "DELETE", `/event-types/${name}`, undefined, { name });
  expect([await remove("Kept"), await remove("Kept")]).toMatchObject([{ status: 200, name: "Kept", deleted: true }, { status: 404 }]);
});

test("an event that something asks for or records is not deleted, and it is said what does", async ({ scope, stranger }) => {
  const track = (name: string): Call => ({ type: "track", userId: "1", name });
  await recordCalls(scope, [track("Paid"), track("Left"), { type: "page", userId: "1" }], { source: "segment" });
  const times = { operator: "at_least", times: 1 } as const;
  await createSegment(scope, { name: "Payers", rule: { type: "event", name: "Paid", ...times } });
  await createSegment(scope, { name: "Visitors", rule: { type: "page", match: "contains", address: "/", ...times } });
  await createAutomation(scope, { name: "Goodbye", flow: { trigger: { type: "event", name: "Left" }, entry: "once", steps: [] } });
  const refused = (name: string) => deleteEventType(scope, name).then(String, ({ code, message }) => `${code}: ${message}`);
  expect(await refused("Paid")).toContain('CONFLICT: "Paid" is used in the segment "Payers"');
  expect(await refused("Left")).toContain('CONFLICT: "Left" is used in the automation "Goodbye"');
  expect(await refused("Page Viewed")).toContain('CONFLICT: "Page Viewed" is used in the segment "Visitors"');
  expect((await eventTypePage(as(scope, viewer), "Left")).uses).toMatchObject([{ kind: "automation", name: "Goodbye" }]);
  await expect(deleteEventType(as(scope, viewer), "Paid")).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(deleteEventType(stranger, "Paid")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await promisedIn(scope)).toEqual([]);
});

test("events that arrive while their name is deleted are gone with it, or on a line of the catalogue", async ({ scope, clock }) => {
  await recordCalls(scope, [{ type: "track", userId: "0", name: "Paid" }], { source: "segment" });
  const tell = async (i: number) => {
    clock.forward(1);
    await recordCalls(scope, [{ type: "track", userId: String(i % 4), name: "Paid" }], { source: "segment" });
  };
  await Promise.all([
    ...Array.from({ length: 15 }, (_, i) => tell(i)),
    deleteEventType(scope, "Paid"),
    ...Array.from({ length: 15 }, (_, i) => tell(i)),
  ]);
  const [{ name, before } = { name: "", before: 0 }] = await promisedIn(scope);
  await forgetEvents(scope, name, before);
  const isListed = await getEventType(scope, "Paid").then(
    () => true,
    () => false,
  );
  if ((await many(scope, "Paid")) > 0) expect(isListed).toBe(true);
});
