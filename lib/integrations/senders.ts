import "server-only";
import { listIntegrations } from "@/lib/integrations/queries";
import type { ShownSenders } from "@/lib/integrations/schema";
import { isSample, realMailer } from "@/lib/mail/senders";
import { settingsOf } from "@/lib/projects/settings";
import { may, type Scope } from "@/lib/scope";

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
