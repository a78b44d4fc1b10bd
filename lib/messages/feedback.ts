import "server-only";
import { sql } from "drizzle-orm";
import { integrationWork, type Message, messages, suppressions } from "@/db/schema";
import { lockMessage, theMessage } from "@/lib/messages/claim";
import { mayBecome } from "@/lib/messages/transitions";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { tellWebhooks } from "@/lib/webhooks/listening";

/** What a provider tells of one email. `suppresses`: this address must not be written to any more, and why. */
export type News = {
  messageId: string | null;
  became: "delivered" | "bounced" | "complained" | "failed";
  reason: string | null;
  suppresses: "bounced" | "complained" | "suppressed_by_provider" | null;
};
/** `too_early`: we have not yet written down that it was sent. Nothing was kept, so the provider is to tell it again. */
export type Heard = "kept" | "known" | "not_ours" | "too_early";
type Told = { integrationId: string; key: string; what: string };

/**
 * Takes news of an email. Guarantee: told twice under one key it counts once; told out of order, states only move forward; and an
 * address that bounced for good or complained is written to no more, from the same transaction on.
 */
export function hearOf(scope: Scope, told: Told, { messageId, became, reason, suppresses }: News): Promise<Heard> {
  requireGrant(scope, "messages:write");
  return inTransaction(scope, async (tx) => {
    const message = messageId ? await lockMessage(tx, messageId) : undefined;
    if (message?.state === "claimed") return "too_early";
    const detail = message ? `${message.id}${reason ? `: ${reason}` : ""}` : "Not an email of this project.";
    const [fresh] = await tx.db
      .insert(integrationWork)
      .values({ projectId: tx.projectId, ...told, state: "done", detail, at: tx.clock.now() })
      .onConflictDoNothing()
      .returning({ id: integrationWork.id });
    if (!fresh) return "known";
    if (!message) return "not_ours";
    if (suppresses) await suppress(tx, message, suppresses);
    if (mayBecome(message.state, became)) await move(tx, message.id, became, reason);
    return "kept";
  });
}

async function suppress({ db, projectId, clock }: Scope, { addressHash }: Message, reason: string): Promise<void> {
  if (!addressHash) return;
  await db.insert(suppressions).values({ projectId, addressHash, reason, createdAt: clock.now() }).onConflictDoNothing();
}

/** What arrived was sent, also when nobody could say so before. */
async function move(tx: Scope, id: string, state: News["became"], reason: string | null): Promise<void> {
  const now = tx.clock.now();
  const sentAt = state === "failed" ? undefined : sql`coalesce(${messages.sentAt}, ${now.toISOString()}::timestamptz)`;
  await tx.db.update(messages).set({ state, reason, sentAt, updatedAt: now }).where(theMessage(tx, id));
  await tellWebhooks(tx, { [`message.${state}`]: [id] });
}
