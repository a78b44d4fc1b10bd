import "server-only";
import { and, eq } from "drizzle-orm";
import { projects, unsubscribes } from "@/db/schema";
import { record } from "@/lib/audit/record";
import type { Choice } from "@/lib/consent/choice";
import { ALL, hasLeft } from "@/lib/consent/reasons";
import type { Leaving } from "@/lib/consent/tokens";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { leavingKey } from "@/lib/webhooks/facts";
import { tellWebhooks } from "@/lib/webhooks/listening";

/** Leaves everything that can be left, at once: the next claim of a message asks. Leaving again changes nothing. */
export function unsubscribe(scope: Scope, { addressHash, messageId, customerId }: Leaving, source: "one_click" | "page"): Promise<void> {
  requireGrant(scope, "consent:write");
  return inTransaction(scope, async (tx) => {
    const [left] = await tx.db
      .insert(unsubscribes)
      .values({ projectId: tx.projectId, addressHash, topic: ALL, source, messageId, createdAt: tx.clock.now() })
      .onConflictDoNothing()
      .returning({ topic: unsubscribes.topic });
    if (!left) return;
    await record(tx, "consent.unsubscribed", messageId, { after: { customerId, source } });
    await tellWebhooks(tx, { "customer.unsubscribed": [leavingKey(addressHash, ALL)] });
  });
}

/** Comes back. Only the holder of a link from an email to this very address can. */
export function resubscribe(scope: Scope, { addressHash, messageId, customerId }: Leaving): Promise<void> {
  requireGrant(scope, "consent:write");
  return inTransaction(scope, async (tx) => {
    const { projectId, addressHash: hash, topic } = unsubscribes;
    const [back] = await tx.db
      .delete(unsubscribes)
      .where(and(eq(projectId, tx.projectId), eq(hash, addressHash), eq(topic, ALL)))
      .returning({ topic });
    if (back) await record(tx, "consent.resubscribed", messageId, { after: { customerId } });
  });
}

/** Does what somebody chose, and answers what is now. */
export async function choose(scope: Scope, leaving: Leaving, choice: Choice) {
  await (choice === "resubscribe" ? resubscribe(scope, leaving) : unsubscribe(scope, leaving, choice));
  return consentOf(scope, leaving);
}

/** What the page of a link shows: whose emails they are, and whether they were left. */
export async function consentOf(scope: Scope, { addressHash }: Leaving): Promise<{ sender: string; left: boolean }> {
  requireGrant(scope, "consent:write");
  const [project] = await scope.db.select({ name: projects.name }).from(projects).where(eq(projects.id, scope.projectId));
  return { sender: project?.name ?? "", left: await hasLeft(scope, addressHash) };
}
