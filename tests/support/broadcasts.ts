import { and, asc, eq } from "drizzle-orm";
import { broadcastBatches, broadcastRecipients, messages, outbox, templates } from "@/db/schema";
import { createBroadcast } from "@/lib/broadcasts/commands";
import type { CreateBroadcast } from "@/lib/broadcasts/schema";
import { sendBatch } from "@/lib/broadcasts/send";
import { beginSending, scheduleBroadcast } from "@/lib/broadcasts/sending";
import { batchesOf, endSlice, type Sending } from "@/lib/broadcasts/slices";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { as, type TestClock } from "./test";

let n = 0;

export const EVERYONE = { include: { everyone: true, segments: [], tags: [] }, exclude: { segments: [], tags: [] } };
export const job = (scope: Scope) => as(scope, { type: "job", name: "test" });

/** A draft to everyone, of the project's default template. Smart Sending is off, so that tests say when it is on. */
export async function aBroadcast(scope: Scope, with_: Partial<CreateBroadcast> = {}) {
  const known = await scope.db.select({ id: templates.id }).from(templates).where(eq(templates.projectId, scope.projectId));
  if (known.length === 0) await createDefaultTemplate(scope);
  return createBroadcast(scope, { name: `Spring ${++n}`, audience: EVERYONE, smartSending: false, ...with_ });
}

/** Scheduled for now, and begun. */
export async function begun(scope: Scope, with_: Partial<CreateBroadcast> = {}): Promise<Sending> {
  const { id } = await aBroadcast(scope, with_);
  await scheduleBroadcast(scope, { id });
  await beginSending(job(scope), id);
  return { broadcastId: id, epoch: 1 };
}

/** Does what the durable engine would do of all that is promised, moving the clock on wherever something waits. */
export async function sendAll(scope: Scope, clock: TestClock, most = 1_000) {
  for (;;) {
    const promised = eq(outbox.projectId, scope.projectId);
    const [next] = await scope.db.select().from(outbox).where(promised).orderBy(asc(outbox.id)).limit(1);
    if (!next) return;
    if (next.startAt && next.startAt > clock.now()) clock.set(next.startAt);
    const ids = next.ids as Sending & { slice: number };
    if (next.kind === "broadcast/due") await beginSending(job(scope), ids.broadcastId);
    if (next.kind === "broadcast/slice.due") await sendSlice(scope, ids, ids.slice, clock, most);
    await scope.db.delete(outbox).where(and(promised, eq(outbox.id, next.id)));
  }
}

async function sendSlice(scope: Scope, { broadcastId, epoch }: Sending, slice: number, clock: TestClock, most: number) {
  const sending = { broadcastId, epoch };
  const waiting: Date[] = [];
  for (const batch of await batchesOf(job(scope), broadcastId, slice)) {
    for (let part = 1; ; part++) {
      if (part > most) throw new Error(`Batch ${batch} does not settle.`);
      const now = await sendBatch(job(scope), sending, batch);
      if (now.state === "stopped") return;
      if (now.state === "settled") break;
      if (now.alone) {
        waiting.push(now.until);
        break;
      }
      clock.set(new Date(Math.max(now.until.getTime(), clock.now().getTime() + 1)));
    }
  }
  await endSlice(job(scope), sending, slice, waiting.sort((a, b) => a.getTime() - b.getTime()).at(-1));
}

export const ledgerOf = ({ db, projectId }: Scope, id: string) =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.projectId, projectId), eq(messages.sourceId, id)))
    .orderBy(asc(messages.customerId));

export const recipientsOf = ({ db, projectId }: Scope, id: string) =>
  db
    .select()
    .from(broadcastRecipients)
    .where(and(eq(broadcastRecipients.projectId, projectId), eq(broadcastRecipients.broadcastId, id)))
    .orderBy(asc(broadcastRecipients.customerId));

export const batchesIn = ({ db, projectId }: Scope, id: string) =>
  db
    .select()
    .from(broadcastBatches)
    .where(and(eq(broadcastBatches.projectId, projectId), eq(broadcastBatches.broadcastId, id)))
    .orderBy(asc(broadcastBatches.batch));
