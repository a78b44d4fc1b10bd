import { expect } from "vitest";
import { noticesOf } from "@/lib/auth/notices";
import { recordCalls } from "@/lib/ingest/record";
import { arrivalsSince, listRefused } from "@/lib/live/arrivals";
import { liveEvents } from "@/lib/live/follow";
import { followArrivals } from "@/lib/live/follow";
import type { Arrival } from "@/lib/live/schema";
import type { Scope } from "@/lib/scope";
import { test } from "../../support/test";

const said = (scope: Scope, name: string, receivedAt = scope.clock.now()) =>
  recordCalls(scope, [{ type: "track", userId: "1", name }], { source: "beacon", receivedAt });

/** Looks until a row of each name was there, or fails. */
async function names(rows: AsyncIterable<Arrival[]>, wanted: number, ending: AbortController): Promise<string[]> {
  const seen: string[] = [];
  const timer = setTimeout(() => ending.abort(), 10_000);
  for await (const group of rows) {
    seen.push(...group.map(({ name }) => name));
    if (seen.length >= wanted) break;
  }
  clearTimeout(timer);
  return seen;
}

test("what was recorded and what was refused stand in one list, the newest first", async ({ scope, clock }) => {
  await said(scope, "Signed Up");
  clock.forward(5);
  await recordCalls(scope, [{ type: "track", userId: "1", name: "" }], { source: "segment" });
  expect(await arrivalsSince(scope, 0, 10)).toMatchObject([
    { name: "Rejected call", refused: "event is empty.", customer: null, source: "segment" },
    { name: "Signed Up", refused: null, customer: { name: "1" }, source: "beacon" },
  ]);
});

test("refused calls alone are listed page by page, and none is missing or comes twice", async ({ scope, stranger, clock }) => {
  const refused = (of: Scope) =>
    recordCalls(of, [{ type: "track", userId: "1", name: "" }], { source: "segment", receivedAt: clock.now() });
  await refused(stranger);
  for (let n = 0; n < 5; n++) {
    await said(scope, "Signed Up");
    await refused(scope);
    if (n % 2) clock.forward(5); // two at the same moment
  }
  const seen: Arrival[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRefused(scope, cursor, 2);
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(5);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  expect(seen).toEqual((await arrivalsSince(scope, 0, 100)).filter(({ refused }) => refused !== null));
});

test("a notice of what is written arrives within a second of it, and only in its project", async ({ scope, stranger, clock }) => {
  const [notices, others] = [noticesOf(scope.projectId), noticesOf(stranger.projectId)];
  let heardElsewhere = false;
  void others.wake(3_000).then(() => (heardElsewhere = true));
  const ending = new AbortController();
  const rows = followArrivals(scope, clock.now().getTime(), notices.wake, ending.signal);
  const first = names(rows, 1, ending);
  await said(scope, "Signed Up");
  const written = performance.now();
  expect(await first).toEqual(["Signed Up"]);
  expect(performance.now() - written).toBeLessThan(1_000);
  expect(heardElsewhere).toBe(false);
  notices.end();
  others.end();
});

test("without notices the stream still sees everything, by looking", async ({ scope, clock }) => {
  const ending = new AbortController();
  const asleep = (atMost: number) => new Promise<void>((wake) => setTimeout(wake, Math.min(atMost, 50)));
  const rows = followArrivals(scope, clock.now().getTime(), asleep, ending.signal);
  const seen = names(rows, 3, ending);
  for (const name of ["A", "B", "C"]) {
    await said(scope, name);
    clock.forward(3);
  }
  expect((await seen).sort()).toEqual(["A", "B", "C"]);
});

test("a call that was received earlier and committed later is not missed, and nothing comes twice in one stream", async ({
  scope,
  clock,
}) => {
  const ending = new AbortController();
  const earlier = clock.now();
  clock.forward(4_000);
  await said(scope, "Newer");
  const asleep = () => new Promise<void>((wake) => setTimeout(wake, 20));
  const rows = followArrivals(scope, clock.now().getTime(), asleep, ending.signal);
  expect((await rows.next()).value).toMatchObject([{ name: "Newer" }]);
  await said(scope, "Late", earlier);
  expect((await rows.next()).value).toMatchObject([{ name: "Late" }]);
  await said(scope, "Newest");
  expect((await rows.next()).value).toMatchObject([{ name: "Newest" }]);
  ending.abort();
});

test("a stream goes on from where it was told to", async ({ scope, clock }) => {
  await said(scope, "Long ago");
  clock.forward(60_000);
  const place = clock.now().getTime();
  await said(scope, "Since then");
  const wake = () => Promise.resolve();
  const stream = liveEvents(scope, { since: String(place), wake, signal: new AbortController().signal });
  expect((await stream.next()).value).toMatchObject({ id: String(place), data: [{ name: "Since then" }] });
  await stream.return(undefined);
});

test("nothing of another project is seen", async ({ scope, stranger }) => {
  await said(scope, "Signed Up");
  expect(await arrivalsSince(stranger, 0, 10)).toEqual([]);
});
