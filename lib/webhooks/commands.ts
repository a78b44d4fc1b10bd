import "server-only";
import { and, eq } from "drizzle-orm";
import { type Webhook, webhookDeliveries, webhooks } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, notFound } from "@/lib/errors";
import { sealerFor } from "@/lib/keys/sealing";
import { listenTo } from "@/lib/listeners/commands";
import { readTarget, TargetRefused } from "@/lib/outgoing/target";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { endWaiting } from "@/lib/webhooks/health";
import { interestsOf } from "@/lib/webhooks/listening";
import { theWebhook } from "@/lib/webhooks/queries";
import type { CreateWebhook, UpdateWebhook } from "@/lib/webhooks/schema";
import { newSecret } from "@/lib/webhooks/signing";

const MOST = 50; // each fact is told to each of them
/** For how long the secret before signs too, so that a receiver can be changed in between. */
const OVERLAP = 24 * 60 * 60_000;

type Made = { webhook: Webhook; secret: string };

/** Begins to tell a web address of what happens from now on. Its secret is in the answer, and never again. */
export async function createWebhook(scope: Scope, { url, description, kinds, event_names }: CreateWebhook): Promise<Made> {
  requireGrant(scope, "webhooks:write");
  const secret = newSecret();
  const sealer = await sealerFor(scope.db);
  return inTransaction(scope, async (tx) => {
    if ((await tx.db.$count(webhooks, eq(webhooks.projectId, tx.projectId))) >= MOST)
      throw new AppError("LIMIT_REACHED", `A project has ${MOST} webhooks at most. Delete one first.`);
    const now = tx.clock.now();
    const told = { url: addressIn(url), description, kinds, eventNames: event_names };
    const kept = { secret: sealer.seal(secret), secretHint: secret.slice(-4), createdAt: now, updatedAt: now };
    const [webhook] = await tx.db
      .insert(webhooks)
      .values({ projectId: tx.projectId, ...told, ...kept })
      .returning();
    await listenTo(tx, webhook!.id, interestsOf(webhook!));
    await record(tx, "webhook.created", webhook!.id, { after: told });
    return { webhook: webhook!, secret };
  });
}

/** Changes what is told, or where to, or switches it on and off. Switched off, what still waits has failed. */
export function updateWebhook(scope: Scope, { id, event_names, ...said }: UpdateWebhook): Promise<Webhook> {
  requireGrant(scope, "webhooks:write");
  return inTransaction(scope, async (tx) => {
    const before = await lock(tx, id);
    const isOnAgain = said.status === "on" && before.status !== "on";
    const set = {
      ...said,
      ...(said.url !== undefined && { url: addressIn(said.url) }),
      ...(event_names && { eventNames: event_names }),
      ...(isOnAgain && { failingSince: null, disabledBecause: null }),
    };
    const [webhook] = await tx.db
      .update(webhooks)
      .set({ ...set, updatedAt: tx.clock.now() })
      .where(theWebhook(tx, id))
      .returning();
    if (webhook!.status !== "on") await endWaiting(tx, id);
    await listenTo(tx, id, interestsOf(webhook!));
    await record(tx, "webhook.updated", id, { before: told(before), after: told(webhook!) });
    return webhook!;
  });
}

const told = ({ url, description, kinds, eventNames, status }: Webhook) => ({ url, description, kinds, eventNames, status });

/** Ends a webhook with the record of what it was told. */
export async function deleteWebhook(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "webhooks:write");
  await inTransaction(scope, async (tx) => {
    const before = await lock(tx, id);
    await listenTo(tx, id, []);
    await tx.db.delete(webhookDeliveries).where(and(eq(webhookDeliveries.projectId, tx.projectId), eq(webhookDeliveries.webhookId, id)));
    await tx.db.delete(webhooks).where(theWebhook(tx, id));
    await record(tx, "webhook.deleted", id, { before: told(before) });
  });
}

/** Gives it a new secret, which is in the answer and never again. For a day what is sent carries the signatures of both. */
export async function rotateSecret(scope: Scope, id: string): Promise<Made> {
  requireGrant(scope, "webhooks:write");
  const secret = newSecret();
  const sealer = await sealerFor(scope.db);
  return inTransaction(scope, async (tx) => {
    const before = await lock(tx, id);
    const now = tx.clock.now();
    const fresh = { secret: sealer.seal(secret), secretHint: secret.slice(-4), previousSecret: before.secret };
    const [webhook] = await tx.db
      .update(webhooks)
      .set({ ...fresh, previousUntil: new Date(now.getTime() + OVERLAP), updatedAt: now })
      .where(theWebhook(tx, id))
      .returning();
    await record(tx, "webhook.secret_rotated", id);
    return { webhook: webhook!, secret };
  });
}

async function lock(tx: Scope, id: string): Promise<Webhook> {
  const [webhook] = await tx.db.select().from(webhooks).where(theWebhook(tx, id)).for("update");
  if (!webhook) throw notFound("webhook");
  return webhook;
}

function addressIn(url: string): string {
  try {
    return readTarget(url).href;
  } catch (error) {
    if (error instanceof TargetRefused) throw new AppError("INVALID_INPUT", error.message, { url: [error.message] });
    throw error;
  }
}
