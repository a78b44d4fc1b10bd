import { expect } from "vitest";
import { listEventNames } from "@/lib/events/queries";
import type { Call } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";
import { test } from "../../support/test";

/** When a name was seen is kept to the minute. */
const minute = (millis: number) => new Date(Math.floor(millis / 60_000) * 60_000);

test("the catalogue fills itself: each name, when it was seen, and how often in the last 24 hours", async ({ scope, stranger, clock }) => {
  const now = clock.now().getTime();
  const at = (name: string, hoursAgo: number): Call => ({ type: "track", userId: "1", name, at: now - hoursAgo * 3_600_000 });
  await recordCalls(scope, [at("Signed Up", 1), at("Signed Up", 23), at("Signed Up", 30), at("Paid", 2)], { source: "segment" });
  await recordCalls(stranger, [at("Signed Up", 1), at("Theirs", 1)], { source: "segment" });
  const { items } = await listEventNames(scope, { limit: 10 });
  expect(items).toMatchObject([
    { name: "Paid", lastDay: 1, orMore: false, lastSeenAt: minute(now - 2 * 3_600_000) },
    { name: "Signed Up", lastDay: 2, firstSeenAt: minute(now - 30 * 3_600_000), lastSeenAt: minute(now - 3_600_000) },
  ]);
  expect((await listEventNames(scope, { q: "SIGN", limit: 10 })).items).toMatchObject([{ name: "Signed Up" }]);
});
