import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { unsubscribes } from "@/db/schema";
import { record } from "@/lib/audit/record";
import type { Choice } from "@/lib/consent/choice";
import { hasLeftAll, leftTopics } from "@/lib/consent/reasons";
import type { Leaving } from "@/lib/consent/tokens";
import { ALL, BROADCASTS, type Topic } from "@/lib/consent/topics";
import { projectOf } from "@/lib/projects/queries";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { leavingKey } from "@/lib/webhooks/facts";
import { tellWebhooks } from "@/lib/webhooks/listening";

/** Leaves a topic at once, or what the email was of: the next claim of a message asks. Leaving again changes nothing. */
export function unsubscribe(scope: Scope, leaving: Leaving, source: "one_click" | "page", topic: Topic = leaving.topic): Promise<void> {
  requireGrant(scope, "consent:write");
  const { addressHash, messageId, customerId } = leaving;
  return inTransaction(scope, async (tx) => {
    const [left] = await tx.db
      .insert(unsubscribes)
      .values({ projectId: tx.projectId, addressHash, topic, source, messageId, createdAt: tx.clock.now() })
      .onConflictDoNothing()
      .returning({ topic: unsubscribes.topic });
    if (!left) return;
    await record(tx, "consent.unsubscribed", messageId, { after: { customerId, source, topic } });
    await tellWebhooks(tx, { "customer.unsubscribed": [leavingKey(addressHash, topic)] });
  });
}

/** Comes back to everything. Only the holder of a link from an email to this very address can. */
export function resubscribe(scope: Scope, { addressHash, messageId, customerId }: Leaving): Promise<void> {
  requireGrant(scope, "consent:write");
  return inTransaction(scope, async (tx) => {
    const { projectId, addressHash: hash, topic } = unsubscribes;
    const back = await tx.db
      .delete(unsubscribes)
      .where(and(eq(projectId, tx.projectId), eq(hash, addressHash), inArray(topic, [ALL, BROADCASTS])))
      .returning({ topic });
    if (back.length > 0) await record(tx, "consent.resubscribed", messageId, { after: { customerId } });
  });
}

/** What the page of a link shows: whose emails they are, of what the email was, and what was left. */
export type Standing = { sender: string; brand: string | null; topic: Topic; left: Topic | null };

/** Does what somebody chose, and answers what is now. */
export async function choose(scope: Scope, leaving: Leaving, choice: Choice): Promise<Standing> {
  await (choice.does === "leave" ? unsubscribe(scope, leaving, choice.source, choice.topic) : resubscribe(scope, leaving));
  return consentOf(scope, leaving);
}

export async function consentOf(scope: Scope, { addressHash, topic }: Leaving): Promise<Standing> {
  requireGrant(scope, "consent:write");
  const [{ name: sender, brandColour: brand }, topics] = [await projectOf(scope), await leftTopics(scope, addressHash)];
  return { sender, brand, topic, left: hasLeftAll(topics) ? ALL : topics.includes(BROADCASTS) ? BROADCASTS : null };
}
