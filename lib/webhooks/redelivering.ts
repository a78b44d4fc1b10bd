import "server-only";
import { and, eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { type Webhook, webhookDeliveries } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, notFound } from "@/lib/errors";
import { follow } from "@/lib/outbox/follow";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { attemptDelivery } from "@/lib/webhooks/delivering";
import { deliveryOf, publicIdOf } from "@/lib/webhooks/planning";
import { getWebhook, theDelivery } from "@/lib/webhooks/queries";
import { type Attempt, TEST_KIND } from "@/lib/webhooks/schema";

/** Tries a delivery that has ended once more, with the same id and bytes. */
export function redeliver(scope: Scope, webhookId: string, deliveryId: string): Promise<void> {
  requireGrant(scope, "webhooks:write");
  return inTransaction(scope, async (tx) => {
    mustBeOn(await getWebhook(tx, webhookId));
    const { projectId, id, webhookId: of, state } = webhookDeliveries;
    const itself = and(eq(projectId, tx.projectId), eq(id, deliveryId), eq(of, webhookId));
    const [delivery] = await tx.db.select({ state }).from(webhookDeliveries).where(itself).for("update");
    if (!delivery) throw notFound("delivery");
    if (delivery.state === "waiting") throw new AppError("CONFLICT", "This delivery is still being retried automatically.");
    await tx.db.update(webhookDeliveries).set({ state: "waiting", dueAt: tx.clock.now() }).where(itself);
    await record(tx, "webhook.redelivered", deliveryId, { after: { webhook: webhookId } });
    await follow(tx, "delivery/due", { deliveryId, webhookId });
  });
}

/** Sends a delivery of kind "test" at once, signed like any other, and answers what the other side said. */
export async function sendTestDelivery(scope: Scope, webhookId: string): Promise<Attempt> {
  requireGrant(scope, "webhooks:write");
  const webhook = await getWebhook(scope, webhookId);
  mustBeOn(webhook);
  const data = { message: "This is a test. Nothing happened." };
  const fact = { key: newId("delivery"), at: scope.clock.now(), customerId: null, data };
  const delivery = deliveryOf(scope, { webhook, kind: TEST_KIND, fact, people: new Map(), project: await publicIdOf(scope) });
  await inTransaction(scope, async (tx) => {
    await tx.db.insert(webhookDeliveries).values(delivery);
    await record(tx, "webhook.tested", webhookId);
  });
  await attemptDelivery(scope, delivery.id!);
  const { attempts } = webhookDeliveries;
  const [sent] = await scope.db.select({ attempts }).from(webhookDeliveries).where(theDelivery(scope, delivery.id!));
  return sent!.attempts.at(-1)!;
}

function mustBeOn({ status }: Webhook) {
  if (status !== "on") throw new AppError("CONFLICT", "This webhook is off. Switch it on first.");
}
