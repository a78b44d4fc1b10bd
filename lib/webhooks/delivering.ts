import "server-only";
import { and, eq, lte } from "drizzle-orm";
import { type Webhook, type WebhookDelivery, webhookDeliveries, webhooks } from "@/db/schema";
import { sealerFor } from "@/lib/keys/sealing";
import { follow } from "@/lib/outbox/follow";
import { type Answered, callOut, NoAnswer } from "@/lib/outgoing/call";
import { excerptOf } from "@/lib/outgoing/excerpt";
import { TargetRefused } from "@/lib/outgoing/target";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { theDelivery, theWebhook } from "@/lib/webhooks/queries";
import { noteHealth } from "@/lib/webhooks/health";
import { type Attempt, type DeliveryState, TEST_KIND } from "@/lib/webhooks/schema";
import { signatureHeaders } from "@/lib/webhooks/signing";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Pauses after each attempt that failed: nine attempts in about 24 hours, as senders of webhooks commonly do. */
const PAUSES = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 8 * HOUR, 8 * HOUR];
/** For whoever took a delivery; longer than a call may last. */
const LEASE = MINUTE;
const KEPT_ATTEMPTS = 20;

type Way = { delivery: WebhookDelivery; webhook: Webhook };
type Answer = { attempt: Attempt; ok: boolean; gone: boolean; retryAfter: number };

/**
 * Tries a delivery once, if it is due. Safe to call at any time, again after a crash or twice at once: of two, one takes it.
 * A receiver may hear of the same fact twice, always under the same `webhook-id`. Answers where the delivery is now.
 */
export async function attemptDelivery(scope: Scope, deliveryId: string): Promise<DeliveryState | null> {
  requireGrant(scope, "webhooks:write");
  const way = await takeUp(scope, deliveryId);
  if (!way) return null;
  if (way.webhook.status !== "on") return end(scope, way, notOn(scope));
  return end(scope, way, await call(scope, way));
}

async function takeUp(scope: Scope, deliveryId: string): Promise<Way | null> {
  const now = scope.clock.now();
  const { projectId, id, state, dueAt } = webhookDeliveries;
  const [delivery] = await scope.db
    .update(webhookDeliveries)
    .set({ dueAt: new Date(now.getTime() + LEASE) })
    .where(and(eq(projectId, scope.projectId), eq(id, deliveryId), eq(state, "waiting"), lte(dueAt, now)))
    .returning();
  if (!delivery) return null;
  const [webhook] = await scope.db.select().from(webhooks).where(theWebhook(scope, delivery.webhookId));
  return webhook ? { delivery, webhook } : null;
}

async function call(scope: Scope, { delivery: { id, payload: body }, webhook }: Way): Promise<Answer> {
  const at = scope.clock.now();
  const secrets = await secretsOf(scope, webhook);
  const headers = { "content-type": "application/json", ...signatureHeaders(secrets, { id, at, body }) };
  try {
    return answerOf(at, await callOut({ url: webhook.url, headers, body }));
  } catch (error) {
    if (error instanceof TargetRefused) return unanswered(at, error.message, 0);
    if (error instanceof NoAnswer) return unanswered(at, error.message, error.millis);
    throw error;
  }
}

/** The secret, and beside it the one before, as long as receivers may still check with that. */
async function secretsOf({ db, clock }: Scope, { secret, previousSecret, previousUntil }: Webhook): Promise<string[]> {
  const sealer = await sealerFor(db);
  const isKept = previousSecret !== null && previousUntil !== null && previousUntil > clock.now();
  return [secret, ...(isKept ? [previousSecret] : [])].map((sealed) => sealer.open(sealed));
}

function answerOf(at: Date, { status, body, millis, retryAfterSeconds }: Answered): Answer {
  const said = status >= 300 && status < 400 ? `Redirects are not followed. ${excerptOf(body)}`.trim() : excerptOf(body);
  return {
    attempt: { at: at.toISOString(), status, millis, said },
    ok: status >= 200 && status < 300,
    gone: status === 410,
    retryAfter: Math.min((retryAfterSeconds ?? 0) * SECOND, HOUR),
  };
}

const unanswered = (at: Date, said: string, millis: number): Answer => ({
  ...{ attempt: { at: at.toISOString(), status: null, millis, said }, ok: false, gone: false, retryAfter: 0 },
});
const notOn = ({ clock }: Scope): Answer => ({ ...unanswered(clock.now(), "The webhook was switched off.", 0), gone: true });

/** Writes down what was answered; a failure is promised its next attempt in the same transaction, while there is one left. */
const end = (scope: Scope, { delivery, webhook }: Way, answer: Answer): Promise<DeliveryState> =>
  inTransaction(scope, async (tx) => {
    const attempts = [...delivery.attempts, answer.attempt].slice(-KEPT_ATTEMPTS);
    const isTest = delivery.kind === TEST_KIND;
    const pause = isTest || answer.gone ? undefined : PAUSES[attempts.length - 1];
    const next = answer.ok || pause === undefined ? null : new Date(tx.clock.now().getTime() + Math.max(pause, answer.retryAfter));
    const state = answer.ok ? "delivered" : next ? "waiting" : "failed";
    await tx.db.update(webhookDeliveries).set({ attempts, state, dueAt: next }).where(theDelivery(tx, delivery.id));
    if (!isTest && webhook.status === "on") await noteHealth(tx, webhook.id, answer);
    if (next) await follow(tx, "delivery/due", { deliveryId: delivery.id, webhookId: webhook.id }, next);
    return state;
  });
