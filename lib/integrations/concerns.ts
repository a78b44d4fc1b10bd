import "server-only";
import { and, asc, eq, lte, or } from "drizzle-orm";
import { integrations, webhooks } from "@/db/schema";
import { INTEGRATIONS } from "@/lib/integrations/registry";
import type { Concern } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";

/** A webhook that fails for less is not worth anybody's look: it is tried again by itself. */
const A_WHILE = 60 * 60_000;

/** What of integrations and webhooks waits for a person. */
export async function integrationConcerns({ db, projectId, clock }: Scope): Promise<Concern[]> {
  const since = new Date(clock.now().getTime() - A_WHILE);
  const isFailing = or(eq(webhooks.status, "disabled"), and(eq(webhooks.status, "on"), lte(webhooks.failingSince, since)));
  const [ill, failing] = await Promise.all([
    db
      .select({ kind: integrations.kind })
      .from(integrations)
      .where(and(eq(integrations.projectId, projectId), eq(integrations.status, "error")))
      .orderBy(asc(integrations.kind))
      .limit(5),
    db.$count(webhooks, and(eq(webhooks.projectId, projectId), isFailing)),
  ]);
  const nameOf = (kind: string) => INTEGRATIONS.find((each) => each.kind === kind)?.name ?? kind;
  const refused = ill.map(({ kind }): Concern => ({ kind: "failing_integration", integration: kind, name: nameOf(kind) }));
  return failing > 0 ? [...refused, { kind: "failing_webhooks", count: failing }] : refused;
}
