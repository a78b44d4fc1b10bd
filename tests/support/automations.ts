import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import { newId } from "@/db/ids";
import { events, outbox } from "@/db/schema";
import { advanceAll } from "@/lib/automations/advancing";
import { createAutomation } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import type { Flow, Step } from "@/lib/automations/schema";
import { startOnEvents, startOnSegments, startOnTags } from "@/lib/automations/starting";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, type Scope } from "@/lib/scope";

let n = 0;

export const HOUR = 60 * 60_000;
export const onSignUp = (steps: Step[], entry: Flow["entry"] = "once"): Flow => ({
  trigger: { type: "event", name: "Signed Up" },
  entry,
  steps,
});
export const wait = (id: string, minutes: number): Step => ({ id, type: "wait", minutes });
export const email = (id: string, templateId: string): Step => ({
  id,
  type: "email",
  templateId,
  transactional: false,
  smartSending: false,
});

export async function aLiveAutomation(scope: Scope, flow: Flow, with_: { asksBeforeSending?: boolean } = {}) {
  const { id } = await createAutomation(scope, { name: `Flow ${++n}`, flow, ...with_ });
  return goLive(scope, id);
}

/** An event as ingestion leaves it: the row, and the promise to tell automations of it. */
export async function happens(scope: Scope, customerId: number, name = "Signed Up", occurredAt = scope.clock.now()) {
  const id = newId("event");
  await inTransaction(scope, async (tx) => {
    await tx.db.insert(events).values({
      projectId: tx.projectId,
      id,
      customerId,
      kind: 0,
      source: 0,
      name,
      properties: { plan: "pro" },
      occurredAt,
      receivedAt: tx.clock.now(),
    });
    await follow(tx, "events/recorded", { eventIds: [id] });
  });
  return id;
}

/** Does what the durable engine would have done by now, in the order of promises: deliver what is due, advance while it goes on. */
export async function settle(scope: Scope) {
  for (;;) {
    const { projectId, id, startAt, kind, ids } = outbox;
    const due = and(eq(projectId, scope.projectId), or(isNull(startAt), lte(startAt, scope.clock.now())));
    const [next] = await scope.db.select({ id, kind, ids }).from(outbox).where(due).orderBy(asc(id)).limit(1);
    if (!next) return;
    await deliver(scope, next.kind, next.ids);
    await scope.db.delete(outbox).where(and(eq(projectId, scope.projectId), eq(id, next.id)));
  }
}

export async function deliver(scope: Scope, kind: string, ids: object) {
  const said = ids as { runIds: string[]; eventIds: string[]; changeIds: string[]; tagChangeIds: string[] };
  if (kind === "events/recorded") await startOnEvents(scope, said.eventIds);
  if (kind === "segments/moved") await startOnSegments(scope, said.changeIds);
  if (kind === "tags/changed") await startOnTags(scope, said.tagChangeIds);
  if (kind === "run/started" || kind === "run/wake") {
    for (let goOn = said.runIds; goOn.length > 0; ) ({ goOn } = await advanceAll(scope, { runIds: goOn }));
  }
}
