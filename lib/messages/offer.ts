import "server-only";
import { type Message, messages } from "@/db/schema";
import { reasonToSkip } from "@/lib/consent/reasons";
import { type Mailer, type Outcome, unheard } from "@/lib/mail/mailer";
import { mailerOf } from "@/lib/mail/senders";
import { contentsOf, LEASE_MILLIS, lockMessage, theMessage } from "@/lib/messages/claim";
import type { Email } from "@/lib/messages/schema";
import { giveBackTurns } from "@/lib/messages/smart-sending";
import { mayBecome } from "@/lib/messages/transitions";
import { inTransaction, type Scope } from "@/lib/scope";
import { tellWebhooks } from "@/lib/webhooks/listening";

/** Providers remember a key for 24 hours; the last offer ends well before. */
const GIVE_UP_MILLIS = 20 * 3_600_000;
/** Minutes until what is not known to have been taken is offered again: soon at first, for most often one answer was lost. */
const PAUSES = [0.1, 0.5, 1, 5, 15, 30, 60];
export const pauseBeforeAgain = (attempts: number): number => 60_000 * (PAUSES[attempts - 1] ?? 60);

/** A message after it was offered. What it waits for may be what others would wait for too. */
export type Offered = Message & { othersWaitToo?: boolean };

/**
 * Offers a claimed message to the provider and writes down what became of it.
 *
 * Guarantee: however often this runs, after whatever crash, the provider is given the same bytes under the same key, and never
 * once it may have forgotten that key. Who left meanwhile is not written to: skipped if the email certainly was not taken,
 * uncertain if nobody can say.
 */
export async function offerAgain(scope: Scope, id: string): Promise<Offered> {
  const mailer = await mailerOf(scope);
  const { message, email } = await takeUp(scope, id, mailer);
  return email ? handOver(scope, message, email, mailer) : message;
}

/** Outside any transaction: the provider may take its time. */
export async function handOver(scope: Scope, message: Message, email: Email, by?: Mailer): Promise<Offered> {
  const mailer = by ?? (await mailerOf(scope));
  const outcome = await mailer.send(email, message.id).catch(unheard);
  return inTransaction(scope, async (tx) => {
    const current = (await lockMessage(tx, message.id))!;
    if (current.state !== "claimed") return current;
    const after = await move(tx, current, resultOf(current, outcome, mailer, tx.clock.now()));
    return { ...after, othersWaitToo: after.state === "claimed" && !("of" in outcome && outcome.of === "recipient") };
  });
}

/** Takes a message for one more offer, unless it is not its time, has ended, or must not be offered any more. */
const takeUp = (scope: Scope, id: string, mailer: Mailer): Promise<{ message: Message; email: Email | null }> =>
  inTransaction(scope, async (tx) => {
    const message = (await lockMessage(tx, id))!;
    const now = tx.clock.now();
    if (message.state !== "claimed" || (message.dueAt && message.dueAt > now)) return { message, email: null };

    const { offeredAt, createdAt: began, reason: last } = message;
    const end = endOfOffers({ offeredAt, began, last }, mailer, now) ?? (await consentEnd(tx, message));
    const email = end ? null : await contentsOf(tx, message);
    const dueAt = new Date(now.getTime() + LEASE_MILLIS);
    return {
      message: await move(tx, message, end ?? { dueAt, offeredAt: offeredAt ?? now, attempts: offeredAt ? message.attempts + 1 : 1 }),
      email,
    };
  });

type Left = { offeredAt: Date | null; began: Date; last: string | null };

/** How what was claimed ends that must not be offered any more, or null while it may be. `last` is what was said of it last. */
export function endOfOffers(
  { offeredAt, began, last }: Left,
  mailer: Mailer,
  now: Date,
): { state: "uncertain" | "failed"; reason: string } | null {
  const said = last ? ` ${last}` : "";
  const uncertain = (why: string) => ({ state: "uncertain" as const, reason: `It may have been sent: ${why}.${said}` });
  if (offeredAt && mailer.since && offeredAt < mailer.since) return uncertain("the sender was changed before the one before had answered");
  if (offeredAt && !mailer.remembersKeys) return uncertain("the connection was lost, and the provider cannot be asked");
  if (now.getTime() - (offeredAt ?? began).getTime() < GIVE_UP_MILLIS) return null;
  if (offeredAt) return uncertain("the provider did not answer for 20 hours");
  return { state: "failed", reason: `The provider would not take it for 20 hours.${said}` };
}

async function consentEnd(scope: Scope, message: Message): Promise<Partial<Message> | null> {
  const { addressHash, transactional, unsubscribeGroup: group, source, offeredAt } = message;
  const about = { transactional, broadcast: source === "broadcast", group };
  const reason = source === "test" ? null : await reasonToSkip(scope, addressHash, about);
  if (!reason) return null;
  return offeredAt
    ? { state: "uncertain", reason: "They left while it was not known whether it had been sent. It was not offered again." }
    : { state: "skipped", reason };
}

/** What was not taken now is as it was before: an earlier offer may have been taken. */
function resultOf({ attempts, offeredAt }: Message, outcome: Outcome, { name, remembersKeys }: Mailer, now: Date): Partial<Message> {
  const later = (millis: number) => new Date(now.getTime() + millis);
  switch (outcome.became) {
    case "taken":
      return { state: "sent", reason: null, provider: name, providerId: outcome.providerId, sentAt: now };
    case "refused":
      return { state: "failed", reason: outcome.why, provider: name };
    case "not_yet":
      return { reason: outcome.why, provider: name, offeredAt: attempts > 1 ? offeredAt : null, dueAt: later(outcome.afterMillis) };
    case "unknown":
      if (!remembersKeys) return { state: "uncertain", reason: outcome.why, provider: name };
      return { reason: outcome.why, provider: name, dueAt: later(pauseBeforeAgain(attempts)) };
  }
}

async function move(scope: Scope, message: Message, to: Partial<Message>): Promise<Message> {
  const { db, clock } = scope;
  if (to.state && !mayBecome(message.state, to.state))
    throw new Error(`Message ${message.id} cannot become ${to.state} from ${message.state}.`);
  const [moved] = await db
    .update(messages)
    .set({ ...(to.state && { dueAt: null }), ...to, updatedAt: clock.now() })
    .where(theMessage(scope, message.id))
    .returning();
  const { id: messageId, addressHash } = message;
  if ((to.state === "failed" || to.state === "skipped") && addressHash) await giveBackTurns(scope, [{ messageId, addressHash }]);
  if (to.state === "sent" || to.state === "failed") await tellWebhooks(scope, { [`message.${to.state}`]: [messageId] });
  return moved!;
}
