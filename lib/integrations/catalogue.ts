import "server-only";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { getIntegration, listIntegrations } from "@/lib/integrations/queries";
import type { IntegrationPage, ShownCatalogue, ShownSenders } from "@/lib/integrations/schema";
import { listSources } from "@/lib/integrations/sources";
import { listWork } from "@/lib/integrations/work";
import { INTEGRATIONS } from "@/lib/integrations/registry";
import { isSample, realMailer } from "@/lib/mail/senders";
import { publicKeyOf } from "@/lib/projects/keys";
import { settingsOf } from "@/lib/projects/settings";
import { may, type Scope } from "@/lib/scope";
import { listWebhooks } from "@/lib/webhooks/queries";

/** All that can be connected to a project, and how it stands. */
export async function catalogueOf(scope: Scope): Promise<ShownCatalogue> {
  const [integrations, sources, webhooks] = await Promise.all([
    listIntegrations(scope),
    listSources(scope),
    listWebhooks(scope, { limit: 100 }),
  ]);
  const statuses = webhooks.items.map(({ status, failingSince }) => (status === "on" && failingSince ? "failing" : status));
  return { integrations, sources, webhooks: statuses, mayConnect: may(scope.actor, "integrations:write"), now: scope.clock.now() };
}

/** The page of one integration: of a way to send us something, or of one that is connected. */
export async function readIntegration(scope: Scope, kind: string, cursor: string | undefined): Promise<IntegrationPage> {
  const mayChange = may(scope.actor, "integrations:write");
  const now = scope.clock.now();
  if (!INTEGRATIONS.some((each) => each.kind === kind)) {
    const source = (await listSources(scope)).find((each) => each.kind === kind);
    if (!source) throw notFound("integration");
    return { source, publicKey: await publicKeyOf(scope), host: env().APP_URL, now };
  }
  const [integration, { items: work, nextCursor }] = await Promise.all([getIntegration(scope, kind), listWork(scope, kind, cursor)]);
  return { integration, work, nextCursor, mayChange, now };
}

/** What the page of sending shows: from whom emails are, and which way they leave. */
export async function sendingOf(scope: Scope) {
  const [settings, all, sample] = [await settingsOf(scope), await listIntegrations(scope), await isSample(scope)];
  const senders: ShownSenders = {
    senders: all.filter(({ category }) => category === "sender"),
    instance: realMailer()?.name ?? null,
    sample,
    mayConnect: may(scope.actor, "integrations:write"),
  };
  return { ...settings, ...senders };
}
