import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { webhookDeliveries, webhooks } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { listenTo } from "@/lib/listeners/commands";
import type { Scope } from "@/lib/scope";
import { theWebhook } from "@/lib/webhooks/queries";

/** A webhook that has failed for so long, with no success in between, is switched off. */
const PATIENCE = 3 * 24 * 60 * 60_000;

/** Keeps how a webhook fares, and switches it off when its server says that it is gone, or after days of failure. */
export async function noteHealth(tx: Scope, id: string, { ok, gone }: { ok: boolean; gone: boolean }): Promise<void> {
  const of = theWebhook(tx, id);
  if (ok)
    return void (await tx.db
      .update(webhooks)
      .set({ failingSince: null })
      .where(and(of, isNotNull(webhooks.failingSince))));
  const [webhook] = await tx.db.select().from(webhooks).where(of).for("update");
  if (webhook?.status !== "on") return;
  const now = tx.clock.now();
  const since = webhook.failingSince ?? now;
  const why = gone ? "Its server answered that it is gone (410)." : "Every attempt of three days failed.";
  if (!gone && now.getTime() - since.getTime() < PATIENCE) {
    if (!webhook.failingSince) await tx.db.update(webhooks).set({ failingSince: since }).where(of);
    return;
  }
  await tx.db.update(webhooks).set({ status: "disabled", disabledBecause: why, failingSince: since, updatedAt: now }).where(of);
  await endWaiting(tx, id);
  await listenTo(tx, id, []);
  await record(tx, "webhook.disabled", id, { after: { because: why } });
}

/** What still waits for a webhook that is switched off has failed. It may be delivered again by hand. */
export const endWaiting = ({ db, projectId }: Scope, webhookId: string) =>
  db
    .update(webhookDeliveries)
    .set({ state: "failed", dueAt: null })
    .where(
      and(eq(webhookDeliveries.projectId, projectId), eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.state, "waiting")),
    );
