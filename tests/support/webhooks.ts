import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import { outbox } from "@/db/schema";
import type { Scope } from "@/lib/scope";
import { attemptDelivery } from "@/lib/webhooks/delivering";
import { planDeliveries } from "@/lib/webhooks/planning";
import type { WebhookKind } from "@/lib/webhooks/schema";

/** Does what the durable engine would have done by now for webhooks: plan what happened, try what is due. Answers how many attempts. */
export async function settleWebhooks(scope: Scope): Promise<number> {
  let attempts = 0;
  for (;;) {
    const { projectId, id, startAt, kind, ids } = outbox;
    const due = and(eq(projectId, scope.projectId), or(isNull(startAt), lte(startAt, scope.clock.now())));
    const ours = or(eq(kind, "webhooks/happened"), eq(kind, "delivery/due"));
    const [next] = await scope.db.select({ id, kind, ids }).from(outbox).where(and(due, ours)).orderBy(asc(id)).limit(1);
    if (!next) return attempts;
    const said = next.ids as { kind: WebhookKind; ids: string[]; deliveryId: string };
    if (next.kind === "webhooks/happened") await planDeliveries(scope, said.kind, said.ids);
    else if ((await attemptDelivery(scope, said.deliveryId)) !== null) attempts += 1;
    await scope.db.delete(outbox).where(and(eq(projectId, scope.projectId), eq(id, next.id)));
  }
}
