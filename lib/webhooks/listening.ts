import "server-only";
import { sql } from "drizzle-orm";
import type { Webhook } from "@/db/schema";
import type { Interest } from "@/lib/listeners/schema";
import { followAll } from "@/lib/outbox/follow";
import type { Scope } from "@/lib/scope";
import type { WebhookKind } from "@/lib/webhooks/schema";

/** Facts told in one event of the durable engine: small enough for any of its limits. */
const PER_EVENT = 500;

/** What must be heard of for this webhook. One that is not on hears nothing. */
export function interestsOf({ status, kinds, eventNames }: Pick<Webhook, "status" | "kinds" | "eventNames">): Interest[] {
  if (status !== "on") return [];
  const keys = kinds.flatMap((kind) =>
    kind === "event.recorded" && eventNames.length > 0 ? eventNames.map((name) => `${kind}:${name}`) : [kind],
  );
  return keys.map((key) => ({ interest: "tell_webhooks", key }));
}

/** Promises to tell webhooks of these facts, by the ids of their kind. For who knows already that somebody listens. */
export function promiseToTell(tx: Scope, kind: WebhookKind, ids: readonly string[]): Promise<void> {
  const parts: { ids: { kind: WebhookKind; ids: string[] } }[] = [];
  for (let i = 0; i < ids.length; i += PER_EVENT) parts.push({ ids: { kind, ids: ids.slice(i, i + PER_EVENT) } });
  return followAll(tx, "webhooks/happened", parts);
}

/** The same where some webhook listens; nothing at all where none does. Part of the transaction in which it happened. */
export async function tellWebhooks(tx: Scope, told: { [K in WebhookKind]?: readonly string[] }): Promise<void> {
  const kinds = (Object.keys(told) as WebhookKind[]).filter((kind) => told[kind]!.length > 0);
  if (kinds.length === 0) return;
  const { rows } = await tx.db.execute<{ key: WebhookKind }>(sql`
    select distinct key from listeners
    where project_id = ${tx.projectId} and interest = 'tell_webhooks' and key in ${kinds}`);
  for (const { key } of rows) await promiseToTell(tx, key, told[key] ?? []);
}
