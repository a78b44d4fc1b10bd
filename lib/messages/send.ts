import "server-only";
import { customers, type Message } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { claimMessage, findMessage, type Place } from "@/lib/messages/claim";
import { writeLetter } from "@/lib/messages/letter";
import { handOver, offerAgain } from "@/lib/messages/offer";
import type { MessageState } from "@/lib/messages/schema";
import { rowOf } from "@/lib/rows";
import { requireGrant, type Scope } from "@/lib/scope";
import { publishedVersion } from "@/lib/templates/published";
import type { Occurrence } from "@/lib/templates/values";
import { keepLinks } from "@/lib/tracking/links";

export type SendEmail = Place & {
  templateId: string;
  templateVersion: number;
  transactional: boolean;
  smartSending?: boolean;
  /** Whether it is told who opened it and followed its links. */
  tracking?: boolean;
  event?: Occurrence;
};
export type Sent = { messageId: string; state: Exclude<MessageState, "claimed">; reason: string | null };

/** The provider has not said yes or no. The message stays claimed; asking again later goes on with the same bytes and key. */
export class NotSettled extends Error {
  override readonly name = "NotSettled";
}

/**
 * Sends one email to one customer, or skips it with its reason.
 *
 * Guarantee: the same place (`source`, `sourceId`, `place`, customer) is one message, however often this is called, beside itself or after
 * a crash at any point. It is claimed with its frozen bytes before anything is sent, and every offer to the provider is of those bytes.
 */
export async function sendEmail(scope: Scope, request: SendEmail): Promise<Sent> {
  requireGrant(scope, "messages:write");
  const known = await findMessage(scope, request);
  if (known) return settled(await offerAgain(scope, known.id));

  const { templateId, templateVersion, transactional, smartSending, tracking = false, event, ...at } = request;
  const about = { customer: await customerOf(scope, at.customerId), version: await publishedVersion(scope, templateId, templateVersion) };
  const tracked = tracking ? { templateId, version: templateVersion } : null;
  if (tracked) await keepLinks(scope, tracked, about.version.html);
  const letter = await writeLetter(scope, { ...about, ...at, transactional, tracked, event });
  const claimed = await claimMessage(scope, { at, letter, templateId, templateVersion, transactional, smartSending });
  if (!claimed) return sendEmail(scope, request);
  return settled(claimed.email ? await handOver(scope, claimed.message, claimed.email) : claimed.message);
}

function settled({ id, state, reason }: Message): Sent {
  if (state === "claimed") throw new NotSettled(reason ?? "This email is being sent right now.");
  return { messageId: id, state, reason };
}

const theCustomer = rowOf(customers);

async function customerOf(scope: Scope, id: number) {
  const [customer] = await scope.db.select().from(customers).where(theCustomer(scope, id));
  if (!customer) throw notFound("customer");
  return customer;
}
