import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit, customers, events, rejections, segmentCustomers } from "@/db/schema";
import { sessionsOf } from "@/lib/customers/sessions";
import {
  BATCH,
  namesOfEvents,
  oldestKept,
  projectsToPurge,
  purgeEvents,
  purgeRejections,
  purgeSightings,
  recordPurge,
} from "@/lib/events/retention";
import { recordCalls } from "@/lib/ingest/record";
import { updateProject } from "@/lib/projects/commands";
import { dataSettingsOf } from "@/lib/projects/settings";
import { DataSettings } from "@/lib/projects/schema";
import { mintScope, type Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { fillPart, versionToFill } from "@/lib/segments/fill";
import { happens } from "../../support/automations";
import { aCustomer, test } from "../../support/test";

const DAY = 24 * 60 * 60_000;
const asJob = ({ projectId, db, clock }: Scope) => mintScope({ projectId, actor: { type: "job", name: "purge-old-events" }, db, clock });

/** What the nightly function does, step by step. */
async function purge(scope: Scope) {
  const job = asJob(scope);
  const before = await oldestKept(job);
  let removed = 0;
  if (before)
    for (const name of await namesOfEvents(job))
      for (let last = BATCH; last === BATCH; removed += last) last = await purgeEvents(job, name, before);
  const sightings = before ? await purgeSightings(job, before) : 0;
  await recordPurge(job, { events: removed, sightings, rejections: await purgeRejections(job), before });
  return removed;
}

test("events older than the project keeps them are removed, others stay, and it is written down", async ({ scope, stranger, clock }) => {
  const [ann, theirs] = [await aCustomer(scope), await aCustomer(stranger)];
  const old = new Date(clock.now().getTime() - 31 * DAY);
  for (const name of ["Signed Up", "Bought"]) for (let i = 0; i < 3; i++) await happens(scope, ann.id, name, i === 0 ? clock.now() : old);
  await happens(stranger, theirs.id, "Bought", old);
  expect(await purge(scope)).toBe(0);
  await updateProject(scope, DataSettings.parse({ retentionDays: "30" }));
  expect(await projectsToPurge(scope.db, clock)).toEqual([scope.projectId]);
  expect(await purge(scope)).toBe(4);
  expect(await scope.db.$count(events, eq(events.projectId, scope.projectId))).toBe(2);
  expect(await scope.db.$count(events, eq(events.projectId, stranger.projectId))).toBe(1);
  expect((await dataSettingsOf(scope)).purges).toMatchObject([{ events: 4, rejections: 0 }]);
  expect(await purge(scope)).toBe(0);
  expect(await scope.db.$count(audit, and(eq(audit.projectId, scope.projectId), eq(audit.verb, "project.purged")))).toBe(1);
});

test("a segment forgets with its events, and that starts nothing", async ({ scope, clock }) => {
  const ann = await aCustomer(scope);
  await happens(scope, ann.id, "Bought", new Date(clock.now().getTime() - 10 * DAY));
  const { id } = await createSegment(scope, { name: "Buyers", rule: { type: "event", name: "Bought", operator: "at_least", times: 1 } });
  await fillPart(scope, id, (await versionToFill(scope, id))!, 0);
  const size = () => scope.db.$count(segmentCustomers, eq(segmentCustomers.segmentId, id));
  expect(await size()).toBe(1);
  await updateProject(scope, DataSettings.parse({ retentionDays: 5 }));
  await purge(scope);
  expect(await size()).toBe(0);
});

test("when somebody was there is kept no longer than what they did", async ({ scope, clock }) => {
  const tell = (daysAgo: number) => {
    const at = clock.now().getTime() - daysAgo * DAY;
    return recordCalls(scope, [{ type: "track", userId: "ann", name: "Looked", at }], { source: "api" });
  };
  await tell(40);
  await tell(20);
  await tell(1);
  const [ann] = await scope.db.select({ id: customers.id }).from(customers).where(eq(customers.projectId, scope.projectId));
  expect((await sessionsOf(scope, ann!.id)).count).toBe(3);
  await updateProject(scope, DataSettings.parse({ retentionDays: 30 }));
  await purge(scope);
  expect((await sessionsOf(scope, ann!.id)).count).toBe(2);
  expect((await dataSettingsOf(scope)).purges).toMatchObject([{ events: 1, sightings: 1 }]);
});

test("refused calls go after a week", async ({ scope, clock }) => {
  const refused = (receivedAt: Date) => ({ projectId: scope.projectId, source: 0, reason: "No name.", receivedAt });
  await scope.db.insert(rejections).values([refused(new Date(clock.now().getTime() - 8 * DAY)), refused(clock.now())]);
  expect(await projectsToPurge(scope.db, clock)).toEqual(expect.arrayContaining([scope.projectId]));
  await purge(scope);
  expect(await scope.db.$count(rejections, eq(rejections.projectId, scope.projectId))).toBe(1);
});

test("how long to keep them is a number of days, or for ever", () => {
  expect(DataSettings.parse({ retentionDays: "", storeIps: "on" })).toEqual({ retentionDays: null, storeIps: true });
  expect(DataSettings.parse({ retentionDays: "90" })).toEqual({ retentionDays: 90, storeIps: false });
  expect(DataSettings.parse({ retentionDays: "", sessionMinutes: "45", smartSendingDays: "0" })).toMatchObject({
    sessionMinutes: 45,
    smartSendingDays: 0,
  });
  for (const sessionMinutes of ["4", "1441", "", "soon"])
    expect(DataSettings.safeParse({ retentionDays: "", sessionMinutes }).success).toBe(false);
  for (const smartSendingDays of ["-1", "91", "1.5"])
    expect(DataSettings.safeParse({ retentionDays: "", smartSendingDays }).success).toBe(false);
  for (const retentionDays of ["0", "-1", "1.5", "soon", "99999"]) expect(DataSettings.safeParse({ retentionDays }).success).toBe(false);
});
